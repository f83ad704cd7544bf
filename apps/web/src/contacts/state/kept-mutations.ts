import type { Kept, SavedSearch } from '@staffetta/contract'
import { Bookmark } from 'lucide-react'
import { api } from '../../app/api.ts'
import { tellFailure } from '../../app/errors.tsx'
import { i18n } from '../../app/i18n.tsx'
import { queryClient } from '../../app/query-client.ts'
import { tellDone } from '../../app/tell-done.ts'
import type { Contact } from './contact.ts'
import { plainUid } from './plain-uid.ts'
import { contactQueries } from './queries.ts'

/** What a star is on: the person, in whichever book; a card without UID only where it lies. */
export const starOf = ({ uid, ref }: Pick<Contact, 'uid' | 'ref'>): string => plainUid(uid) || ref

export function setFavourite(contact: Contact, favourite: boolean): void {
  const uid = starOf(contact)
  const done = change(
    ({ favourites, ...kept }) => ({
      ...kept,
      favourites: [...favourites.filter((one) => one !== uid), ...(favourite ? [uid] : [])],
    }),
    () => api.contacts.setFavourite({ uid, favourite }),
  )
  done.catch(tellFailure)
}

export function saveSearch({ id, ...search }: SavedSearch): Promise<void> {
  return change(
    (kept) => ({
      ...kept,
      searches: [...kept.searches.filter((one) => one.id !== id), { id, ...search }].toSorted((a, b) =>
        a.name.localeCompare(b.name),
      ),
    }),
    () => api.contacts.putSearch({ id, ...search }),
  )
}

export function removeSearch(search: SavedSearch): void {
  const { t } = i18n()
  const done = change(
    (kept) => ({ ...kept, searches: kept.searches.filter(({ id }) => id !== search.id) }),
    () => api.contacts.removeSearch({ id: search.id }),
  )
  tellDone(done, {
    text: t('contacts.searches.removed', { name: search.name }),
    icon: Bookmark,
    takeBack: async () => {
      await saveSearch(search)
      return t('contacts.done.undone')
    },
  })
}

/** On screen at once; put back where the server refuses. */
async function change(apply: (kept: Kept) => Kept, work: () => Promise<unknown>): Promise<void> {
  const { queryKey } = contactQueries.kept()
  await queryClient.cancelQueries({ queryKey })
  queryClient.setQueryData(queryKey, (kept) => kept && apply(kept))
  try {
    await work()
  } finally {
    await queryClient.invalidateQueries({ queryKey })
  }
}
