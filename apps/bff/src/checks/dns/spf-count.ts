import type { DnsAnswer, DnsQuestions } from './questions.ts'
import { isSpf, readSpf, type Qualifier, type SpfTerm } from './spf-record.ts'

/** RFC 7208 §4.6.4. */
export const MOST_LOOKUPS = 10
export const MOST_VOID = 2
/** A record that leads to more than this is hopeless, and nobody's DNS is asked on for it. */
const ENOUGH = 40

export interface SpfCount {
  lookups: number
  /** Questions without an answer. */
  voids: number
  /** Names that lead back to themselves. */
  loops: string[]
  /** What is not understood, and in whose record. */
  wrong: { domain: string; term: string }[]
  /** Names that are included, or redirected to, and have no SPF record, or several. */
  broken: string[]
  /** Names the DNS did not answer for: the count is at least this. */
  unanswered: string[]
  /** Everything that is included, at any depth. */
  included: Set<string>
  /** How the record ends, redirects followed; null where it does not say. */
  all: Qualifier | null
  /** Of the record itself: what stands after `all` and is never read. */
  afterAll: number
  ptr: boolean
}

type Asks = Pick<DnsQuestions, 'txt' | 'mx' | 'addresses'>

/** Follows a record as a receiver would who finds no match before its end. */
export async function countSpf(domain: string, text: string, dns: Asks): Promise<SpfCount> {
  const count: SpfCount = {
    lookups: 0,
    voids: 0,
    loops: [],
    wrong: [],
    broken: [],
    unanswered: [],
    included: new Set(),
    all: null,
    afterAll: 0,
    ptr: false,
  }
  count.all = await follow(domain, text, { dns, count, above: [domain] })
  return count
}

interface Walk {
  dns: Asks
  count: SpfCount
  above: string[]
}

/** How this record ends. */
async function follow(domain: string, text: string, walk: Walk): Promise<Qualifier | null> {
  const { count, above } = walk
  const { terms, wrong } = readSpf(text)
  for (const term of wrong) count.wrong.push({ domain, term })
  const end = terms.findIndex(({ kind }) => kind === 'all')
  const all = terms[end]
  const mechanisms = terms.filter(({ kind }) => kind !== 'redirect')
  const read = end < 0 ? terms : terms.slice(0, end)
  if (above.length === 1 && end >= 0)
    count.afterAll = mechanisms
      .slice(mechanisms.indexOf(all!) + 1)
      .filter(({ kind }) => kind !== 'other').length
  await Promise.all(read.filter(({ kind }) => kind !== 'redirect').map((term) => lookUp(domain, term, walk)))
  if (all?.kind === 'all') return all.qualifier
  const redirect = terms.find((term) => term.kind === 'redirect')
  if (redirect === undefined) return null
  return lookUp(domain, redirect, walk)
}

async function lookUp(domain: string, term: SpfTerm, walk: Walk): Promise<Qualifier | null> {
  const { count, dns } = walk
  if (term.kind === 'all' || term.kind === 'ip' || term.kind === 'other') return null
  count.lookups += 1
  if (term.kind === 'ptr') count.ptr = true
  // A name that sends would have to be known, and ptr is answered only for an address.
  if (count.lookups > ENOUGH || term.kind === 'ptr') return null
  const name = term.target === null ? domain : 'name' in term.target ? term.target.name : undefined
  // A macro: one look-up, and nobody can say of what.
  if (name === undefined) return null
  if (term.kind === 'include' || term.kind === 'redirect') return include(name, walk)
  const answer = await (term.kind === 'mx' ? dns.mx(name) : dns.addresses(name))
  note(answer, name, count)
  return null
}

async function include(name: string, { dns, count, above }: Walk): Promise<Qualifier | null> {
  if (above.includes(name)) {
    count.loops.push(name)
    return null
  }
  count.included.add(name)
  const answer = await dns.txt(name)
  note(answer, name, count)
  if (answer.kind === 'failed') return null
  const records = answer.kind === 'records' ? answer.records.filter(isSpf) : []
  const [record] = records
  if (record === undefined || records.length > 1) {
    count.broken.push(name)
    return null
  }
  return follow(name, record, { dns, count, above: [...above, name] })
}

function note(answer: DnsAnswer<unknown>, name: string, count: SpfCount): void {
  if (answer.kind === 'failed') count.unanswered.push(name)
  else if (answer.kind !== 'records') count.voids += 1
}
