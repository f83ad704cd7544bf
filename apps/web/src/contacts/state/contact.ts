import type { BookId, CardFields, CardRow } from '@staffetta/contract'

/** A card as lists have it, and the book it lies in. */
export interface Contact extends CardRow {
  bookId: BookId
}

/** Made here and not yet known to the server: it has a UID, and no name there. */
const savingPrefix = 'saving.'
export const savingRef = (uid: string): string => savingPrefix + uid
export const isSaving = (ref: string): boolean => ref.startsWith(savingPrefix)

export const isGroup = ({ kind }: Pick<CardRow, 'kind'>): boolean => kind === 'group'

/** What a list calls it, where the card does not say. */
export function nameOf({ sortName, name, organisation, emails, phones }: CardRow): string {
  return sortName || name || organisation || emails[0] || phones[0] || ''
}

/** The row as it will be; the server says it again in its own words. */
export function rowOf(fields: CardFields, known: Pick<Contact, 'ref' | 'uid' | 'bookId' | 'photo'>): Contact {
  const { name, fullName, organisation, units } = fields
  const spoken = fullName || [name.given, name.family].filter(Boolean).join(' ') || organisation
  const sorted = [name.family, name.given].filter(Boolean).join(' ')
  return {
    ...known,
    kind: fields.kind,
    name: spoken,
    sortName: sorted || spoken,
    nickname: fields.nickname,
    organisation,
    office: units.at(-1) ?? '',
    units,
    title: fields.title,
    emails: fields.emails.map(({ value }) => value),
    phones: fields.phones.map(({ value }) => value),
    categories: fields.categories,
    members: fields.members,
    changedAt: new Date().toISOString(),
    problem: null,
  }
}

/** Somebody of whom there is no card: an address, which is what they are called. */
export function bareContact(ref: string, bookId: BookId, address: string): Contact {
  return {
    ref,
    bookId,
    uid: '',
    kind: 'individual',
    name: address,
    sortName: address,
    nickname: '',
    organisation: '',
    office: '',
    units: [],
    title: '',
    emails: address === '' ? [] : [address],
    phones: [],
    categories: [],
    photo: '',
    members: [],
    problem: null,
  }
}
