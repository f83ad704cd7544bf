import { claimedDomains } from '../../db/tenants.ts'
import { attention, type Check, failed, list, ok, say } from '../check.ts'
import { recordsOf, unanswered } from './asked.ts'
import { isAllowedMx, readStsPolicy } from './mta-sts-policy.ts'
import { readTags } from './tags.ts'

const A_WEEK = 7 * 24 * 3600

export const mtaSts: Check = {
  id: 'mta-sts',
  subjects: claimedDomains,
  async run({ dns, fetchText, now }, domain) {
    const name = `_mta-sts.${domain}`
    const address = `https://mta-sts.${domain}/.well-known/mta-sts.txt`
    const [answer, exchangers] = await Promise.all([dns.txt(name), dns.mx(domain)])
    if (answer.kind === 'failed') return unanswered(name, answer.why)
    const hosts = recordsOf(exchangers).map(({ exchange }) => exchange.toLowerCase().replace(/\.$/, ''))
    const file = ['version: STSv1', 'mode: testing', ...hosts.map((host) => `mx: ${host}`), 'max_age: 604800']
    const more = {
      expected: [say('checks.mtaSts.expected', { name, address })],
      consequence: say('checks.mtaSts.consequence'),
      records: [
        { name, type: 'TXT', value: `v=STSv1; id=${now.toISOString().slice(0, 10).replaceAll('-', '')}` },
        ...(hosts.length === 0 ? [] : [{ name: address, type: 'HTTPS', value: file.join('\n') }]),
      ],
    }
    const texts = recordsOf(answer).filter((text) => /^v=STSv1\s*(;|$)/.test(text))
    const [text] = texts
    if (text === undefined)
      return attention('dns', say('checks.mtaSts.missing'), {
        ...more,
        found: [say('checks.found.noRecord', { name })],
      })
    const found = texts.map((record) => say('checks.found.record', { record }))
    const tags = readTags(text)
    if (texts.length > 1 || tags.wrong.length > 0 || !/^[a-z0-9]{1,32}$/i.test(tags.get('id') ?? ''))
      return failed('policy', say('checks.mtaSts.badRecord'), { ...more, found })
    // RFC 8461 §3.3: redirects are not followed.
    const published = await fetchText(address, { redirects: 0 })
    if (published === null)
      return failed('connect', say('checks.mtaSts.noFile', { address }), { ...more, found })
    const policy = readStsPolicy(published)
    if (policy.kind === 'wrong')
      return failed('policy', say('checks.mtaSts.badFile', { line: policy.line }), { ...more, found })
    found.push(say('checks.mtaSts.mode', { mode: policy.mode, hosts: list(policy.mx) }))
    const outside = hosts.filter((host) => !isAllowedMx(host, policy.mx))
    if (policy.mode !== 'none' && outside.length > 0)
      return failed('policy', say('checks.mtaSts.outside', { hosts: list(outside) }), { ...more, found })
    if (policy.mode !== 'enforce')
      return attention('policy', say('checks.mtaSts.notEnforced', { mode: policy.mode }), {
        ...more,
        found,
        records: [],
      })
    if (policy.maxAge < A_WEEK)
      return attention('policy', say('checks.mtaSts.short'), { ...more, found, records: [] })
    return ok(say('checks.mtaSts.ok'), { found })
  },
}
