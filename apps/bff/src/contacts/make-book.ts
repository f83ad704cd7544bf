import { randomUUID } from 'node:crypto'
import type { Book, BookId } from '@staffetta/contract'
import { type Collection, createCollection } from '@staffetta/dav'
import { hexOf } from '../dav/colours.ts'
import { idOfHref } from '../dav/refs.ts'
import type { Db } from '../db/open.ts'
import { AppError } from '../http/app-error.ts'
import { readPreferences } from '../settings/preferences.ts'
import { choose } from './book-choices.ts'
import type { ContactsAccount } from './contacts-account.ts'

/** What the first book of somebody who has none is called. */
const firstNames = { it: 'Rubrica personale', en: 'Personal contacts' } as const

export interface NewBook {
  name: string
  colour: Book['colour']
  description: string
}

export async function createBook(
  account: ContactsAccount,
  db: Db,
  wanted: NewBook,
): Promise<{ bookId: BookId }> {
  const [home] = (await account.discovered()).addressbookHomes
  if (home === undefined) throw new AppError('contacts/not-permitted')
  const colour = hexOf(wanted.colour)
  const { collection, settings } = await account.errors.told(
    'collection',
    createCollection(
      account.dav,
      home,
      {
        kind: 'addressbook',
        name: randomUUID(),
        displayName: wanted.name,
        colour,
        ...(wanted.description !== '' && { description: wanted.description }),
      },
      account.patience(),
    ),
  )
  if (settings.colour?.kind !== 'kept') await choose(db, account, collection.href, { colour })
  await account.seenAnew()
  return { bookId: idOfHref(collection.href) }
}

/** The books, also of somebody who never had one. */
export async function withOneAtLeast(db: Db, account: ContactsAccount): Promise<Collection[]> {
  const { collections, failure } = await account.collections()
  if (collections.length > 0 || failure !== null) return collections
  // The list and a search may ask at the same time.
  account.making ??= withFirstBook(db, account).finally(() => {
    account.making = undefined
  })
  return account.making
}

async function withFirstBook(db: Db, account: ContactsAccount): Promise<Collection[]> {
  const { language } = await readPreferences(db, account.account)
  try {
    await createBook(account, db, { name: firstNames[language ?? 'it'], colour: 'petrolio', description: '' })
  } catch (error) {
    // Somebody else keeps the books here: then there are none, and the list says so.
    if (!(error instanceof AppError)) throw error
  }
  return (await account.collections()).collections
}
