import {
  ApiError,
  type BookId,
  type CardChange,
  type CardDetail,
  type CardFields,
  type CardRef,
} from '@staffetta/contract'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { queryClient } from '../../app/query-client.ts'
import { tell } from '../state/actions.ts'
import type { Contact } from '../state/contact.ts'
import { changeCard, createCard, type PhotoChange } from '../state/mutations.ts'
import { contactQueries } from '../state/queries.ts'
import { changesOf, cleaned, type FieldName, inConflict } from './card-form.ts'

interface Conflict {
  fields: FieldName[]
  mine: CardChange
  theirs: CardDetail
}

interface Options {
  /** A new card keeps its name over all attempts: sent twice, it is one. */
  id: string
  detail: CardDetail | null
  row: Contact | undefined
  opened: CardFields
  onSaved: (ref: CardRef) => void
}

/** Stores what the form says. What somebody else changed meanwhile is put together with it, or asked about where both changed the same. */
export function useSaving({ id, detail, row, opened, onSaved }: Options) {
  const { t } = useI18n()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const [conflict, setConflict] = useState<Conflict | null>(null)

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    setWrong(null)
    try {
      await work()
    } catch (error) {
      setWrong(sentenceOf(error, t))
    }
    setBusy(false)
  }
  const store = async (on: CardDetail, change: CardChange, photo: PhotoChange): Promise<void> => {
    try {
      const performed = changeCard(on, row, change, photo)
      const { ref } = await performed.done
      tell(performed, 'contacts.done.saved', Check, { name: { ...on.fields, ...change }.fullName })
      onSaved(ref)
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'contacts/conflict') throw error
      const theirs = await queryClient.fetchQuery({ ...contactQueries.card(on.ref), staleTime: 0 })
      const fields = inConflict(on.fields, change, theirs.fields)
      if (fields.length > 0) setConflict({ fields, mine: change, theirs })
      else await store(theirs, change, photo)
    }
  }
  return {
    busy,
    wrong,
    conflict,
    setConflict,
    save: (fields: CardFields, bookId: BookId, photo: PhotoChange) =>
      attempt(async () => {
        const wanted = cleaned(fields)
        if (detail) {
          const change = changesOf(opened, wanted)
          if (Object.keys(change).length === 0 && photo === undefined) onSaved(detail.ref)
          else await store(detail, change, photo)
          return
        }
        const performed = createCard(id, bookId, wanted, photo)
        const { ref } = await performed.done
        tell(performed, 'contacts.done.created', Check, { name: wanted.fullName })
        onSaved(ref)
      }),
    resolve: (keepTheirs: FieldName[], photo: PhotoChange) =>
      attempt(async () => {
        if (!conflict) return
        setConflict(null)
        const change = Object.fromEntries(
          Object.entries(conflict.mine).filter(([name]) => !keepTheirs.includes(name as FieldName)),
        )
        if (Object.keys(change).length === 0 && photo === undefined) onSaved(conflict.theirs.ref)
        else await store(conflict.theirs, change, photo)
      }),
  }
}
