import type { Book, WrittenTo } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'
import type { MenuEntry } from '@staffetta/ui'
import { BookUser, Clock, Trash } from 'lucide-react'
import { api } from '../../app/api.ts'
import { i18n } from '../../app/i18n.tsx'
import { queryClient } from '../../app/query-client.ts'
import { tellDone } from '../../app/tell-done.ts'
import { newFields } from '../editor/card-form.ts'
import { tell } from '../state/actions.ts'
import { bareContact, type Contact, isGroup, nameOf } from '../state/contact.ts'
import { createCards } from '../state/mutations.ts'
import { contactQueries } from '../state/queries.ts'

/** The book that is none: its people are known by their letters alone. */
export const writtenId = 'written'

const prefix = 'written.'
export const isWritten = ({ ref }: Pick<Contact, 'ref'>): boolean => ref.startsWith(prefix)

/** Those of them who lie in no book, as rows; the latest first. */
export function writtenRows(written: readonly WrittenTo[], contacts: readonly Contact[]): Contact[] {
  if (written.length === 0) return []
  const placed = new Set(contacts.flatMap(({ emails }) => emails.map((email) => email.toLowerCase())))
  return written
    .filter(({ address }) => !placed.has(address))
    .map(({ address, name }) => ({
      ...bareContact(prefix + address, writtenId, address),
      name,
      sortName: name,
    }))
}

/** Gone from the list and from what is offered; until the line is gone, too, it can be taken back. `null`: everybody. */
export function forget(contacts: readonly Contact[] | null): void {
  const { t } = i18n()
  const { queryKey } = contactQueries.written()
  const addresses = contacts?.map(({ emails }) => emails[0]!) ?? null
  void queryClient.cancelQueries({ queryKey })
  queryClient.setQueryData(queryKey, (known) =>
    addresses === null ? [] : known?.filter(({ address }) => !addresses.includes(address)),
  )
  const gone = api.contacts.forgetWritten({ addresses })
  const refresh = () => queryClient.invalidateQueries({ queryKey })
  gone.catch(refresh)
  tellDone(gone, {
    text:
      contacts === null
        ? t('contacts.written.forgottenAll')
        : t('contacts.written.forgotten', {
            count: contacts.length,
            name: contacts[0] ? nameOf(contacts[0]) : '',
          }),
    icon: Trash,
    takeBack: async () => {
      await api.contacts.rememberWritten({ people: (await gone).people })
      await refresh()
      return t('contacts.done.undone')
    },
  })
}

function addToBook(contacts: readonly Contact[], book: Book): void {
  const people = contacts.filter((one) => isWritten(one) && !isGroup(one))
  const cards = people.map(({ name, emails }) => newFields({ fullName: name, emails }))
  tell(createCards(book.id, cards), 'contacts.written.added', BookUser, {
    count: people.length,
    name: people[0] ? nameOf(people[0]) : '',
    book: book.name,
  })
}

/** The books they can be added to. */
export function addEntries(
  contacts: readonly Contact[],
  books: readonly Book[],
  run: (work: () => void) => void = (work) => work(),
): MenuEntry[] {
  return books
    .filter(({ can }) => can.write)
    .map((book) => ({
      kind: 'action',
      id: book.id,
      label: book.name,
      onAction: () => run(() => addToBook(contacts, book)),
    }))
}

/** What can be done with all of them. */
export function writtenMenu(t: Translate, onSettings: () => void): MenuEntry[] {
  return [
    { kind: 'separator', id: 'written' },
    {
      kind: 'action',
      id: 'forget-all',
      label: t('contacts.written.forgetAll'),
      icon: Trash,
      onAction: () => forget(null),
    },
    {
      kind: 'action',
      id: 'collecting',
      label: t('contacts.written.settings'),
      icon: Clock,
      onAction: onSettings,
    },
  ]
}
