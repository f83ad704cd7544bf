import { describe } from '../card/describe.ts'
import type { CardData } from '../card/card-data.ts'
import { contentOf, type Content, type ContentField, isList } from '../duplicates/content.ts'
import { photoOf, unionOf, withUnshown } from '../duplicates/merge.ts'
import { applyChange } from '../edit/apply-change.ts'
import type { CardChange } from '../edit/change.ts'
import type { Card } from '../text/read-cards.ts'

/** What one card of a file is to a book. */
export type ImportVerdict =
  | { kind: 'new' }
  /** The book says all of it already, in this card. */
  | { kind: 'same'; ref: string }
  /** The same UID, or for a table the same person, with something else in these fields. */
  | { kind: 'changed'; ref: string; fields: ChangedField[] }
  /** An earlier one of this file, counted from 0. */
  | { kind: 'repeated'; of: number }

/** Keys are added to, never replaced. */
export type ChangedField = ContentField | 'photo' | 'keys'

interface Known {
  ref: string
  data: CardData
}

/**
 * The cards of a file against those of a book, so that importing it twice adds nothing: by UID, else by content. `isPartial`: a
 * table or a directory, which cannot say all that a card holds; such a card adds nothing where all that it says is known.
 */
export function compareForImport(
  incoming: readonly Card[],
  book: readonly { ref: string; card: Card }[],
  { isPartial }: { isPartial: boolean },
): ImportVerdict[] {
  const index = new BookIndex()
  for (const { ref, card } of book) index.add({ ref, data: describe(card) })
  const earlier = new BookIndex()
  return incoming.map((card, at) => {
    const data = describe(card)
    const verdict = index.verdict(data, isPartial)
    if (verdict.kind !== 'new') return verdict
    const before = earlier.verdict(data, isPartial)
    if (before.kind === 'same') return { kind: 'repeated', of: Number(before.ref) }
    earlier.add({ ref: String(at), data })
    return verdict
  })
}

class BookIndex {
  readonly #byUid = new Map<string, Known>()
  readonly #byContent = new Map<string, Known>()
  readonly #byPerson = new Map<string, Known[]>()

  add(known: Known): void {
    const { data } = known
    if (data.uid !== '') this.#byUid.set(plainUid(data.uid), known)
    const print = fingerprint(data)
    if (!this.#byContent.has(print)) this.#byContent.set(print, known)
    for (const key of personKeys(data)) {
      const same = this.#byPerson.get(key)
      if (same) same.push(known)
      else this.#byPerson.set(key, [known])
    }
  }

  verdict(data: CardData, isPartial: boolean): ImportVerdict {
    const byUid = data.uid === '' ? undefined : this.#byUid.get(plainUid(data.uid))
    if (byUid) {
      const fields = isPartial ? addedBy(data, byUid.data) : differences(data, byUid.data)
      return fields.length === 0
        ? { kind: 'same', ref: byUid.ref }
        : { kind: 'changed', ref: byUid.ref, fields }
    }
    const byContent = this.#byContent.get(fingerprint(data))
    if (byContent) return { kind: 'same', ref: byContent.ref }
    if (!isPartial) return { kind: 'new' }
    const alike = [...new Set(personKeys(data).flatMap((key) => this.#byPerson.get(key) ?? []))]
    const holds = alike.find((known) => addedBy(data, known.data).length === 0)
    if (holds) return { kind: 'same', ref: holds.ref }
    const person = alike.find((known) => isOnePerson(data, known.data))
    return person === undefined
      ? { kind: 'new' }
      : { kind: 'changed', ref: person.ref, fields: addedBy(data, person.data) }
  }
}

/** Prefixes and letters that programs write in their own way. */
function plainUid(uid: string): string {
  return uid.replace(/^urn:uuid:/i, '').toLowerCase()
}

/** By name and address: of the two one alone is shared by homonyms, and by the people of an office. */
function isOnePerson(a: CardData, b: CardData): boolean {
  const [mine, theirs] = [contentOf(a), contentOf(b)]
  const shares = (field: 'fullName' | 'emails') =>
    mine[field].keys.some((key) => theirs[field].keys.includes(key))
  return (a.kind === 'group') === (b.kind === 'group') && shares('fullName') && shares('emails')
}

function personKeys(data: CardData): string[] {
  const { fullName, emails } = contentOf(data)
  return [...new Set([...fullName.keys, ...emails.keys])].map((key) => `${data.kind === 'group'} ${key}`)
}

/** All that a person would see of it; the same in every version. */
function fingerprint(data: CardData): string {
  const content = contentOf(data)
  const fields = (Object.keys(content) as ContentField[]).map((field) => keysOf(content, field))
  return JSON.stringify([data.kind, photoPrint(data), keyPrint(data), fields])
}

function photoPrint({ photo }: CardData): string {
  return photo === null ? '' : photo.kind === 'link' ? photo.uri : String(photo.size)
}

function keyPrint({ keys }: CardData): string {
  return keys.map(({ size, uri }) => `${size} ${uri}`).join(', ')
}

function differences(a: CardData, b: CardData): ChangedField[] {
  const [mine, theirs] = [contentOf(a), contentOf(b)]
  const fields: ChangedField[] = (Object.keys(mine) as ContentField[]).filter(
    (field) => keysOf(mine, field).join('\n') !== keysOf(theirs, field).join('\n'),
  )
  if (photoPrint(a) !== photoPrint(b)) fields.push('photo')
  // What the book has more is no difference: it would stay.
  if (keyPrint(a) !== '' && keyPrint(a) !== keyPrint(b) && !keyPrint(b).includes(keyPrint(a)))
    fields.push('keys')
  return fields
}

function keysOf(content: Content, field: ContentField): string[] {
  const { keys } = content[field]
  return isList(field) ? [...new Set(keys)].sort() : keys
}

/** The fields of which one says something that the other does not. */
function addedBy(partial: CardData, known: CardData): ContentField[] {
  const [said, held] = [contentOf(partial), contentOf(known)]
  return (Object.keys(said) as ContentField[]).filter((field) => {
    if (field === 'name') return saysMore(partial.name, known.name)
    const keys = new Set(held[field].keys)
    // A directory has no labels.
    if (field === 'custom') for (const { value } of known.custom) keys.add(value)
    return said[field].keys.some((key) => !keys.has(key))
  })
}

function saysMore(said: CardData['name'], held: CardData['name']): boolean {
  return (Object.keys(said) as (keyof typeof said)[]).some(
    (part) => said[part] !== '' && said[part] !== held[part],
  )
}

/**
 * The card of the book with what the file says differently. A card replaces what a person sees of it; a partial one changes what it
 * says and adds to lists. Everything else stays to the letter.
 */
export function updateCard(
  known: Card,
  incoming: Card,
  { isPartial, now }: { isPartial: boolean; now: string },
): Card {
  const [held, said] = [describe(known), describe(incoming)]
  const change: Record<string, unknown> = {}
  const fields: ChangedField[] = isPartial ? addedBy(said, held) : differences(said, held)
  for (const field of fields) {
    if (field === 'keys') continue
    if (field === 'photo') change[field] = said.photo === null ? null : photoOf(incoming, said)
    else if (field === 'name' && isPartial)
      change[field] = {
        ...held.name,
        ...Object.fromEntries(Object.entries(said.name).filter(([, part]) => part !== '')),
      }
    else if (!isList(field)) change[field] = said[field]
    else {
      const all = unionOf(held, said, field)
      const keys = new Set(contentOf(said)[field].keys)
      const gone = new Set(
        isPartial ? [] : contentOf(held)[field].keys.flatMap((key, at) => (keys.has(key) ? [] : [at])),
      )
      change[field] = all.filter((_, at) => !gone.has(at))
    }
  }
  if (change['photo'] === undefined) delete change['photo']
  const changed = applyChange(known, change as CardChange, { now })
  return isPartial ? changed : withUnshown(changed, incoming, { now })
}
