import type { CardDetail, CardFields, CardRef } from '@staffetta/contract'
import type { DavObject } from '@staffetta/dav'
import { type Card, type CardData, describe, readCard, readCards, writeCard } from '@staffetta/vcard'
import { idOfHref, readRef, refOfHref } from '../dav/refs.ts'
import { versionOf } from '../dav/versions.ts'
import { AppError } from '../http/app-error.ts'
import { safeFileName } from '../mail/file-name.ts'
import { type Access, accessTo, hidesPrivate } from './access.ts'
import { changedAt, isHidden, plainUid } from './card-entry.ts'
import type { ContactsAccount } from './contacts-account.ts'
import type { ContactsDeps } from './contacts-deps.ts'
import { cardFieldNames, fieldsOf, keysOf } from './fields.ts'

/** One object of a book as its server has it now, readable or not. */
export interface StoredCard {
  href: string
  access: Access
  object: DavObject
}

export interface OpenCard extends StoredCard {
  card: Card
  data: CardData
  fields: CardFields
}

export async function storedCard(
  deps: ContactsDeps,
  account: ContactsAccount,
  ref: CardRef,
): Promise<StoredCard> {
  const found = readRef(ref, account.dav.url)
  if (found === undefined) throw new AppError('contacts/card-gone')
  const access = await accessTo(deps, account, found.folder)
  const object = await access.via.object(found.href)
  if (hidesPrivate(access)) checkShown(object.text)
  return { href: found.href, access, object }
}

/** What is kept from readers, nobody gets by its name either: nor what cannot be read, which may ask for it. */
function checkShown(text: string): void {
  if (!isShown(text)) throw new AppError('contacts/card-gone')
}

export function isShown(text: string): boolean {
  const read = readCard(text)
  return read.kind === 'card' && !isHidden(text, read.card)
}

export async function openCard(
  deps: ContactsDeps,
  account: ContactsAccount,
  ref: CardRef,
): Promise<OpenCard> {
  const stored = await storedCard(deps, account, ref)
  const read = readCard(stored.object.text)
  if (read.kind === 'unreadable') throw new AppError('contacts/card-unreadable')
  const data = describe(read.card)
  return { ...stored, card: read.card, data, fields: fieldsOf(data) }
}

export async function getCard(
  deps: ContactsDeps,
  account: ContactsAccount,
  ref: CardRef,
): Promise<CardDetail> {
  return detailOf(await openCard(deps, account, ref))
}

export function detailOf({ href, access, object, data, fields }: OpenCard): CardDetail {
  const { photo } = data
  return {
    ref: refOfHref(href),
    bookId: idOfHref(access.collection.href),
    uid: plainUid(data.uid),
    etag: versionOfCard(object, fields),
    version: data.version,
    fields,
    photo: photo === null ? null : { link: photo.kind === 'link' ? photo.uri : '' },
    keys: keysOf(data),
    changedAt: changedAt(data),
    can: { write: access.write },
  }
}

/** The object as it is stored, readable or not. */
export async function readSource(
  deps: ContactsDeps,
  account: ContactsAccount,
  ref: CardRef,
): Promise<{ text: string; fileName: string }> {
  const { object } = await storedCard(deps, account, ref)
  const read = readCard(object.text)
  const name = (read.kind === 'card' && describe(read.card).fullName) || 'contatto'
  return { text: object.text, fileName: safeFileName(`${name.slice(0, 80)}.vcf`, 'text/vcard') }
}

export function versionOfCard({ etag }: Pick<DavObject, 'etag'>, fields: CardFields): string {
  return versionOf(etag ?? '', fields, cardFieldNames)
}

/** The text with its first card as it is now; further ones that lie in the same object stay where they are. */
export function withCard(text: string, card: Card): string {
  const [, ...others] = [...readCards(text)]
  return writeCard(card) + others.map(({ source }) => source).join('')
}
