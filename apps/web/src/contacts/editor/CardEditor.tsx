import './Editor.css'
import type { Book, CardDetail, CardRef } from '@staffetta/contract'
import { Button, Skeleton } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { newCard } from '../state/new-card.ts'
import { contactQueries } from '../state/queries.ts'
import type { Known } from '../state/use-contacts.ts'
import { CardForm } from './CardForm.tsx'
import { newFields } from './card-form.ts'

interface Props {
  known: Known
  /** Of a new one nothing. */
  cardRef: CardRef | undefined
  book: Book | undefined
  onSaved: (ref: CardRef) => void
  onClose: () => void
}

/** Writes a new card, or changes one that is there. */
export function CardEditor({ known, cardRef, book, onSaved, onClose }: Props) {
  const { t } = useI18n()
  const { data, error, refetch } = useQuery({
    ...contactQueries.card(cardRef ?? ''),
    enabled: cardRef !== undefined,
    // What the form begins with is what is stored now.
    refetchOnMount: 'always',
  })
  if (cardRef === undefined && book)
    return <Opened known={known} detail={null} book={book} onSaved={onSaved} onClose={onClose} />
  if (data) return <Opened known={known} detail={data} book={book} onSaved={onSaved} onClose={onClose} />
  return (
    <section className="person-pane" aria-busy={!error}>
      <div className="person-body">
        {error ? (
          <div className="empty-state" role="alert">
            <p>{sentenceOf(error, t)}</p>
            <Button onClick={() => void refetch()}>{t('actions.retry')}</Button>
            <Button onClick={onClose}>{t('actions.close')}</Button>
          </div>
        ) : (
          <div className="person-waiting" aria-hidden="true">
            {['70%', '40%', '55%'].map((width) => (
              <Skeleton key={width} width={width} />
            ))}
          </div>
        )}
      </div>
    </section>
  )
}

interface OpenedProps extends Omit<Props, 'cardRef'> {
  detail: CardDetail | null
}

/** What was there when it was opened stays the ground of the changes, whatever arrives meanwhile. */
function Opened({ known, detail: latest, book, onSaved, onClose }: OpenedProps) {
  const [detail] = useState(latest)
  const [opened] = useState(() => detail?.fields ?? newFields(newCard.get().fields))
  return (
    <CardForm known={known} detail={detail} opened={opened} book={book} onSaved={onSaved} onClose={onClose} />
  )
}
