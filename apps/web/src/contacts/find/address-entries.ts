import type { Address } from '@staffetta/contract'
import type { MenuEntry } from '@staffetta/ui'
import { i18n } from '../../app/i18n.tsx'
import { queryClient } from '../../app/query-client.ts'
import { contactQueries } from '../state/queries.ts'
import { whoHas } from './by-address.ts'

/** Where somebody is known from, and the addresses they have, the one that is meant ticked; nothing of whoever is in no book. */
export function addressEntries({ address }: Address, onAddress: (address: string) => void): MenuEntry[] {
  const { books = [] } = queryClient.getQueryData(contactQueries.books().queryKey) ?? {}
  const lists = books.map(({ id, kind }) => ({
    kind,
    contacts: queryClient.getQueryData(contactQueries.cards(id).queryKey)?.contacts ?? [],
  }))
  const contact = whoHas(address, lists)
  const book = books.find(({ id }) => id === contact?.bookId)
  const { t } = i18n()
  const same = (one: string) => one.toLowerCase() === address.toLowerCase()
  const written = queryClient.getQueryData(contactQueries.written().queryKey) ?? []
  const from = book
    ? t('composer.knownFrom', { book: book.name })
    : written.some((one) => same(one.address))
      ? t('composer.writtenTo')
      : null
  if (from === null) return []
  return [
    { kind: 'heading', id: 'from', label: from },
    ...(contact && contact.emails.length > 1
      ? contact.emails.map((one): MenuEntry => ({
          kind: 'action',
          id: one,
          label: one,
          checked: same(one),
          onAction: () => !same(one) && onAddress(one),
        }))
      : []),
    { kind: 'separator', id: 'line' },
  ]
}
