import { Button, Notice } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { UsersRound } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { type Contact, nameOf } from '../state/contact.ts'
import { contactQueries } from '../state/queries.ts'
import type { Known } from '../state/use-contacts.ts'
import { evidenceWords } from './merge-form.ts'
import { mergeOf } from './pair-of.ts'

interface Props {
  contact: Contact
  known: Known
  onMerge: (merge: string) => void
}

/** A quiet line on a card that seems to be there twice; a homonym is nobody's business here. */
export function LikelyDuplicate({ contact, known, onMerge }: Props) {
  const { t } = useI18n()
  const { data } = useQuery(contactQueries.duplicates(null))
  const found = data?.duplicates.find(({ level, refs }) => level !== 'possible' && refs.includes(contact.ref))
  const other = known.byRef.get(found?.refs.find((ref) => ref !== contact.ref) ?? '')
  if (!found || !other) return null
  const book = known.books.find(({ id }) => id === other.bookId)?.name ?? ''
  return (
    <Notice
      tone="info"
      icon={UsersRound}
      action={
        <Button kind="text" onClick={() => onMerge(mergeOf([contact.ref, other.ref]))}>
          {t('contacts.duplicates.look')}
        </Button>
      }
    >
      {t('contacts.duplicates.hint', { name: nameOf(other), book })} {evidenceWords(found.evidence, t)}.
    </Notice>
  )
}
