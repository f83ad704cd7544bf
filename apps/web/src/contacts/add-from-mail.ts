import type { Address, BookId, CardRef } from '@staffetta/contract'
import { BookUser } from 'lucide-react'
import { tellFailure } from '../app/errors.tsx'
import { i18n, loadAreaSentences } from '../app/i18n.tsx'
import { notify } from '../app/notify.ts'
import { queryClient } from '../app/query-client.ts'
import { isGroup, nameOf } from './state/contact.ts'
import { newCard } from './state/new-card.ts'
import { contactQueries } from './state/queries.ts'

interface Ways {
  onCard: (bookId: BookId, ref: CardRef) => void
  onNew: () => void
}

/** The form of a new card with this person in it; whoever is in a book already is said to be. */
export async function addFromMail({ name, address }: Address, { onCard, onNew }: Ways): Promise<void> {
  try {
    await loadAreaSentences('contacts')
    const { books } = await queryClient.ensureQueryData(contactQueries.books())
    const lists = await Promise.all(
      books.map(({ id }) => queryClient.ensureQueryData(contactQueries.cards(id))),
    )
    const wanted = address.toLowerCase()
    const known = lists
      .flatMap(({ contacts }) => contacts)
      .find((one) => !isGroup(one) && one.emails.some((email) => email.toLowerCase() === wanted))
    if (known === undefined) {
      newCard.set({ fields: { fullName: name === address ? '' : name, emails: [address] } })
      return onNew()
    }
    const { t } = i18n()
    notify({
      text: t('contacts.already', {
        name: nameOf(known),
        book: books.find(({ id }) => id === known.bookId)?.name ?? '',
      }),
      icon: BookUser,
      action: { label: t('contacts.shortcuts.open'), onAction: () => onCard(known.bookId, known.ref) },
    })
  } catch (error) {
    tellFailure(error)
  }
}
