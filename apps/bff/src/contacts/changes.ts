import type { BookId, CardChange, CardFields, CardRef } from '@staffetta/contract'
import { type Collection, getObject, memberHref } from '@staffetta/dav'
import {
  applyChange,
  type CardChange as FileChange,
  createCard as newCard,
  describe,
  readCard,
  writeCard,
} from '@staffetta/vcard'
import { hrefOfId, refOfHref } from '../dav/refs.ts'
import type { UndoStep } from '../dav/undo-list.ts'
import { conflictsWith } from '../dav/versions.ts'
import { storeNew, storeOver } from '../dav/write.ts'
import { AppError } from '../http/app-error.ts'
import { writableAccess } from './access.ts'
import { plainUid } from './card-entry.ts'
import type { ContactsAccount } from './contacts-account.ts'
import type { ContactsDeps } from './contacts-deps.ts'
import { cardFieldNames, changeOf, fieldsOf } from './fields.ts'
import { openCard, type OpenCard, versionOfCard, withCard } from './open-card.ts'
import type { Picture } from './photo.ts'
import { writing } from './write.ts'

/** What can be read again. */
export const MOST_CHARACTERS = 3_900_000

export interface Done {
  ref: CardRef
  etag: string
  undo: string
}

/** `id` names the intent: sent twice, it meets itself. */
export async function createCard(
  deps: ContactsDeps,
  account: ContactsAccount,
  { id, bookId, fields }: { id: string; bookId: BookId; fields: CardFields },
): Promise<Done> {
  const { via, collection } = await writableAccess(deps, account, hrefOfId(bookId))
  const version = versionFor(collection)
  const card = newCard(
    { ...changeOf(fields), kind: fields.kind },
    {
      uid: version === '4.0' ? `urn:uuid:${id}` : id,
      version,
      now: new Date().toISOString(),
      product: '-//Staffetta//IT',
    },
  )
  const href = memberHref(collection.href, `${id}.vcf`)
  return writing(async (own) => {
    try {
      const stored = await storeNew(own.at(via), href, writeCard(card))
      return await cardDone(account, via, {
        href: stored.href,
        steps: [{ kind: 'created', href: stored.href, etag: stored.etag }],
      })
    } catch (error) {
      return findRepeated(account, via, { href, id }, error)
    }
  })
}

/**
 * What the server names first is what it keeps as it is. Cyrus 3.6 names 3.0, then 4.0: it gives that back as 3.0, without
 * the N that 3.0 demands, and refuses it. Who names nothing takes 3.0 (RFC 6352 §6.2.2).
 */
export function versionFor({ dataTypes }: Collection): '3.0' | '4.0' {
  return dataTypes[0]?.includes('version=4') === true ? '4.0' : '3.0'
}

/** The same intent came before, and its card is still there; otherwise the failure stands. */
async function findRepeated(
  account: ContactsAccount,
  via: ContactsAccount,
  { href, id }: { href: string; id: string },
  error: unknown,
): Promise<Done> {
  if (!(error instanceof AppError) || error.code !== 'contacts/conflict') throw error
  const there = await getObject(via.dav, href, via.patience()).catch(() => undefined)
  const read = there === undefined ? undefined : readCard(there.text)
  if (read?.kind !== 'card' || plainUid(describe(read.card).uid) !== id) throw error
  return cardDone(account, via, { href, steps: [{ kind: 'created', href, etag: there?.etag ?? '*' }] })
}

/** Changes what is named in the card as it stands now; a field somebody else changed meanwhile is a conflict, the rest is merged. */
export async function changeCard(
  deps: ContactsDeps,
  account: ContactsAccount,
  ref: CardRef,
  { etag, change }: { etag: string; change: CardChange },
): Promise<Done> {
  return rewrite(deps, account, ref, ({ object, fields, data }) => {
    const fresh = conflictsWith(etag, { etag: object.etag ?? '', fields, change }, cardFieldNames)
    if (fresh.length > 0) throw new AppError('contacts/conflict', { fields: fresh })
    return changeOf(change, data.members)
  })
}

export async function changePhoto(
  deps: ContactsDeps,
  account: ContactsAccount,
  ref: CardRef,
  picture: Picture | null,
): Promise<Done> {
  const photo = picture === null ? null : { mediaType: picture.type, octets: picture.bytes }
  return rewrite(deps, account, ref, () => ({ photo }))
}

/** Once more on what is stored by now, when somebody was quicker; then it is theirs to look at. */
async function rewrite(
  deps: ContactsDeps,
  account: ContactsAccount,
  ref: CardRef,
  changeFor: (open: OpenCard) => FileChange,
): Promise<Done> {
  return writing(async (own) => {
    for (let attempt = 0; attempt < 2; attempt++) {
      const open = await openCard(deps, account, ref)
      const { access, card, href, object } = open
      if (!access.write) throw new AppError('contacts/not-permitted')
      const changed = applyChange(card, changeFor(open), { now: new Date().toISOString() })
      const text = withCard(object.text, changed)
      if (text.length > MOST_CHARACTERS) throw new AppError('contacts/card-refused')
      const result = await storeOver(own.at(access.via), href, text, object.etag)
      if (result.kind === 'stored')
        return cardDone(account, access.via, {
          href,
          steps: [{ kind: 'changed', href, etag: result.etag, before: object.text }],
        })
    }
    throw new AppError('contacts/conflict')
  })
}

/** What is stored by now: servers write something else than was sent, and say nothing. */
export async function cardDone(
  account: ContactsAccount,
  via: ContactsAccount,
  { href, steps }: { href: string; steps: UndoStep[] },
): Promise<Done> {
  const undo = await account.undo.keep({ steps })
  const object = await via.errors.told('object', getObject(via.dav, href, via.patience()))
  const read = readCard(object.text)
  if (read.kind === 'unreadable') throw new AppError('contacts/card-unreadable')
  return { ref: refOfHref(href), etag: versionOfCard(object, fieldsOf(describe(read.card))), undo }
}
