import type { Book, BookId } from '@staffetta/contract'
import { deleteCollection, updateCollection } from '@staffetta/dav'
import { rightsOn } from '../dav/collection-facts.ts'
import { hexOf } from '../dav/colours.ts'
import { hrefOfId } from '../dav/refs.ts'
import { deleteShares } from '../db/shares.ts'
import { AppError } from '../http/app-error.ts'
import { accessTo } from './access.ts'
import { choicesOf, choose, defaultOf, forgetChoice } from './book-choices.ts'
import { readableBooks } from './books.ts'
import type { ContactsAccount } from './contacts-account.ts'
import type { ContactsDeps } from './contacts-deps.ts'
import { createBook, type NewBook } from './make-book.ts'

/** One more. The default stays what it was: without a choice it would be the first by name. */
export async function createFurtherBook(
  deps: ContactsDeps,
  account: ContactsAccount,
  wanted: NewBook,
): Promise<{ bookId: BookId }> {
  const choices = await choicesOf(deps.db, account)
  const standing = defaultOf(await readableBooks(deps, account), choices)
  const isChosen = choices.some(({ href, isDefault }) => isDefault && href === standing)
  if (standing !== undefined && !isChosen) await choose(deps.db, account, standing, { isDefault: true })
  return createBook(account, deps.db, wanted)
}

/** Name, colour and description go to the server; the default, and a colour no server keeps, are the person's. */
export async function changeBook(
  deps: ContactsDeps,
  account: ContactsAccount,
  id: BookId,
  change: {
    name?: string
    colour?: Book['colour']
    description?: string
    isDefault?: boolean
    removed?: boolean
  },
): Promise<void> {
  const { collection, kind, write } = await accessTo(deps, account, hrefOfId(id))
  const { name, description, isDefault, removed } = change
  const mine = kind === 'own' && rightsOn(collection, await account.discovered()).rename
  if (!mine && (name !== undefined || description !== undefined)) throw new AppError('contacts/not-permitted')
  if (isDefault === true && !write) throw new AppError('contacts/not-permitted')
  if (removed === true && kind !== 'shared') throw new AppError('contacts/not-permitted')
  const colour = change.colour === undefined ? undefined : hexOf(change.colour)
  const settings = {
    ...(name !== undefined && { displayName: name }),
    ...(colour !== undefined && { colour }),
    ...(description !== undefined && { description }),
  }
  let ownColour: string | null | undefined = colour
  if (mine && Object.keys(settings).length > 0) {
    const options = { kind: 'addressbook', signal: account.patience() } as const
    const outcome = await account.errors.told(
      'collection',
      updateCollection(account.dav, collection.href, settings, options),
    )
    const { colour: kept, ...others } = outcome.settings
    if (Object.values(others).some((result) => result?.kind === 'refused'))
      throw new AppError('contacts/not-permitted')
    if (kept?.kind === 'kept') ownColour = null
  }
  await choose(deps.db, account, collection.href, {
    ...(ownColour !== undefined && { colour: ownColour }),
    ...(isDefault !== undefined && { isDefault }),
    ...(removed !== undefined && { removed }),
  })
  await account.seenAnew()
}

export async function removeBook(deps: ContactsDeps, account: ContactsAccount, id: BookId): Promise<void> {
  const { collection, kind } = await accessTo(deps, account, hrefOfId(id))
  if (kind !== 'own' || !rightsOn(collection, await account.discovered()).remove)
    throw new AppError('contacts/not-permitted')
  await account.errors.told('collection', deleteCollection(account.dav, collection.href, account.patience()))
  await forgetChoice(deps.db, account, collection.href)
  await deleteShares(deps.db, 'contacts', account.account, collection.href)
  deps.contacts.forgetShared(account.account.tenantId)
  await account.seenAnew()
}
