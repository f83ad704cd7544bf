import type { Contact } from '../state/contact.ts'

interface Indexed {
  /** Name, office, addresses: lower case, without accents, each word after a space. */
  text: string
  /** Its numbers as nothing but digits. */
  digits: string
  byName: string
  organisation: string
  letter: string
}

const known = new WeakMap<Contact, Indexed>()

/** Lower case and without accents: twenty thousand names are folded as wholes, not letter by letter. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll('’', "'")
}

/** What a contact is found and sorted by; made once for each. */
export function indexOf(contact: Contact): Indexed {
  const before = known.get(contact)
  if (before) return before
  const name = foldText(contact.sortName || contact.name || contact.organisation || contact.emails[0] || '')
  const organisation = foldText(contact.organisation)
  const made: Indexed = {
    text: foldText(
      [
        '',
        contact.name,
        contact.sortName,
        contact.nickname,
        contact.organisation,
        contact.office,
        contact.title,
        ...contact.emails,
        ...contact.categories,
      ].join(' '),
    ),
    digits: contact.phones.map((phone) => phone.replace(/\D/g, '')).join(' '),
    byName: name,
    organisation,
    letter: letterOf(name),
  }
  known.set(contact, made)
  return made
}

const given = new WeakMap<Contact, string>()

/** The name as one says it, folded; made for whoever wants it first. */
export function givenFirst(contact: Contact): string {
  const before = given.get(contact)
  if (before !== undefined) return before
  const made = foldText(contact.name || contact.sortName || contact.organisation || contact.emails[0] || '')
  given.set(contact, made)
  return made
}

/** The letter one looks for them under. */
export const letterFor = (contact: Contact, byGiven: boolean): string =>
  byGiven ? letterOf(givenFirst(contact)) : indexOf(contact).letter

function letterOf(folded: string): string {
  const first = folded[0]?.toUpperCase() ?? '#'
  return /[A-Z]/.test(first) ? first : '#'
}

/** Every word somewhere, in any part; a number also by its digits. */
export function hasWords(contact: Contact, words: readonly string[]): boolean {
  const { text, digits } = indexOf(contact)
  return words.every(
    (word) => text.includes(word) || (isNumber(word) && digits.includes(word.replace(/\D/g, ''))),
  )
}

const isNumber = (word: string): boolean => /^[+\d][\d./-]*$/.test(word) && /\d{2}/.test(word)

export const wordsOf = (text: string): string[] =>
  foldText(text)
    .split(/[\s,;]+/)
    .filter(Boolean)
