import { type Address, blankCard, type Book, type CardRow } from '@staffetta/contract'
import type { MessageKey, Values } from '@staffetta/i18n'
import type { LucideIcon } from '@staffetta/ui'
import { FolderInput, Trash, UserPlus, Users } from 'lucide-react'
import { i18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { tellDone } from '../../app/tell-done.ts'
import type { Performed } from '../../calendar/state/perform.ts'
import { openComposer } from '../../mail/index.ts'
import { type Contact, nameOf } from './contact.ts'
import * as mutations from './mutations.ts'

// What a person does to contacts: done at once, told in one line, taken back within ten seconds.

export function remove(contacts: readonly Contact[]): void {
  if (contacts.length === 0) return
  tell(mutations.removeCards(contacts), 'contacts.done.removed', Trash, valuesOf(contacts))
}

export function moveTo(contacts: readonly Contact[], book: Book, copy = false): void {
  const wanted = copy ? contacts : contacts.filter(({ bookId }) => bookId !== book.id)
  if (wanted.length === 0) return
  tell(
    mutations.moveCards(wanted, book.id, copy),
    copy ? 'contacts.done.copied' : 'contacts.done.moved',
    FolderInput,
    { ...valuesOf(wanted), book: book.name },
  )
}

export function addToGroup(group: Contact, people: readonly Contact[]): void {
  const known = new Set(group.members)
  const fresh = people.map(memberOf).filter((member) => member !== '' && !known.has(member))
  if (fresh.length === 0) {
    notify({ text: i18n().t('contacts.groups.already', { group: nameOf(group) }) })
    return
  }
  tell(
    mutations.changeMembers(group, [...group.members, ...new Set(fresh)]),
    'contacts.done.added',
    UserPlus,
    {
      ...valuesOf(people),
      count: fresh.length,
      group: nameOf(group),
    },
  )
}

export function removeFromGroup(
  group: Contact,
  people: readonly Contact[],
  members: readonly string[],
): void {
  const gone = new Set(members)
  tell(
    mutations.changeMembers(
      group,
      group.members.filter((member) => !gone.has(member)),
    ),
    'contacts.done.left',
    Users,
    { ...valuesOf(people), group: nameOf(group) },
  )
}

/** A group in a book of people who may lie in any. */
export function createGroup(book: Book, name: string, people: readonly Contact[]) {
  const id = crypto.randomUUID()
  const members = [...new Set(people.map(memberOf).filter(Boolean))]
  const performed = mutations.createCard(id, book.id, {
    ...blankCard,
    kind: 'group',
    fullName: name,
    members,
  })
  tell(performed, 'contacts.done.group', Users, { name })
  return performed.done
}

/** A card by its UID (RFC 6350 §6.6.5), so that it follows what the card says; a bare address as it is. */
export function memberOf({ uid, emails }: Pick<CardRow, 'uid' | 'emails'>): string {
  if (uid !== '') return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(uid) ? `urn:uuid:${uid}` : uid
  return emails[0] === undefined ? '' : `mailto:${emails[0]}`
}

/** Opens a message to all of them. Whoever has no address is told of, not left out in silence. */
export function writeTo(people: readonly Contact[]): void {
  const to = people.flatMap(({ name, emails }): Address[] =>
    emails[0] === undefined ? [] : [{ name, address: emails[0] }],
  )
  const { t } = i18n()
  const without = people.length - to.length
  if (without > 0) notify({ text: t('contacts.write.without', { count: without }) })
  if (to.length > 0) openComposer({ kind: 'new', to })
}

function valuesOf(contacts: readonly Contact[]): Values {
  return { count: contacts.length, name: contacts[0] ? nameOf(contacts[0]) : '' }
}

/** One line, and ten seconds to take it back. */
export function tell({ done, undo }: Performed, key: MessageKey, icon: LucideIcon, values: Values): void {
  const { t } = i18n()
  tellDone(done, {
    text: t(key, values),
    icon,
    takeBack: async () => {
      await undo()
      return t('contacts.done.undone')
    },
  })
}
