import type { PeerCertificate, TLSSocket } from 'node:tls'
import type { EndpointKind } from '../../db/schema/servers.ts'
import type { Endpoint } from '../../db/tenants.ts'
import { Conversation, NotReached } from './conversation.ts'
import type { Reach, Reached } from './reach.ts'

export interface Certificate {
  /** What was asked for. */
  name: string
  /** What it is for: its alternative names, else its common name. */
  names: string[]
  issuer: string
  validUntil: Date
  /** OpenSSL's word for what is wrong with it; null where it is trusted for this name. */
  problem: string | null
  protocol: string
}

/** A server as far as it lets a stranger come. */
export type Probe =
  | { kind: 'unreached'; reached: Exclude<Reached, { kind: 'address' }> }
  | { kind: 'failed'; step: NotReached['step']; code: string | undefined }
  /** `said`: its greeting and what it offers, once encrypted where that was asked for. */
  | { kind: 'open'; ip: string; certificate: Certificate | null; said: string[] }

/** Never throws. */
export async function probeEndpoint(
  kind: EndpointKind,
  endpoint: Endpoint,
  { reach, ca }: { reach: Reach; ca: string | undefined },
): Promise<Probe> {
  const reached = await reach(endpoint.host)
  if (reached.kind !== 'address') return { kind: 'unreached', reached }
  try {
    const { talk, said } = await greeted(kind, endpoint, { ip: reached.ip, ca })
    const certificate = talk.tls === null ? null : certificateOf(talk.tls, endpoint)
    talk.close()
    return { kind: 'open', ip: reached.ip, certificate, said }
  } catch (error) {
    if (!(error instanceof NotReached)) throw error
    return { kind: 'failed', step: error.step, code: error.code }
  }
}

/** A conversation past the greeting, encrypted as the endpoint has it; whatever the certificate says. Throws NotReached. */
export async function greeted(
  kind: EndpointKind,
  endpoint: Endpoint,
  { ip, ca }: { ip: string; ca: string | undefined },
): Promise<{ talk: Conversation; said: string[] }> {
  const talk =
    endpoint.tls === 'tls'
      ? await Conversation.openTls(endpoint, ip, ca)
      : await Conversation.open(ip, endpoint.port)
  try {
    return { talk, said: await greetings[kind](talk, endpoint, ca) }
  } catch (error) {
    talk.close()
    throw error
  }
}

type Greeting = (talk: Conversation, endpoint: Endpoint, ca: string | undefined) => Promise<string[]>

const greetings: Record<EndpointKind, Greeting> = {
  async imap(talk, endpoint, ca) {
    const [greeting = ''] = await talk.until(() => true)
    if (endpoint.tls !== 'starttls') return [greeting]
    // RFC 9051 §7.1.4: who is greeted as if signed in cannot encrypt any more.
    if (/^\* PREAUTH/i.test(greeting)) throw new NotReached('tls', 'PREAUTH')
    talk.say('a STARTTLS')
    const answer = await talk.until((line) => /^a /i.test(line))
    if (!/^a OK/i.test(answer.at(-1)!)) throw new NotReached('tls', 'NOT_OFFERED')
    await talk.startTls(endpoint, ca)
    return [greeting]
  },
  async smtp(talk, endpoint, ca) {
    const [greeting = ''] = (await talk.until(isLastReply)).slice(-1)
    if (!greeting.startsWith('220')) throw new NotReached('capability', greeting.slice(0, 3))
    const said = await ehlo(talk)
    if (endpoint.tls !== 'starttls') return said
    talk.say('STARTTLS')
    const answer = await talk.until(isLastReply)
    if (!answer.at(-1)!.startsWith('220')) throw new NotReached('tls', 'NOT_OFFERED')
    await talk.startTls(endpoint, ca)
    return ehlo(talk)
  },
  async sieve(talk, endpoint, ca) {
    const said = await talk.until(isSieveAnswer)
    if (endpoint.tls !== 'starttls') return said
    talk.say('STARTTLS')
    const answer = await talk.until(isSieveAnswer)
    if (!/^OK/i.test(answer.at(-1)!)) throw new NotReached('tls', 'NOT_OFFERED')
    await talk.startTls(endpoint, ca)
    // RFC 5804 §2.2: what it can do is said once more.
    return talk.until(isSieveAnswer)
  },
  dav: async () => [],
  async ldap(talk, endpoint, ca) {
    if (endpoint.tls !== 'starttls') return []
    const answer = await talk.bytes(ldapStartTls)
    // An ExtendedResponse (RFC 4511 §4.12) whose result is success.
    const result = answer.indexOf(Buffer.from([0x0a, 0x01]))
    if (result < 0 || answer[result + 2] !== 0) throw new NotReached('tls', 'NOT_OFFERED')
    await talk.startTls(endpoint, ca)
    return []
  },
}

const STARTTLS_OID = '1.3.6.1.4.1.1466.20037'
const ldapStartTls = Buffer.concat([
  Buffer.from([0x30, 0x1d, 0x02, 0x01, 0x01, 0x77, 0x18, 0x80, STARTTLS_OID.length]),
  Buffer.from(STARTTLS_OID),
])

async function ehlo(talk: Conversation): Promise<string[]> {
  talk.say('EHLO [127.0.0.1]')
  const answer = await talk.until(isLastReply)
  if (!answer.at(-1)!.startsWith('250')) throw new NotReached('capability', answer.at(-1)!.slice(0, 3))
  return answer.map((line) => line.slice(4))
}

export function isLastReply(line: string): boolean {
  return !/^\d{3}-/.test(line)
}

export function isSieveAnswer(line: string): boolean {
  return /^(OK|NO|BYE)\b/i.test(line)
}

export function certificateOf(tls: TLSSocket, endpoint: Endpoint): Certificate {
  const peer: PeerCertificate = tls.getPeerCertificate()
  const names = (peer.subjectaltname ?? '')
    .split(', ')
    .filter((name) => name !== '')
    .map((name) => name.replace(/^(DNS|IP Address):/, ''))
  const issuer = peer.issuer?.O ?? peer.issuer?.CN ?? ''
  return {
    name: endpoint.verifyName ?? endpoint.host,
    names: names.length > 0 ? names : [String(peer.subject?.CN ?? '')],
    issuer: String(issuer),
    validUntil: new Date(peer.valid_to),
    problem: tls.authorized ? null : String(tls.authorizationError),
    protocol: tls.getProtocol() ?? '',
  }
}
