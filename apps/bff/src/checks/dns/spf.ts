import { claimedDomains } from '../../db/tenants.ts'
import { attention, type Check, failed, list, ok, say } from '../check.ts'
import { recordsOf, unanswered } from './asked.ts'
import { countSpf, MOST_LOOKUPS, MOST_VOID } from './spf-count.ts'
import { isSpf } from './spf-record.ts'

export const spf: Check = {
  id: 'spf',
  subjects: claimedDomains,
  async run({ dns, expectations }, domain) {
    const answer = await dns.txt(domain)
    if (answer.kind === 'failed') return unanswered(domain, answer.why)
    const wanted = expectations.get(domain)?.spfInclude ?? null
    const value = wanted === null ? 'v=spf1 mx -all' : `v=spf1 include:${wanted} -all`
    const more = {
      expected: [
        wanted === null ? say('checks.spf.expected') : say('checks.spf.expectedInclude', { include: wanted }),
      ],
      consequence: say('checks.spf.consequence'),
      records: [{ name: domain, type: 'TXT', value }],
    }
    const texts = recordsOf(answer).filter(isSpf)
    const [text] = texts
    if (text === undefined)
      return failed('dns', say('checks.spf.missing'), {
        ...more,
        found: [say('checks.found.noRecord', { name: domain })],
      })
    const found = texts.map((record) => say('checks.found.record', { record }))
    if (texts.length > 1)
      return failed('policy', say('checks.spf.several', { count: texts.length }), {
        ...more,
        found,
        records: [],
      })

    const count = await countSpf(domain, text, dns)
    found.push(say('checks.spf.lookups', { count: count.lookups, most: MOST_LOOKUPS }))
    const broken = { ...more, found, records: withInclude(domain, text, wanted) }
    const [wrong] = count.wrong
    if (wrong !== undefined) return failed('policy', say('checks.spf.wrong', wrong), broken)
    if (count.loops.length > 0)
      return failed('policy', say('checks.spf.loop', { names: list(new Set(count.loops)) }), broken)
    if (count.broken.length > 0)
      return failed('policy', say('checks.spf.broken', { names: list(new Set(count.broken)) }), broken)
    if (count.lookups > MOST_LOOKUPS)
      return failed('policy', say('checks.spf.tooMany', { count: count.lookups, most: MOST_LOOKUPS }), broken)
    if (count.voids > MOST_VOID)
      return failed('policy', say('checks.spf.tooManyVoid', { count: count.voids, most: MOST_VOID }), broken)
    if (count.all === '+') return failed('policy', say('checks.spf.everybody'), broken)
    if (wanted !== null && !count.included.has(wanted))
      return failed('policy', say('checks.spf.notIncluded', { include: wanted }), broken)
    if (count.unanswered.length > 0)
      return attention(
        'dns',
        say('checks.spf.unanswered', { names: list(new Set(count.unanswered)) }),
        broken,
      )
    if (count.all === null) return attention('policy', say('checks.spf.open'), broken)
    if (count.all === '?') return attention('policy', say('checks.spf.neutral'), broken)
    if (count.all === '~') return attention('policy', say('checks.spf.soft'), broken)
    if (count.afterAll > 0) return attention('policy', say('checks.spf.afterAll'), broken)
    if (count.ptr) return attention('policy', say('checks.spf.ptr'), broken)
    return ok(say('checks.spf.ok', { count: count.lookups, most: MOST_LOOKUPS }), { found })
  },
}

/** What there is, with what is missing put in and a strict end: nobody has to give up their own senders for ours. */
function withInclude(domain: string, text: string, wanted: string | null) {
  const words = text.split(' ').filter((word) => word !== '' && !/^[+?~-]?all$/i.test(word))
  if (wanted !== null && !words.some((word) => word.toLowerCase() === `include:${wanted}`))
    words.splice(1, 0, `include:${wanted}`)
  const redirected = words.some((word) => /^redirect=/i.test(word))
  return [{ name: domain, type: 'TXT', value: [...words, ...(redirected ? [] : ['-all'])].join(' ') }]
}
