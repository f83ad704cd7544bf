import { claimedDomains } from '../../db/tenants.ts'
import { isIP } from 'node:net'
import { attention, type Check, failed, list, ok, say } from '../check.ts'
import { recordsOf, unanswered } from './asked.ts'

export const mx: Check = {
  id: 'mx',
  subjects: claimedDomains,
  async run({ dns, expectations }, domain) {
    const answer = await dns.mx(domain)
    if (answer.kind === 'failed') return unanswered(domain, answer.why)
    const wanted = expectations.get(domain)?.mx ?? []
    const more = {
      expected: [
        wanted.length > 0
          ? say('checks.mx.expectedHosts', { hosts: list(wanted) })
          : say('checks.mx.expected'),
      ],
      consequence: say('checks.mx.consequence'),
      records: wanted.map((host, index) => ({
        name: domain,
        type: 'MX',
        value: `${(index + 1) * 10} ${host}.`,
      })),
    }
    if (answer.kind === 'no-name')
      return failed('dns', say('checks.dns.noDomain', { name: domain }), {
        ...more,
        found: [say('checks.found.noName', { name: domain })],
      })
    const exchanges = recordsOf(answer)
      .toSorted((a, b) => a.priority - b.priority)
      .map(({ exchange }) => exchange.toLowerCase().replace(/\.$/, ''))
    if (exchanges.length === 0)
      return failed('dns', say('checks.mx.none'), {
        ...more,
        found: [say('checks.found.noRecord', { name: domain })],
      })
    const found = [say('checks.mx.found', { hosts: list(exchanges) })]
    // RFC 7505: a single MX of the root says that the domain takes no mail.
    if (exchanges.length === 1 && exchanges[0] === '')
      return failed('policy', say('checks.mx.null'), { ...more, found })
    const literal = exchanges.filter((host) => isIP(host) !== 0)
    if (literal.length > 0)
      return failed('policy', say('checks.mx.address', { hosts: list(literal) }), { ...more, found })

    const looked = await Promise.all(
      exchanges.map(async (host) => ({
        host,
        addresses: await dns.addresses(host),
        alias: (await dns.cname(host)).kind === 'records',
      })),
    )
    const silent = looked.find(({ addresses }) => addresses.kind === 'failed')
    if (silent?.addresses.kind === 'failed') return unanswered(silent.host, silent.addresses.why)
    const lost = looked.filter(({ addresses }) => addresses.kind !== 'records').map(({ host }) => host)
    if (lost.length === exchanges.length)
      return failed('address', say('checks.mx.lost', { hosts: list(lost) }), { ...more, found })
    const missing = wanted.filter((host) => !exchanges.includes(host))
    if (wanted.length > 0 && missing.length === wanted.length)
      return failed('policy', say('checks.mx.elsewhere', { hosts: list(exchanges) }), { ...more, found })
    const foreign = wanted.length === 0 ? [] : exchanges.filter((host) => !wanted.includes(host))
    // RFC 5321 §5.1 and RFC 2181 §10.3: the name of an exchange is no alias.
    const aliases = looked.filter(({ alias }) => alias).map(({ host }) => host)
    for (const [hosts, key] of [
      [lost, 'checks.mx.lost'],
      [missing, 'checks.mx.missing'],
      [foreign, 'checks.mx.leftover'],
      [aliases, 'checks.mx.alias'],
    ] as const)
      if (hosts.length > 0) return attention('policy', say(key, { hosts: list(hosts) }), { ...more, found })
    return ok(say('checks.mx.ok', { hosts: list(exchanges) }), { found })
  },
}
