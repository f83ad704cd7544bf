import type { CardRef } from '@staffetta/contract'
import { UserX } from 'lucide-react'
import { api } from '../../app/api.ts'
import { i18n } from '../../app/i18n.tsx'
import { queryClient } from '../../app/query-client.ts'
import { tellDone } from '../../app/tell-done.ts'
import { contactQueries } from '../state/queries.ts'

/** They are two people: gone from the list at once, and not proposed again unless that is taken back. */
export function sayNotSame(refs: [CardRef, CardRef]): void {
  const { t } = i18n()
  const queryKey = contactQueries.allDuplicates()
  queryClient.setQueriesData<{ duplicates: { refs: CardRef[] }[] }>(
    { queryKey },
    (known) =>
      known && {
        ...known,
        duplicates: known.duplicates.filter((one) => !one.refs.every((ref) => refs.includes(ref))),
      },
  )
  const store = (notSame: boolean) =>
    api.contacts.setNotSame({ refs, notSame }).finally(() => void queryClient.invalidateQueries({ queryKey }))
  tellDone(store(true), {
    text: t('contacts.duplicates.saidNotSame'),
    icon: UserX,
    takeBack: async () => {
      await store(false)
      return t('contacts.done.undone')
    },
  })
}
