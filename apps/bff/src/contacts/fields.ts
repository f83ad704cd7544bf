import type { CardChange, CardDetail, CardFields } from '@staffetta/contract'
import type { CardChange as FileChange, CardData } from '@staffetta/vcard'
import { plainUid } from './card-entry.ts'

/** The names in one order: a version says of each whether it changed. */
export const cardFieldNames: (keyof CardFields)[] = [
  'kind',
  'fullName',
  'name',
  'phonetic',
  'nickname',
  'emails',
  'phones',
  'addresses',
  'urls',
  'messengers',
  'organisation',
  'units',
  'title',
  'role',
  'manager',
  'assistant',
  'birthday',
  'anniversary',
  'categories',
  'note',
  'timeZone',
  'custom',
  'members',
]

/** What a card says, in the words of the wire: of a group, its people by their bare UIDs. */
export function fieldsOf(data: CardData): CardFields {
  // What is told of a card beside its fields, or not at all.
  const { version: _version, uid: _uid, photo: _photo, keys: _keys, revision: _revision, ...fields } = data
  return { ...fields, members: data.members.map(plainUid) }
}

/** A change of the wire in the words of the file; members that stay are spelt as they are stored. */
export function changeOf(change: CardChange, stored: readonly string[] = []): FileChange {
  const { members, ...rest } = change
  const spelt = new Map(stored.map((member) => [plainUid(member), member]))
  const written = members?.map(
    (member) =>
      spelt.get(plainUid(member)) ?? (/^[a-z][a-z0-9+.-]*:/i.test(member) ? member : `urn:uuid:${member}`),
  )
  return { ...rest, ...(written !== undefined && { members: written }) }
}

export function keysOf(data: CardData): CardDetail['keys'] {
  return data.keys.map(({ id, kind, uri, size }) => ({ id, kind, link: uri, size }))
}
