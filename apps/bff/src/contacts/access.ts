import type { Book } from '@staffetta/contract'
import { type Collection, isWritable, nameOf } from '@staffetta/dav'
import { isShared } from '../dav/collection-facts.ts'
import type { Lent } from '../dav/held-account.ts'
import { lentTo } from '../dav/lent.ts'
import { AppError } from '../http/app-error.ts'
import type { ContactsAccount } from './contacts-account.ts'
import type { BookDeps } from './contacts-deps.ts'

/** A book, and what this person may do there. */
export interface Access {
  /** Whose connection and index are used: this person's, the owner's through the service account, or the directory's. */
  via: ContactsAccount
  collection: Collection
  kind: Book['kind']
  write: boolean
  /** Of somebody else's: their address. */
  owner: { address: string; name?: string } | null
  /** By the product's own rules. */
  lent: boolean
}

/** One of the books this person has or is lent, or their tenant's directory; throws `contacts/book-gone` for any other path. */
export async function accessTo(deps: BookDeps, account: ContactsAccount, href: string): Promise<Access> {
  const found = deps.directory.of(account.account.tenant)
  if (found !== null && found.href === href) return directoryAccess(found.via, href)
  const mine = account.remembered.find((one) => one.href === href)
  if (mine !== undefined) return ownAccess(account, mine)
  const lent = (await lentTo(deps, account)).find(({ collection }) => collection.href === href)
  return lent === undefined ? ownAccess(account, await account.collection(href)) : lentAccess(lent)
}

async function directoryAccess(via: ContactsAccount, href: string): Promise<Access> {
  const collection = await via.collection(href)
  return { via, collection, kind: 'directory', write: false, owner: null, lent: false }
}

export async function ownAccess(account: ContactsAccount, collection: Collection): Promise<Access> {
  const shared = isShared(collection, await account.discovered())
  const owner = shared && collection.owner !== undefined ? { address: nameOf(collection.owner) } : null
  const write = isWritable(collection)
  return { via: account, collection, kind: shared ? 'shared' : 'own', write, owner, lent: false }
}

export function lentAccess({ via, collection, access, owner }: Lent<ContactsAccount>): Access {
  return { via, collection, kind: 'shared', write: access === 'write', owner, lent: true }
}

/** Whether what asks not to be shown is kept from this person: from whoever may not write there. */
export function hidesPrivate({ kind, write }: Access): boolean {
  return kind !== 'own' && !write
}

/** The same where it has to be written to. */
export async function writableAccess(
  deps: BookDeps,
  account: ContactsAccount,
  href: string,
): Promise<Access> {
  const access = await accessTo(deps, account, href)
  if (!access.write) throw new AppError('contacts/not-permitted')
  return access
}

/** Whose connection may take something from one book to another: between two people only the service account's. */
export function moverOf(from: Access, to: Access): ContactsAccount {
  return from.lent ? from.via : to.via
}
