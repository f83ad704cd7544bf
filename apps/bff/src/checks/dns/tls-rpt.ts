import { claimedDomains } from '../../db/tenants.ts'
import { attention, type Check, failed, list, ok, say } from '../check.ts'
import { recordsOf, unanswered } from './asked.ts'
import { readTags } from './tags.ts'

/** RFC 8460 §3. */
export const tlsRpt: Check = {
  id: 'tls-rpt',
  subjects: claimedDomains,
  async run({ dns }, domain) {
    const name = `_smtp._tls.${domain}`
    const answer = await dns.txt(name)
    if (answer.kind === 'failed') return unanswered(name, answer.why)
    const more = {
      expected: [say('checks.tlsRpt.expected', { name })],
      consequence: say('checks.tlsRpt.consequence'),
      records: [{ name, type: 'TXT', value: `v=TLSRPTv1; rua=mailto:postmaster@${domain}` }],
    }
    const texts = recordsOf(answer).filter((text) => /^v=TLSRPTv1\s*(;|$)/.test(text))
    const [text] = texts
    if (text === undefined)
      return attention('dns', say('checks.tlsRpt.missing'), {
        ...more,
        found: [say('checks.found.noRecord', { name })],
      })
    const found = texts.map((record) => say('checks.found.record', { record }))
    const targets = (readTags(text).get('rua') ?? '').split(',').map((uri) => uri.trim())
    const good = targets.every((uri) => /^(mailto:[^@\s]+@[a-z0-9.-]+|https:\/\/\S+)$/i.test(uri))
    if (texts.length > 1 || !good) return failed('policy', say('checks.tlsRpt.wrong'), { ...more, found })
    const shown = targets.map((uri) => uri.replace(/^mailto:/i, ''))
    return ok(say('checks.tlsRpt.ok', { addresses: list(shown) }), { found })
  },
}
