import type { Book } from '@staffetta/contract'
import { type Collection, isWritable } from '@staffetta/dav'
import { isShared } from '../dav/collection-facts.ts'
import { AppError } from '../http/app-error.ts'
import type { ContactsAccount } from './contacts-account.ts'
import type { ContactsDeps } from './contacts-deps.ts'

/** A book, and what this person may do there. */
export interface Access {
  /** Whose connection and index are used: this person's, or the directory's of their tenant. */
  via: ContactsAccount
  collection: Collection
  kind: Book['kind']
  write: boolean
}

/** One of the books this person has, or their tenant's directory; throws `contacts/book-gone` for any other path. */
export async function accessTo(
  { directory }: Pick<ContactsDeps, 'directory'>,
  account: ContactsAccount,
  href: string,
): Promise<Access> {
  const found = directory.of(account.account.tenant)
  if (found !== null && found.href === href)
    return { via: found.via, collection: await found.via.collection(href), kind: 'directory', write: false }
  return ownAccess(account, await account.collection(href))
}

export async function ownAccess(account: ContactsAccount, collection: Collection): Promise<Access> {
  const kind = isShared(collection, await account.discovered()) ? 'shared' : 'own'
  return { via: account, collection, kind, write: isWritable(collection) }
}

/** The same where it has to be written to. */
export async function writableAccess(
  deps: Pick<ContactsDeps, 'directory'>,
  account: ContactsAccount,
  href: string,
): Promise<Access> {
  const access = await accessTo(deps, account, href)
  if (!access.write) throw new AppError('contacts/not-permitted')
  return access
}
