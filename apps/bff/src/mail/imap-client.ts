import type { ImapAttribute, ImapResponse } from 'imapflow'
import { ImapFlow } from 'imapflow'
import type { Account } from '../http/account.ts'
import { AppError } from '../http/app-error.ts'
import { withSecret } from '../http/credential.ts'
import type { Endpoint } from '../db/tenants.ts'
import { imapError } from './imap-errors.ts'

/** What imapflow can do and its declarations do not say: any command, and the responses nobody asked for. */
declare module 'imapflow' {
  interface ImapFlow {
    exec(
      command: string,
      attributes: ImapArgument[],
      options?: { untagged?: Record<string, (untagged: ImapResponse) => Promise<void>> },
    ): Promise<{ response: ImapResponse; next(): void }>
    untaggedHandlers: Record<string, ((untagged: ImapResponse) => Promise<void>) | null>
  }
}

export type ImapArgument = { type: 'ATOM' | 'STRING' | 'SEQUENCE'; value: string } | ImapArgument[]
export type Imap = ImapFlow
export type { ImapAttribute, ImapResponse }

const CONNECT_MS = 10_000
/** A server that says nothing to a command for so long is down for whoever waits. */
const SILENCE_MS = 30_000

export interface Patience {
  socketMs?: number
}

/** Connects and signs in. Throws AppError: unreachable, slow, refused. The caller closes it. */
export async function openImap({ tenant, credential }: Account, patience: Patience = {}): Promise<Imap> {
  const endpoint = tenant.endpoints.imap
  if (endpoint === undefined) throw new AppError('auth/service-disabled')
  const { user, kind } = credential
  return withSecret(credential, isRefusal, (secret) =>
    // imapflow takes OAUTHBEARER (RFC 7628) where the server offers it, else XOAUTH2.
    connect(endpoint, kind === 'token' ? { user, accessToken: secret } : { user, pass: secret }, patience),
  )
}

function isRefusal(error: unknown): boolean {
  return error instanceof AppError && error.code === 'auth/credentials-refused'
}

async function connect(
  endpoint: Endpoint,
  auth: { user: string; pass?: string; accessToken?: string },
  patience: Patience,
): Promise<Imap> {
  const imap = new ImapFlow({
    host: endpoint.host,
    port: endpoint.port,
    secure: endpoint.tls === 'tls',
    // false forbids an upgrade where the operator chose clear text on loopback; true refuses to go on without one.
    doSTARTTLS: endpoint.tls === 'starttls',
    ...(endpoint.verifyName !== null && { servername: endpoint.verifyName }),
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true },
    auth,
    clientInfo: { name: 'Staffetta' },
    logger: false,
    qresync: true,
    // A command on a connection that idles costs two more round trips.
    disableAutoIdle: true,
    // imapflow would otherwise ask for UTF8=ACCEPT and rev2 where offered; both change what other parts parse.
    disableIMAP4rev2: true,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: patience.socketMs ?? SILENCE_MS,
    maxLockHoldTime: false,
    maxLiteralSize: 100_000_000,
    maxResponseSize: 200_000_000,
  })
  // Without a listener an error event ends the process; whoever waits for a command gets the same error there.
  imap.on('error', () => undefined)
  try {
    await imap.connect()
    return imap
  } catch (error) {
    imap.close()
    throw imapError(error)
  }
}

export function atom(value: string): ImapArgument {
  return { type: 'ATOM', value }
}

/** Text a person typed: quoted or a literal with its byte count, never an atom. CR, LF and NUL do not pass. */
export function text(value: string): ImapArgument {
  return { type: 'STRING', value: value.replaceAll(/[\r\n\0]+/g, ' ') }
}
