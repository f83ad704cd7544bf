import { useMemo } from 'react'
import { usePaused } from '../calendar/fields/use-paused.ts'
import { hasWords, wordsOf } from './find/index-of.ts'
import { sorted } from './list/lines.ts'
import { useListView } from './list/list-view.ts'
import { membersOf } from './list/members.ts'
import { isInOffice } from './offices/offices.ts'
import type { Place } from './side/place.ts'
import { type Contact, isGroup } from './state/contact.ts'
import { starOf } from './state/kept-mutations.ts'
import { type Known, useFoundOnServer } from './state/use-contacts.ts'

/** Which contacts the list has: those of the place, or of all books those with these words. */
export function useShown(
  known: Known,
  place: Place,
  typed: string,
): { shown: readonly Contact[]; asking: boolean } {
  const {
    view: { order, givenFirst },
  } = useListView()
  const search = place.kind === 'search' ? known.searches.find(({ id }) => id === place.id) : undefined
  const text = typed || (search?.text ?? '')
  const within = typed === '' ? (search?.bookId ?? null) : null
  const all = useMemo(
    () => sorted(known.contacts, { order, givenFirst }),
    [known.contacts, order, givenFirst],
  )
  const asked = usePaused(text.trim())
  const { refs, isFetching } = useFoundOnServer(asked)
  const { contacts, written, favourites, byRef, byUid } = known
  const placed = useMemo(
    () =>
      place.kind === 'group'
        ? groupPeople(byRef.get(place.ref), { contacts, byUid }, givenFirst)
        : place.kind === 'written'
          ? written
          : place.kind === 'favourites'
            ? all.filter((one) => favourites.has(starOf(one)))
            : all.filter((one) => !isGroup(one) && isIn(one, place)),
    [place, all, written, favourites, contacts, byRef, byUid, givenFirst],
  )
  const found = useMemo(() => {
    const words = wordsOf(text)
    if (words.length === 0) return null
    if (place.kind === 'written') return written.filter((one) => hasWords(one, words))
    // A note or a street is known to the server alone; what the browser has is there before it answers.
    const more = asked === text.trim() ? new Set(refs) : new Set<string>()
    const withWords = all.filter((one) => hasWords(one, words) || more.has(one.ref))
    if (within !== null) return withWords.filter(({ bookId }) => bookId === within)
    return [...withWords, ...written.filter((one) => hasWords(one, words))]
  }, [all, written, place, text, within, asked, refs])
  return { shown: found ?? placed, asking: found !== null && (isFetching || asked !== text.trim()) }
}

function groupPeople(
  group: Contact | undefined,
  among: Pick<Known, 'contacts' | 'byUid'>,
  givenFirst: boolean,
): Contact[] {
  if (!group) return []
  const people = [...new Set(membersOf(group, among).map(({ contact }) => contact))]
  return sorted(people, { order: 'name', givenFirst })
}

function isIn(contact: Contact, place: Place): boolean {
  if (place.kind === 'office') return contact.bookId === place.id && isInOffice(contact, place.path)
  if (place.kind === 'book') return contact.bookId === place.id
  return place.kind !== 'tag' || contact.categories.includes(place.tag)
}

const known = new WeakMap<readonly Contact[], { tag: string; count: number }[]>()

/** The tags there are, by name, with how many have each. */
export function tagsOf(contacts: readonly Contact[]): { tag: string; count: number }[] {
  const before = known.get(contacts)
  if (before) return before
  const counts = new Map<string, number>()
  for (const one of contacts)
    if (!isGroup(one)) for (const tag of one.categories) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  const tags = [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .toSorted((a, b) => a.tag.localeCompare(b.tag))
  known.set(contacts, tags)
  return tags
}
