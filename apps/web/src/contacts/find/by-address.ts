import type { Book } from '@staffetta/contract'
import { type Contact, isGroup } from '../state/contact.ts'

const nearer: Book['kind'][] = ['own', 'shared', 'directory']
const known = new WeakMap<readonly Contact[], Map<string, Contact>>()

/** Whose address it is, for as long as a book holds the same made once; of several cards the nearest: one's own first. */
export function whoHas(
  address: string,
  books: readonly { kind: Book['kind']; contacts: readonly Contact[] }[],
): Contact | undefined {
  const wanted = address.toLowerCase()
  for (const kind of nearer)
    for (const book of books) {
      const found = book.kind === kind ? byAddress(book.contacts).get(wanted) : undefined
      if (found) return found
    }
  return undefined
}

function byAddress(contacts: readonly Contact[]): Map<string, Contact> {
  const before = known.get(contacts)
  if (before) return before
  const made = new Map<string, Contact>()
  for (const one of contacts)
    if (!isGroup(one))
      for (const email of one.emails) {
        const key = email.toLowerCase()
        if (!made.has(key)) made.set(key, one)
      }
  known.set(contacts, made)
  return made
}
