import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type SMTPServerDataStream, type SMTPServerSession, SMTPServer } from 'smtp-server'
import type { Dovecot } from './dovecot.ts'
import { mayLogIn } from './imap-login.ts'
import { deliver } from './lmtp.ts'
import { freePort, loopback, type PortChooser } from './ports.ts'

/** A message for somebody outside the mail server's domains. */
export interface OutgoingMessage {
  sender: string
  recipients: string[]
  raw: Buffer
  user: string | undefined
}

/** What the server does wrong on purpose, until `behave()`. */
export interface Misbehaviour {
  /** Refuses at this step with this answer. */
  refuse?: {
    at: 'auth' | 'sender' | 'recipient' | 'data'
    code: number
    text: string
    only?: (address: string) => boolean
  }
  /** Waits before it answers DATA. */
  delayMs?: number
  /** Takes the whole message and drops the line before the answer; `accepted` says whether the message was delivered all the same. */
  cutAfterData?: 'accepted' | 'lost'
}

export interface Submission {
  host: string
  /** AUTH required; STARTTLS offered. */
  port: number
  /** AUTH required; TLS from the first byte. */
  tlsPort: number
  /** No AUTH: for Dovecot's Sieve and for mail "from outside". */
  relayPort: number
  outgoing: OutgoingMessage[]
  misbehave: (how: Misbehaviour) => void
  behave: () => void
  stop: () => Promise<void>
}

export interface SubmissionOptions {
  /** Domains delivered to Dovecot; without it every recipient is. */
  domains?: string[]
  maxSizeMb?: number
  /** The tokens that Dovecot takes are taken here, too. */
  tokens?: boolean
  relayPort?: number
  choosePort?: PortChooser
}

/** Starts an SMTP submission server: who may send is asked of Dovecot, local recipients get the mail by LMTP, the others' mail is kept in `outgoing`. */
export async function startSubmission(
  dovecot: Dovecot,
  options: SubmissionOptions = {},
): Promise<Submission> {
  const outgoing: OutgoingMessage[] = []
  let fault: Misbehaviour = {}
  const sockets = new Set<Socket>()

  const isLocal = (address: string) =>
    !options.domains || options.domains.includes(address.slice(address.lastIndexOf('@') + 1).toLowerCase())

  const refusal = (at: NonNullable<Misbehaviour['refuse']>['at'], address = '') => {
    const refuse = fault.refuse
    if (refuse?.at !== at || (refuse.only && !refuse.only(address))) return undefined
    return smtpError(refuse.code, refuse.text)
  }

  const accept = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<null> => {
    const raw = await collect(stream)
    if (stream.sizeExceeded) throw smtpError(552, 'Message exceeds fixed maximum message size')
    const refused = refusal('data')
    if (refused) throw refused
    if (fault.delayMs) await sleep(fault.delayMs)
    const cut = fault.cutAfterData
    if (cut !== 'lost') await handOver(raw, session)
    if (cut) for (const socket of sockets) socket.destroy()
    return null
  }

  const handOver = async (raw: Buffer, session: SMTPServerSession) => {
    const sender = session.envelope.mailFrom ? session.envelope.mailFrom.address : ''
    const recipients = session.envelope.rcptTo.map(({ address }) => address)
    const local = recipients.filter(isLocal)
    const outside = recipients.filter((address) => !isLocal(address))
    if (outside.length > 0) outgoing.push({ sender, recipients: outside, raw, user: session.user })
    if (local.length === 0) return
    const traced = Buffer.concat([Buffer.from(received(session)), raw])
    const { refused } = await deliver(dovecot, { sender, recipients: local, raw: traced })
    const first = refused[0]
    if (first) throw smtpError(first.code, `${first.address}: ${first.text}`)
  }

  const judgeLogin = async (
    user: string,
    secret: { password: string } | { token: string },
  ): Promise<Error | null> => {
    const refused = refusal('auth', user)
    if (refused) return refused
    const good = await mayLogIn(dovecot, user, secret).catch(() => undefined)
    if (good === undefined) return smtpError(454, '4.7.0 Temporary authentication failure')
    return good ? null : smtpError(535, '5.7.8 Authentication credentials invalid')
  }

  const open = async (port: number, how: { auth: boolean; secure: boolean }) => {
    const server = new SMTPServer({
      name: 'submission.localhost',
      banner: 'Staffetta test submission',
      secure: how.secure,
      authOptional: !how.auth,
      allowInsecureAuth: true,
      disabledCommands: how.auth ? [] : ['AUTH'],
      key: readFileSync(dovecot.keyPath),
      cert: readFileSync(dovecot.certPath),
      authMethods: ['PLAIN', 'LOGIN', ...(options.tokens ? ['XOAUTH2'] : [])],
      size: (options.maxSizeMb ?? 50) * 1024 * 1024,
      hideENHANCEDSTATUSCODES: false,
      hideDSN: false,
      closeTimeout: 500,
      disableReverseLookup: true,
      onAuth: async ({ username = '', password = '', accessToken }, _session, done) => {
        const secret = accessToken ? { token: accessToken } : { password: password ?? '' }
        const verdict = await judgeLogin(username ?? '', secret)
        // `elena@…*master` sends as Elena.
        const [user] = String(username).toLowerCase().split('*')
        done(verdict, verdict ? undefined : { user: user! })
      },
      onMailFrom: ({ address }, _session, done) => done(refusal('sender', address)),
      onRcptTo: ({ address }, _session, done) => done(refusal('recipient', address)),
      onData: async (stream, session, done) => {
        const failure = await accept(stream, session).catch((error: Error) => error)
        done(failure, failure ? undefined : '2.0.0 Accepted')
      },
    })
    server.on('error', () => {}) // a client that drops the line is the client's affair
    server.server.on('connection', (socket: Socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    })
    await new Promise<void>((resolve, reject) => {
      server.server.once('error', reject)
      server.listen(port, loopback, resolve)
    })
    return server
  }

  const choosePort = options.choosePort ?? freePort
  const ports = {
    port: await choosePort('submission'),
    tlsPort: await choosePort('submissions'),
    relayPort: options.relayPort ?? (await choosePort('relay')),
  }
  const servers = await Promise.all([
    open(ports.port, { auth: true, secure: false }),
    open(ports.tlsPort, { auth: true, secure: true }),
    open(ports.relayPort, { auth: false, secure: false }),
  ])
  return {
    host: loopback,
    ...ports,
    outgoing,
    misbehave: (how) => {
      fault = how
    },
    behave: () => {
      fault = {}
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await Promise.all(
        servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))),
      )
    },
  }
}

function smtpError(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode })
}

function received(session: SMTPServerSession): string {
  const user = session.user ? `\r\n\t(authenticated as ${session.user})` : ''
  return `Received: from ${session.clientHostname || 'client'} ([${session.remoteAddress}])${user}\r\n\tby submission.localhost with ESMTP id ${session.id};\r\n\t${new Date().toUTCString().replace('GMT', '+0000')}\r\n`
}

async function collect(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
