import { claimedDomains } from '../../db/tenants.ts'
import { attention, type Check, type CheckContext, failed, list, ok, say } from '../check.ts'
import { recordsOf, unanswered } from './asked.ts'
import { isDmarc, readDmarc } from './dmarc-record.ts'

const ASKED_PARENTS = 5

export const dmarc: Check = {
  id: 'dmarc',
  subjects: claimedDomains,
  async run({ dns }, domain) {
    const own = `_dmarc.${domain}`
    const more = {
      expected: [say('checks.dmarc.expected')],
      consequence: say('checks.dmarc.consequence'),
      records: [{ name: own, type: 'TXT', value: `v=DMARC1; p=none; rua=mailto:postmaster@${domain}` }],
    }
    const published = await nearest(dns, domain)
    if (published.kind === 'failed') return unanswered(published.name, published.why)
    const { at, texts } = published
    const [text] = texts
    if (text === undefined)
      return failed('dns', say('checks.dmarc.missing'), {
        ...more,
        found: [say('checks.found.noRecord', { name: own })],
      })
    const found = texts.map((record) => say('checks.found.record', { record }))
    if (at !== domain) found.unshift(say('checks.dmarc.inherited', { name: `_dmarc.${at}` }))
    // RFC 7489 §6.6.3: with several, there is none.
    if (texts.length > 1)
      return failed('policy', say('checks.dmarc.several'), { ...more, found, records: [] })
    const record = readDmarc(text)
    if (record.kind === 'wrong')
      return failed('policy', say('checks.dmarc.wrong', { tag: record.tag }), { ...more, found })
    const policy = at === domain ? record.p : (record.sp ?? record.p)
    const next = stronger(own, text, policy === 'none' ? 'quarantine' : 'reject')
    if (record.wrongRua.length > 0)
      return attention('policy', say('checks.dmarc.badReports', { addresses: list(record.wrongRua) }), {
        ...more,
        found,
        records: [],
      })
    const closed = await refusing(dns, at, record.rua)
    if (closed.length > 0)
      return attention('policy', say('checks.dmarc.reportsRefused', { domains: list(closed) }), {
        ...more,
        found,
        records: closed.map((target) => ({
          name: `${at}._report._dmarc.${target}`,
          type: 'TXT',
          value: 'v=DMARC1',
        })),
      })
    if (policy === 'none')
      return attention('policy', say('checks.dmarc.none'), { ...more, found, records: next })
    if (record.pct < 100)
      return attention('policy', say('checks.dmarc.partly', { percent: record.pct }), {
        ...more,
        found,
        records: [],
      })
    if (record.rua.length === 0)
      return attention('policy', say('checks.dmarc.noReports', { policy }), { ...more, found, records: [] })
    return ok(say('checks.dmarc.ok', { policy }), { found })
  },
}

type Nearest =
  | { kind: 'published'; at: string; texts: string[] }
  | { kind: 'failed'; name: string; why: 'timeout' | 'server' | 'name' }

/**
 * The domain's own record, else that of the nearest name above. No list of public suffixes: above the organisation there
 * is a registry, which publishes none (the walk of the tree that takes the list's place in the successor of RFC 7489).
 */
async function nearest(dns: CheckContext['dns'], domain: string): Promise<Nearest> {
  const labels = domain.split('.')
  const names = labels
    .map((_, depth) => labels.slice(depth).join('.'))
    .slice(0, Math.max(1, labels.length - 1))
  for (const at of names.slice(0, ASKED_PARENTS)) {
    const name = `_dmarc.${at}`
    const answer = await dns.txt(name)
    if (answer.kind === 'failed') return { kind: 'failed', name, why: answer.why }
    const texts = recordsOf(answer).filter(isDmarc)
    if (texts.length > 0) return { kind: 'published', at, texts }
  }
  return { kind: 'published', at: domain, texts: [] }
}

/** RFC 7489 §7.1: reports go to another domain only where that one says that it takes them. */
async function refusing(dns: CheckContext['dns'], domain: string, addresses: string[]): Promise<string[]> {
  const others = new Set(
    addresses
      .map((address) => address.slice(address.lastIndexOf('@') + 1))
      .filter(
        (target) => target !== domain && !target.endsWith(`.${domain}`) && !domain.endsWith(`.${target}`),
      ),
  )
  const asked = await Promise.all(
    [...others].slice(0, 5).map(async (target) => {
      const answer = await dns.txt(`${domain}._report._dmarc.${target}`)
      const open = answer.kind === 'failed' || recordsOf(answer).some(isDmarc)
      return open ? [] : [target]
    }),
  )
  return asked.flat()
}

function stronger(name: string, text: string, policy: string) {
  return [{ name, type: 'TXT', value: text.replace(/(;\s*p\s*=\s*)[a-z]+/i, `$1${policy}`) }]
}
