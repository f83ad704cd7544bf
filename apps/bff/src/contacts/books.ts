import { randomUUID } from 'node:crypto'
import type { Book, BookId } from '@staffetta/contract'
import { type Collection, createCollection, deleteCollection, nameOf, updateCollection } from '@staffetta/dav'
import { nameOfCollection, rightsOn, unescaped } from '../dav/collection-facts.ts'
import { colourFor, hexOf, nearestColour } from '../dav/colours.ts'
import { hrefOfId, idOfHref } from '../dav/refs.ts'
import { type BookChoice, deleteBookChoice, listBookChoices, putBookChoice } from '../db/book-choices.ts'
import type { Db } from '../db/open.ts'
import { AppError } from '../http/app-error.ts'
import { readPreferences } from '../settings/preferences.ts'
import { type Access, accessTo, ownAccess } from './access.ts'
import { freshBook } from './book-sync.ts'
import type { ContactsAccount } from './contacts-account.ts'
import type { ContactsDeps } from './contacts-deps.ts'

/** What was chosen on another node is seen after this. */
const CHOICES_FRESH_MS = 10_000
/** Counts of small books are there with the list; those of large ones come as news. */
const COUNTING_MS = 250
/** What the first book of somebody who has none is called. */
const firstNames = { it: 'Rubrica personale', en: 'Personal contacts' } as const
const kinds: Book['kind'][] = ['own', 'shared', 'directory']

export async function listBooks(
  deps: ContactsDeps,
  account: ContactsAccount,
): Promise<{ books: Book[]; canCreate: boolean }> {
  const { addressbookHomes } = await account.discovered()
  const { all, missing } = await booksOf(deps, account)
  const { failure } = await account.collections()
  const choices = await choicesOf(deps.db, account)
  const chosen = defaultOf(all, choices)
  const { watched } = account
  const reading = all.map(({ via, collection }) => freshBook(via, via.indexOf(collection), { watched }))
  await Promise.race([Promise.all(reading), after(COUNTING_MS)])
  const own = await account.discovered()
  const books = all.map(({ via, collection, kind, write }): Book => {
    const index = via.indexOf(collection)
    const error = (via === account ? failure?.code : undefined) ?? index.error
    const choice = choices.find(({ href }) => href === collection.href)
    const rights = rightsOn(collection, own)
    return {
      id: idOfHref(collection.href),
      name: nameOfCollection(collection),
      colour:
        nearestColour(choice?.colour ?? undefined) ??
        nearestColour(collection.colour) ??
        colourFor(collection.href),
      description: unescaped(collection.description ?? ''),
      kind,
      owner: kind === 'shared' && collection.owner !== undefined ? nameOf(collection.owner) : null,
      isDefault: collection.href === chosen,
      count: index.count({ hidden: kind !== 'directory' }),
      can: kind === 'own' ? { ...rights, write } : { write, rename: false, remove: false },
      state: error !== null ? 'failed' : index.progress === null ? 'ready' : 'syncing',
      progress: index.progress,
      error,
    }
  })
  return { books: [...books, ...missing], canCreate: addressbookHomes.length > 0 }
}

/** Those of the person, the default first, then the directory; one that cannot be opened is said to be there. */
async function booksOf(
  deps: ContactsDeps,
  account: ContactsAccount,
): Promise<{ all: Access[]; missing: Book[] }> {
  const found = deps.directory.of(account.account.tenant)
  const collections = await withOneAtLeast(deps.db, account)
  const own = await Promise.all(
    collections.filter(({ href }) => href !== found?.href).map((one) => ownAccess(account, one)),
  )
  const sorted = own.toSorted(
    (a, b) =>
      kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
      nameOfCollection(a.collection).localeCompare(nameOfCollection(b.collection), 'it'),
  )
  if (found === null) return { all: sorted, missing: [] }
  try {
    return { all: [...sorted, await accessTo(deps, account, found.href)], missing: [] }
  } catch (error) {
    // What is one's own is not less for that.
    if (!(error instanceof AppError)) throw error
    return { all: sorted, missing: [unreadable(found.href, account.account.tenant.name, error)] }
  }
}

function unreadable(href: string, name: string, { code }: AppError): Book {
  return {
    id: idOfHref(href),
    name,
    colour: colourFor(href),
    description: '',
    kind: 'directory',
    owner: null,
    isDefault: false,
    count: 0,
    can: { write: false, rename: false, remove: false },
    state: 'failed',
    progress: null,
    error: code,
  }
}

/** Every book the person can look into, with those that do not answer left out. */
export async function readableBooks(deps: ContactsDeps, account: ContactsAccount): Promise<Access[]> {
  return (await booksOf(deps, account)).all
}

/** One more. The default stays what it was: without a choice it would be the first by name. */
export async function createFurtherBook(
  deps: ContactsDeps,
  account: ContactsAccount,
  wanted: NewBook,
): Promise<{ bookId: BookId }> {
  const choices = await choicesOf(deps.db, account)
  const standing = defaultOf((await booksOf(deps, account)).all, choices)
  if (standing !== undefined && !choices.some(({ isDefault }) => isDefault))
    await choose(deps.db, account, standing, { isDefault: true })
  return createBook(account, deps.db, wanted)
}

interface NewBook {
  name: string
  colour: Book['colour']
  description: string
}

async function createBook(account: ContactsAccount, db: Db, wanted: NewBook): Promise<{ bookId: BookId }> {
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

/** Name, colour and description go to the server; the default, and a colour no server keeps, are the person's. */
export async function changeBook(
  deps: ContactsDeps,
  account: ContactsAccount,
  id: BookId,
  change: { name?: string; colour?: Book['colour']; description?: string; isDefault?: boolean },
): Promise<void> {
  const { collection, kind, write } = await accessTo(deps, account, hrefOfId(id))
  const { name, description, isDefault } = change
  const mine = kind === 'own' && rightsOn(collection, await account.discovered()).rename
  if (!mine && (name !== undefined || description !== undefined)) throw new AppError('contacts/not-permitted')
  if (isDefault === true && !write) throw new AppError('contacts/not-permitted')
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
  })
  await account.seenAnew()
}

export async function removeBook(deps: ContactsDeps, account: ContactsAccount, id: BookId): Promise<void> {
  const { collection, kind } = await accessTo(deps, account, hrefOfId(id))
  if (kind !== 'own' || !rightsOn(collection, await account.discovered()).remove)
    throw new AppError('contacts/not-permitted')
  await account.errors.told('collection', deleteCollection(account.dav, collection.href, account.patience()))
  await deleteBookChoice(deps.db, account.account.accountId, collection.href)
  account.choices = undefined
  await account.seenAnew()
}

async function withOneAtLeast(db: Db, account: ContactsAccount): Promise<Collection[]> {
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

async function choicesOf(db: Db, account: ContactsAccount): Promise<BookChoice[]> {
  const known = account.choices
  if (known !== undefined && Date.now() - known.at < CHOICES_FRESH_MS) return known.rows
  const rows = await listBookChoices(db, account.account.accountId)
  account.choices = { rows, at: Date.now() }
  return rows
}

async function choose(
  db: Db,
  account: ContactsAccount,
  href: string,
  choice: Partial<Omit<BookChoice, 'href'>>,
): Promise<void> {
  await putBookChoice(db, account.account, href, choice)
  account.choices = undefined
}

/** The one chosen; else the first of one's own that can be written to. */
function defaultOf(books: readonly Access[], choices: readonly BookChoice[]): string | undefined {
  const usable = books.filter(({ write }) => write)
  const isChosen = (href: string) => choices.some((choice) => choice.isDefault && choice.href === href)
  const chosen = usable.find(({ collection }) => isChosen(collection.href))
  return (chosen ?? usable.find(({ kind }) => kind === 'own') ?? usable[0])?.collection.href
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}
