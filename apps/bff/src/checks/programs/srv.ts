import { isIP } from 'node:net'
import type { EndpointKind } from '../../db/schema/servers.ts'
import { claimedDomains, type Endpoint, type Tenant } from '../../db/tenants.ts'
import { attention, type Check, list, notApplicable, ok, say } from '../check.ts'
import { recordsOf } from '../dns/asked.ts'

/** RFC 6186, RFC 8314 §5, RFC 5804 §1.8, RFC 6764: what programs ask the DNS for. */
const services: [kind: EndpointKind, encrypted: string[], startTls: string[]][] = [
  ['imap', ['_imaps._tcp'], ['_imap._tcp']],
  ['smtp', ['_submissions._tcp'], ['_submission._tcp']],
  ['sieve', ['_sieve._tcp'], ['_sieve._tcp']],
  ['dav', ['_caldavs._tcp', '_carddavs._tcp'], []],
]

export const srv: Check = {
  id: 'srv',
  subjects: claimedDomains,
  async run({ dns, tenant }, domain) {
    const wanted = recordsFor(tenant)
    if (wanted.length === 0) return notApplicable(say('checks.srv.noServer'))
    const looked = await Promise.all(
      wanted.map(async (record) => {
        const answer = await dns.srv(`${record.service}.${domain}`)
        const there = recordsOf(answer).map(
          ({ name, port }) => `${name.toLowerCase().replace(/\.$/, '')}:${port}`,
        )
        return { ...record, answer, there, good: there.includes(record.target) }
      }),
    )
    const found = looked
      .filter(({ there }) => there.length > 0)
      .map(({ service, there }) => say('checks.srv.found', { name: service, targets: list(there) }))
    const more = {
      found: found.length > 0 ? found : [say('checks.srv.nothing')],
      expected: [say('checks.srv.expected', { names: list(wanted.map(({ service }) => service)) })],
      consequence: say('checks.srv.consequence'),
    }
    const silent = looked.filter(({ answer }) => answer.kind === 'failed').map(({ service }) => service)
    if (silent.length > 0)
      return attention('dns', say('checks.srv.unanswered', { names: list(silent) }), more)
    const bad = looked.filter(({ good }) => !good)
    const records = bad.map(({ service, host, port }) => ({
      name: `${service}.${domain}`,
      type: 'SRV',
      value: `0 1 ${port} ${host}.`,
    }))
    const elsewhere = bad.filter(({ there }) => there.length > 0).map(({ service }) => service)
    if (elsewhere.length > 0)
      return attention('policy', say('checks.srv.elsewhere', { names: list(elsewhere) }), {
        ...more,
        records,
      })
    if (bad.length > 0)
      return attention('dns', say('checks.srv.missing', { names: list(bad.map(({ service }) => service)) }), {
        ...more,
        records,
      })
    return ok(say('checks.srv.ok'), { found })
  },
}

/** Only a name can stand in the DNS, and only what is encrypted is worth being found. */
function recordsFor({ endpoints }: Tenant) {
  return services.flatMap(([kind, encrypted, startTls]) => {
    const endpoint: Endpoint | undefined = endpoints[kind]
    if (endpoint === undefined || endpoint.tls === 'none') return []
    const host = isIP(endpoint.host) === 0 ? endpoint.host.toLowerCase() : endpoint.verifyName
    if (host === null) return []
    const names = endpoint.tls === 'tls' ? encrypted : startTls
    return names.map((service) => ({
      service,
      host,
      port: endpoint.port,
      target: `${host}:${endpoint.port}`,
    }))
  })
}
