import { parsePeople } from '../../calendar/event-editor/people.ts'
import { whoHas } from '../find/by-address.ts'
import { bareContact, type Contact } from '../state/contact.ts'
import type { Known } from '../state/use-contacts.ts'

/** "Anna <anna@a.it>, luca@a.it": whoever has a card by it, the others by their address alone; and what is no address. */
export function pastedPeople(
  text: string,
  { books, contacts }: Pick<Known, 'books' | 'contacts'>,
): { people: Contact[]; rest: string } {
  const lists = books.map(({ id, kind }) => ({
    kind,
    contacts: contacts.filter(({ bookId }) => bookId === id),
  }))
  const { people, rest } = parsePeople(text)
  return {
    people: people.map(
      ({ address }) => whoHas(address, lists) ?? bareContact(`bare.mailto:${address}`, '', address),
    ),
    rest,
  }
}
