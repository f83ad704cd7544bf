import type { EndpointKind } from '../../db/schema/servers.ts'
import type { Endpoint, Tenant } from '../../db/tenants.ts'
import { attention, type Check, failed, list, ok, say } from '../check.ts'
import { certificateWords, nameOf, notReached } from './unreached.ts'

const SOON_DAYS = 21
const DAY_MS = 86_400_000

/** The certificate of every server of the body, by the server's name and port. */
export const certificate: Check = {
  id: 'certificate',
  subjects: (tenant) => [...new Set(endpointsOf(tenant).map(([, endpoint]) => nameOf(endpoint)))],
  async run({ tenant, probe, now }, subject) {
    const [kind, endpoint] = endpointsOf(tenant).find(([, one]) => nameOf(one) === subject)!
    const found = await probe(kind, endpoint)
    const consequence = say('checks.certificate.consequence')
    if (found.kind !== 'open') return { ...notReached(endpoint, found), consequence }
    const seen = found.certificate
    if (seen === null) return failed('tls', say('checks.server.noTls', { server: subject }), { consequence })
    const days = Math.floor((seen.validUntil.getTime() - now.getTime()) / DAY_MS)
    const values = {
      validUntilAt: seen.validUntil.toISOString(),
      issuer: seen.issuer,
      count: Math.max(0, days),
    }
    const more = {
      found: [
        say('checks.certificate.names', { names: list(seen.names.slice(0, 10)) }),
        say('checks.certificate.issuer', { issuer: seen.issuer, protocol: seen.protocol }),
        say('checks.certificate.until', values),
      ],
      expected: [say('checks.certificate.expected', { name: seen.name, count: SOON_DAYS })],
      consequence,
    }
    if (seen.problem !== null) return failed('tls', certificateWords(seen), more)
    if (days < SOON_DAYS) return attention('tls', say('checks.certificate.soon', values), more)
    return ok(say('checks.certificate.ok', values), { found: more.found })
  },
}

/** Those that are encrypted: what an operator has on the machine itself may do without. */
function endpointsOf(tenant: Tenant): [EndpointKind, Endpoint][] {
  return (Object.entries(tenant.endpoints) as [EndpointKind, Endpoint][]).filter(
    ([, { tls }]) => tls !== 'none',
  )
}
