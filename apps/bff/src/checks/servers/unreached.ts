import type { EndpointKind } from '../../db/schema/servers.ts'
import type { Endpoint } from '../../db/tenants.ts'
import { type CheckContext, type CheckKey, failed, type Finding, notApplicable, say } from '../check.ts'
import { dnsWords } from '../dns/asked.ts'
import type { NotReached } from '../wire/conversation.ts'
import type { Certificate, Probe } from '../wire/probe.ts'

type Open = Extract<Probe, { kind: 'open' }>
type Server = { kind: 'open'; endpoint: Endpoint; probe: Open } | { kind: 'finding'; finding: Finding }

/** The body's server of that kind, greeted and with a certificate that is good; else what is to be said of it. */
export async function openServer(
  { tenant, probe }: CheckContext,
  kind: EndpointKind,
  consequence: CheckKey,
): Promise<Server> {
  const endpoint = tenant.endpoints[kind]
  const why = { consequence: say(consequence) }
  if (endpoint === undefined) return { kind: 'finding', finding: notSet(tenant.slug, kind) }
  const found = await probe(kind, endpoint)
  if (found.kind !== 'open') return { kind: 'finding', finding: { ...notReached(endpoint, found), ...why } }
  const { certificate } = found
  if (certificate !== null && certificate.problem !== null) {
    const finding = failed('tls', certificateWords(certificate), {
      found: [say('checks.server.at', { server: nameOf(endpoint) })],
      ...why,
    })
    return { kind: 'finding', finding }
  }
  return { kind: 'open', endpoint, probe: found }
}

export function nameOf({ host, port }: Endpoint): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

function notSet(slug: string, kind: EndpointKind): Finding {
  return notApplicable(say('checks.server.notSet'), {
    records: [
      { name: '', type: '$', value: `staffetta tenant set-endpoint ${slug} ${kind} --host … --port …` },
    ],
  })
}

/** For every check that would need to sign in. */
export function noTestAccount(slug: string): Finding {
  return notApplicable(say('checks.test.notSet'), {
    expected: [say('checks.test.expected')],
    records: [
      {
        name: '',
        type: '$',
        value: `staffetta tenant set-service ${slug} test --user … --password-file -`,
      },
    ],
  })
}

/** Which step towards the server did not come about, and nothing of what lies behind an address that is not allowed. */
export function notReached(endpoint: Endpoint, probe: Exclude<Probe, { kind: 'open' }>): Finding {
  const server = nameOf(endpoint)
  if (probe.kind === 'failed') return failedStep(server, probe)
  const { reached } = probe
  switch (reached.kind) {
    case 'no-name':
      return failed('dns', say('checks.dns.noName', { name: endpoint.host }))
    case 'unanswered':
      return failed('dns', say(dnsWords[reached.why], { name: endpoint.host }))
    case 'not-allowed':
      return failed('address', say('checks.server.notAllowed', { server }))
  }
}

export function failedStep(
  server: string,
  { step, code }: { step: NotReached['step']; code: string | undefined },
): Finding {
  if (step === 'connect')
    return failed('connect', say(connectWords[code ?? ''] ?? 'checks.server.noConnection', { server }))
  if (step === 'tls') return failed('tls', say(tlsWords[code ?? ''] ?? 'checks.server.noTls', { server }))
  if (step === 'time') return failed('time', say('checks.server.silent', { server }))
  return failed('capability', say('checks.server.otherProtocol', { server }))
}

const connectWords: Partial<Record<string, CheckKey>> = {
  ECONNREFUSED: 'checks.server.refused',
  ETIMEDOUT: 'checks.server.noAnswer',
  EHOSTUNREACH: 'checks.server.noAnswer',
  ENETUNREACH: 'checks.server.noAnswer',
  CLOSED: 'checks.server.closed',
  ECONNRESET: 'checks.server.closed',
}

const tlsWords: Partial<Record<string, CheckKey>> = {
  NOT_OFFERED: 'checks.server.noStartTls',
  PREAUTH: 'checks.server.noStartTls',
  BYTES_BEFORE_TLS: 'checks.server.injected',
  ERR_SSL_WRONG_VERSION_NUMBER: 'checks.server.plainText',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'checks.server.plainText',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'checks.server.oldTls',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'checks.server.oldTls',
}

/** OpenSSL has forty words for a certificate that is not good; people have these. */
export function certificateWords({ problem, name, names, validUntil }: Certificate) {
  const values = { name, names: names.slice(0, 5).join(', '), validUntilAt: validUntil.toISOString() }
  switch (problem) {
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return say('checks.certificate.otherName', values)
    case 'CERT_HAS_EXPIRED':
      return say('checks.certificate.expired', values)
    case 'CERT_NOT_YET_VALID':
      return say('checks.certificate.notYet', values)
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return say('checks.certificate.selfSigned', values)
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return say('checks.certificate.chain', values)
    default:
      return say('checks.certificate.bad', values)
  }
}
