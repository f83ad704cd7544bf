import type { CardData } from '../card/card-data.ts'
import { type Candidate, compare, type Person, prepare, type Prepared } from './evidence.ts'
import { namesBehind } from './given-names.ts'

/** More of one key are a switchboard, an office or a common name: there the other keys tell. */
const mostOfOneKey = 25
/** Nobody looks at more; in a large book most of the rest are homonyms. */
const mostCandidates = 1_000

/** Cards that may be one person's, the surest first. */
export function findDuplicates(people: readonly Person[]): Candidate[] {
  const steps = seekDuplicates(people)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/**
 * The same in steps of much less than a millisecond, for whoever has others waiting. Only cards that share a key are compared, so
 * that it takes little more than twice the time for twice the cards.
 */
export function* seekDuplicates(people: readonly Person[]): Generator<undefined, Candidate[]> {
  const prepared: Prepared[] = []
  const byKey = new Map<string, number[]>()
  for (const person of people) {
    yield
    if (person.kind === 'group') continue
    const one = prepare(person)
    const at = prepared.push(one) - 1
    for (const key of new Set(keysOf(one))) {
      const known = byKey.get(key)
      if (known) known.push(at)
      else byKey.set(key, [at])
    }
  }
  const seen = new Set<number>()
  let candidates: Candidate[] = []
  for (const members of byKey.values()) {
    if (members.length < 2 || members.length > mostOfOneKey) continue
    for (const [at, first] of members.entries())
      for (const second of members.slice(at + 1)) {
        const pair = first * prepared.length + second
        if (seen.has(pair)) continue
        seen.add(pair)
        yield
        const candidate = compare(prepared[first]!, prepared[second]!)
        if (candidate) candidates.push(candidate)
      }
    yield
    if (candidates.length > 8 * mostCandidates) candidates = surest(candidates)
  }
  return surest(candidates)
}

function surest(candidates: Candidate[]): Candidate[] {
  return candidates.sort((a, b) => b.score - a.score).slice(0, mostCandidates)
}

function* keysOf({ person, words, emails, phones }: Prepared): Generator<string> {
  if (person.uid !== '') yield `uid ${person.uid}`
  for (const email of emails) yield `email ${email}`
  for (const phone of phones) yield `phone ${phone}`
  if (words.length === 0) return
  yield `name ${words.join('')}`
  if (words.length > 4) return
  // Two of the words, each as itself or as what it is short for; and one with the first letter of the other.
  for (const [at, first] of words.entries())
    for (const second of words.slice(at + 1)) {
      for (const one of namesBehind(first))
        for (const other of namesBehind(second))
          yield one < other ? `two ${one} ${other}` : `two ${other} ${one}`
      yield `initial ${first} ${second[0]}`
      yield `initial ${second} ${first[0]}`
    }
}

/** What is compared of a card. */
export function personOf(ref: string, data: CardData): Person {
  const { birthday } = data
  const isWhole = birthday?.year && birthday.month && birthday.day
  return {
    ref,
    uid: data.uid,
    kind: data.kind,
    name: data.fullName,
    nickname: data.nickname,
    organisation: data.organisation,
    emails: data.emails.map(({ value }) => value),
    phones: data.phones.map(({ value }) => value),
    birthday: isWhole ? `${birthday.year}-${birthday.month}-${birthday.day}` : '',
  }
}
