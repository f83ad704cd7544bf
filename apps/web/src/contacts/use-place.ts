import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { namesOf } from './offices/offices.ts'
import { placeOf } from './side/place.ts'
import { nameOf } from './state/contact.ts'
import type { Known } from './state/use-contacts.ts'

interface Address {
  bookId: string
  groupRef: string | undefined
  tag: string | undefined
  office: string | undefined
  q: string
  duplicates: true | undefined
}

/** What the address says one looks at, and what it is called. */
export function usePlace(known: Known, { bookId, groupRef, tag, office, q, duplicates }: Address) {
  const { t } = useI18n()
  const navigate = useNavigate()
  const place = useMemo(
    () => placeOf(bookId, { group: groupRef, tag, office }),
    [groupRef, tag, office, bookId],
  )
  const isBook = place.kind === 'book' || place.kind === 'office'
  const book = known.books.find(({ id }) => isBook && id === place.id)
  const group = place.kind === 'group' ? known.byRef.get(place.ref) : undefined
  const search = place.kind === 'search' ? known.searches.find(({ id }) => id === place.id) : undefined
  const title = titleOf()
  useEffect(() => {
    document.title = `${title} – ${t('shell.contacts')}`
  }, [title, t])
  // A book that was taken back, or left, while one looked at it.
  const bookGone = isBook && book === undefined && known.books.length > 0
  useEffect(() => {
    if (bookGone) void navigate({ to: '/contacts/$bookId', params: { bookId: 'all' }, replace: true })
  }, [bookGone, navigate])
  return { place, book, group, title }

  function titleOf(): string {
    if (duplicates) return t('contacts.duplicates.title')
    if (q !== '') return t('contacts.search.title')
    if (group) return nameOf(group)
    if (place.kind === 'written' || place.kind === 'favourites') return t(`contacts.${place.kind}.title`)
    const part = office === undefined ? undefined : namesOf(office).at(-1)
    return search?.name ?? part ?? tag ?? book?.name ?? t('contacts.side.all')
  }
}
