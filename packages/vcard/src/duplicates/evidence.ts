import { namesBehind } from './given-names.ts'
import { isMobile, isOfOffice, nameWords, plainEmail, plainOrganisation, plainPhone } from './normal.ts'

/** What is compared of a card: a row of an index has it all. */
export interface Person {
  ref: string
  uid: string
  kind: 'individual' | 'group' | 'organisation' | 'location'
  /** As one says it, given names and family in any order. */
  name: string
  nickname: string
  organisation: string
  emails: readonly string[]
  phones: readonly string[]
  /** ISO, whole; empty where it is not known. */
  birthday?: string
}

export interface Evidence {
  kind:
    | 'uid'
    | 'email'
    | 'office-email'
    | 'mobile'
    | 'phone'
    | 'name'
    | 'short-name'
    | 'part-of-name'
    | 'initial'
    | 'other-name'
    | 'organisation'
    | 'birthday'
    | 'other-birthday'
  value: string
  /** Adds to the score, or takes from it. */
  weight: number
}

export interface Candidate {
  refs: readonly [string, string]
  /** 0 to 100. */
  score: number
  /** certain: the name and something that one person alone has · likely · possible. */
  level: 'certain' | 'likely' | 'possible'
  evidence: Evidence[]
}

const weights: Record<Evidence['kind'], number> = {
  uid: 100,
  email: 60,
  'office-email': 15,
  mobile: 55,
  phone: 20,
  name: 40,
  'short-name': 35,
  'part-of-name': 25,
  initial: 20,
  'other-name': -45,
  organisation: 10,
  birthday: 25,
  'other-birthday': -60,
}
/** What one person alone has. */
const own = new Set<Evidence['kind']>(['uid', 'email', 'mobile', 'birthday'])
const names = new Set<Evidence['kind']>(['name', 'short-name', 'part-of-name'])

/** A person made ready to be compared with many. */
export interface Prepared {
  person: Person
  words: readonly string[]
  nickname: string
  emails: readonly string[]
  phones: readonly string[]
  organisation: string
}

export function prepare(person: Person): Prepared {
  return {
    person,
    words: nameWords(person.name),
    nickname: nameWords(person.nickname).join(' '),
    emails: [...new Set(person.emails.map(plainEmail).filter((one) => one !== ''))],
    phones: [...new Set(person.phones.map((phone) => plainPhone(phone)).filter((one) => one !== ''))],
    organisation: plainOrganisation(person.organisation),
  }
}

/** What speaks for two cards being one person's, and against; undefined where it is not worth a look. */
export function compare(a: Prepared, b: Prepared): Candidate | undefined {
  if ((a.person.kind === 'group') !== (b.person.kind === 'group')) return undefined
  const evidence: Evidence[] = []
  const add = (kind: Evidence['kind'], value: string) => evidence.push({ kind, value, weight: weights[kind] })
  if (a.person.uid !== '' && a.person.uid === b.person.uid) add('uid', a.person.uid)
  const emails = a.emails.filter((email) => b.emails.includes(email))
  const email = emails.find((one) => !isOfOffice(one)) ?? emails[0]
  if (email !== undefined) add(isOfOffice(email) ? 'office-email' : 'email', email)
  const phones = a.phones.filter((phone) => b.phones.includes(phone))
  const phone = phones.find(isMobile) ?? phones[0]
  if (phone !== undefined) add(isMobile(phone) ? 'mobile' : 'phone', phone)
  const name = compareNames(a, b)
  if (name !== undefined) add(name, a.person.name)
  if (a.organisation !== '' && a.organisation === b.organisation) add('organisation', a.person.organisation)
  const [birthday, other] = [a.person.birthday ?? '', b.person.birthday ?? '']
  if (birthday !== '' && other !== '') add(birthday === other ? 'birthday' : 'other-birthday', other)
  const sum = evidence.reduce((total, { weight }) => total + weight, 0)
  if (sum < 35) return undefined
  const score = Math.min(100, sum)
  // Homonyms are many: a name is never enough, and neither is what a family shares.
  const isCertain =
    score >= 85 && evidence.some(({ kind }) => own.has(kind)) && evidence.some(({ kind }) => names.has(kind))
  const level = isCertain ? 'certain' : score >= 60 ? 'likely' : 'possible'
  return { refs: [a.person.ref, b.person.ref], score, level, evidence }
}

function compareNames(a: Prepared, b: Prepared): Evidence['kind'] | undefined {
  const [less, more] = a.words.length <= b.words.length ? [a.words, b.words] : [b.words, a.words]
  if (less.length === 0) return undefined
  const joined = less.join(' ')
  const isPerson = a.person.kind === 'individual'
  if (joined === more.join(' ') || less.join('') === more.join(''))
    return less.length > 1 || !isPerson ? 'name' : 'initial'
  const left = [...more]
  const unmatched: string[] = []
  for (const word of less) {
    const at = left.indexOf(word)
    if (at === -1) unmatched.push(word)
    else left.splice(at, 1)
  }
  const shared = less.length - unmatched.length
  if (unmatched.length === 0) return less.length > 1 ? 'part-of-name' : 'initial'
  const nicknames = [a.nickname, b.nickname].filter((one) => one !== '')
  const isShort = (word: string) =>
    nicknames.some((one) => one === word || left.includes(one)) ||
    left.some((one) => namesBehind(word).some((name) => namesBehind(one).includes(name)))
  if (shared > 0 && unmatched.every(isShort))
    return left.length === unmatched.length ? 'short-name' : 'part-of-name'
  const isInitial = (word: string) =>
    left.some((one) => (word.length === 1 || one.length === 1) && one[0] === word[0])
  if (shared > 0 && unmatched.every(isInitial)) return 'initial'
  return less.length > 1 || shared === 0 ? 'other-name' : undefined
}
