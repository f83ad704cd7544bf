import type { Kept, SavedSearch } from '@staffetta/contract'
import { deleteFavourite, listFavourites, putFavourite } from '../db/favourites.ts'
import type { Db } from '../db/open.ts'
import { deleteSavedSearch, listSavedSearches, putSavedSearch } from '../db/saved-searches.ts'
import { AppError } from '../http/app-error.ts'
import type { ContactsAccount } from './contacts-account.ts'

const MOST_FAVOURITES = 1_000
const MOST_SEARCHES = 100

/** What a person keeps for themselves beside the books: stars, also on cards nobody may write, and searches. */
export async function listKept(db: Db, { account }: ContactsAccount): Promise<Kept> {
  const [favourites, searches] = await Promise.all([
    listFavourites(db, account),
    listSavedSearches(db, account),
  ])
  return { favourites, searches }
}

export async function setFavourite(
  db: Db,
  contacts: ContactsAccount,
  { uid, favourite }: { uid: string; favourite: boolean },
): Promise<void> {
  const { account } = contacts
  if (favourite) {
    if ((await listFavourites(db, account)).length >= MOST_FAVOURITES)
      throw new AppError('contacts/kept-full', { most: MOST_FAVOURITES })
    await putFavourite(db, account, uid)
  } else await deleteFavourite(db, account, uid)
  tell(contacts)
}

export async function putSearch(db: Db, contacts: ContactsAccount, search: SavedSearch): Promise<void> {
  const { account } = contacts
  const others = (await listSavedSearches(db, account)).filter(({ id }) => id !== search.id)
  if (others.length >= MOST_SEARCHES) throw new AppError('contacts/kept-full', { most: MOST_SEARCHES })
  await putSavedSearch(db, account, search)
  tell(contacts)
}

export async function removeSearch(db: Db, contacts: ContactsAccount, id: string): Promise<void> {
  await deleteSavedSearch(db, contacts.account, id)
  tell(contacts)
}

function tell(contacts: ContactsAccount): void {
  contacts.publish([{ type: 'contacts.kept-changed' }])
}
