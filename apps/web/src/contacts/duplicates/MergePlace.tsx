import type { BookId, CardRef } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { contactQueries } from '../state/queries.ts'
import type { Known } from '../state/use-contacts.ts'
import { MergePane } from './MergePane.tsx'
import { mergeOf, refsOfMerge } from './pair-of.ts'

interface Props {
  known: Known
  merge: string
  /** The book in which duplicates are looked for; null: all. */
  bookId: BookId | null
  onMerge: (merge: string | undefined, card?: CardRef) => void
}

/** The comparison the address names; once two are one, what follows. */
export function MergePlace({ known, merge, bookId, onMerge }: Props) {
  const refs = refsOfMerge(merge)
  const { data } = useQuery({ ...contactQueries.duplicates(bookId), enabled: false })
  const { data: all } = useQuery({ ...contactQueries.duplicates(null), enabled: false })
  const duplicate = [...(data?.duplicates ?? []), ...(all?.duplicates ?? [])].find((one) =>
    one.refs.every((ref) => refs.includes(ref)),
  )
  return (
    <MergePane
      key={merge}
      known={known}
      refs={refs}
      duplicate={refs.length === 2 ? duplicate : undefined}
      onMerged={(kept, rest) => onMerge(rest.length > 0 ? mergeOf([kept, ...rest]) : undefined, kept)}
      onClose={() => onMerge(undefined)}
    />
  )
}
