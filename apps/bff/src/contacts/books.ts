import type { Book } from '@staffetta/contract'
import { namesOf } from '../dav/colleagues.ts'
import { nameOfCollection, rightsOn, unescaped } from '../dav/collection-facts.ts'
import { colourFor, nearestColour } from '../dav/colours.ts'
import { idOfHref } from '../dav/refs.ts'
import { AppError } from '../http/app-error.ts'
import { lentTo } from '../dav/lent.ts'
import { type Access, accessTo, hidesPrivate, lentAccess, ownAccess } from './access.ts'
import { choicesOf, defaultOf, forgetChoice } from './book-choices.ts'
import { freshBook } from './book-sync.ts'
import type { ContactsAccount } from './contacts-account.ts'
import type { BookDeps } from './contacts-deps.ts'
import { withOneAtLeast } from './make-book.ts'

/** Counts of small books are there with the list; those of large ones come as news. */
const COUNTING_MS = 250
const nothing: Book['can'] = { write: false, rename: false, remove: false, share: false, leave: false }
const kinds: Book['kind'][] = ['own', 'shared', 'directory']

export async function listBooks(
  deps: BookDeps,
  account: ContactsAccount,
): Promise<{ books: Book[]; canCreate: boolean }> {
  const own = await account.discovered()
  const { all, missing } = await booksOf(deps, account)
  const { failure } = await account.collections()
  const choices = await choicesOf(deps.db, account)
  const chosen = defaultOf(all, choices)
  const { watched } = account
  const reading = all.map(({ via, collection }) => freshBook(via, via.indexOf(collection), { watched }))
  await Promise.race([Promise.all(reading), after(COUNTING_MS)])
  const strangers = all.flatMap(({ owner }) =>
    owner !== null && owner.name === undefined ? [owner.address] : [],
  )
  const names = await namesOf(deps.db, account.account.tenantId, strangers)
  const canShare = own.capabilities.sharing || deps.services.serves(account.account.tenant)
  const books = all.map((access): Book => {
    const { via, collection, kind, write, owner } = access
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
      owner: owner === null ? null : (owner.name ?? names(owner.address)),
      isDefault: collection.href === chosen,
      count: index.count({ hidden: !hidesPrivate(access) }),
      can:
        kind === 'own'
          ? { ...rights, write, share: canShare, leave: false }
          : { ...nothing, write, leave: kind === 'shared' },
      state: error !== null ? 'failed' : index.progress === null ? 'ready' : 'syncing',
      progress: index.progress,
      error,
    }
  })
  return { books: [...books, ...missing], canCreate: own.addressbookHomes.length > 0 }
}

/** Those of the person by their names, then the directory; one that cannot be opened is said to be there. */
async function booksOf(
  deps: BookDeps,
  account: ContactsAccount,
): Promise<{ all: Access[]; missing: Book[] }> {
  const found = deps.directory.of(account.account.tenant)
  const collections = await withOneAtLeast(deps.db, account)
  const own = await Promise.all(collections.map((one) => ownAccess(account, one)))
  const lent = (await lentTo(deps, account)).map(lentAccess)
  const left = await leftBy(deps, account, [...own, ...lent])
  const shown = [...own, ...lent].filter(
    ({ collection: { href }, kind }) => href !== found?.href && (kind === 'own' || !left.has(href)),
  )
  const sorted = shown.toSorted(
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

/** What the person took from their list. What is no longer shared was taken from it for good: shared anew, it is there. */
async function leftBy(
  { db }: BookDeps,
  account: ContactsAccount,
  there: readonly Access[],
): Promise<Set<string>> {
  const left = (await choicesOf(db, account)).filter(({ removed }) => removed).map(({ href }) => href)
  if (left.length > 0 && (await account.collections()).failure === null)
    for (const href of left)
      if (!there.some(({ collection }) => collection.href === href)) await forgetChoice(db, account, href)
  return new Set(left)
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
    can: nothing,
    state: 'failed',
    progress: null,
    error: code,
  }
}

/** Every book the person can look into, with those that do not answer left out. */
export async function readableBooks(deps: BookDeps, account: ContactsAccount): Promise<Access[]> {
  return (await booksOf(deps, account)).all
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}
