import type { Book } from '@staffetta/contract'
import { nameOf } from '@staffetta/dav'
import { nameOfCollection, rightsOn, unescaped } from '../dav/collection-facts.ts'
import { colourFor, nearestColour } from '../dav/colours.ts'
import { idOfHref } from '../dav/refs.ts'
import { AppError } from '../http/app-error.ts'
import { type Access, accessTo, ownAccess } from './access.ts'
import { choicesOf, defaultOf } from './book-choices.ts'
import { freshBook } from './book-sync.ts'
import type { ContactsAccount } from './contacts-account.ts'
import type { ContactsDeps } from './contacts-deps.ts'
import { withOneAtLeast } from './make-book.ts'

/** Counts of small books are there with the list; those of large ones come as news. */
const COUNTING_MS = 250
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

/** Those of the person by their names, then the directory; one that cannot be opened is said to be there. */
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

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}
