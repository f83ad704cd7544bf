import { writtenId } from '../written/written.ts'

/** What one looks at. */
export type Place =
  | { kind: 'all' }
  | { kind: 'written' }
  | { kind: 'favourites' }
  | { kind: 'search'; id: string }
  | { kind: 'book'; id: string }
  /** A part of the body of a directory; '' is all of it, as a tree. */
  | { kind: 'office'; id: string; path: string }
  | { kind: 'group'; ref: string }
  | { kind: 'tag'; tag: string }

/** No book has such a name: the ids of books have no dot. */
const searchPrefix = 'search.'

export function pathOf(place: Place): string {
  switch (place.kind) {
    case 'book':
    case 'office':
      return place.id
    case 'search':
      return searchPrefix + place.id
    case 'written':
    case 'favourites':
      return place.kind
    default:
      return 'all'
  }
}

export function searchOf(place: Place): { group?: string; tag?: string; office?: string } {
  if (place.kind === 'group') return { group: place.ref }
  if (place.kind === 'tag') return { tag: place.tag }
  return place.kind === 'office' ? { office: place.path } : {}
}

/** What an address says. */
export function placeOf(
  bookId: string,
  {
    group,
    tag,
    office,
  }: { group?: string | undefined; tag?: string | undefined; office?: string | undefined },
): Place {
  if (group !== undefined) return { kind: 'group', ref: group }
  if (tag !== undefined) return { kind: 'tag', tag }
  if (bookId === 'all' || bookId === 'favourites' || bookId === writtenId) return { kind: bookId }
  if (bookId.startsWith(searchPrefix)) return { kind: 'search', id: bookId.slice(searchPrefix.length) }
  return office === undefined ? { kind: 'book', id: bookId } : { kind: 'office', id: bookId, path: office }
}
