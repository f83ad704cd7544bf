import type { Book, CardRef } from '@staffetta/contract'
import { useBlocker } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { CardPane } from './card/CardPane.tsx'
import { hasUnsavedCard } from './editor/open-work.ts'
import { LeaveDialog } from '../calendar/event-editor/LeaveDialog.tsx'
import type { Known } from './state/use-contacts.ts'
import { WrittenPane } from './written/WrittenPane.tsx'

const CardEditor = lazy(() =>
  import('./editor/CardEditor.tsx').then((module) => ({ default: module.CardEditor })),
)

interface Props {
  known: Known
  cardRef: CardRef | undefined
  edit: 'card' | 'new' | undefined
  /** Where a new card goes. */
  book: Book | undefined
  onShow: (ref: CardRef | undefined, edit?: 'card' | 'new') => void
  onGroup: (ref: CardRef) => void
  onClose: () => void
}

/** The card, or the form in its place. Whatever leads away from the form asks first when something would be lost. */
export function CardPlace({ known, cardRef, edit, book, onShow, onGroup, onClose }: Props) {
  const { t } = useI18n()
  const written = cardRef === undefined ? undefined : known.byRef.get(cardRef)
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      hasUnsavedCard() && JSON.stringify(placeOf(current.search)) !== JSON.stringify(placeOf(next.search)),
    enableBeforeUnload: false, // editor/open-work.ts asks
    withResolver: true,
  })
  return (
    <>
      {edit !== undefined ? (
        <Suspense fallback={<div className="person-pane" />}>
          <CardEditor
            key={`${cardRef ?? ''} ${edit}`}
            known={known}
            cardRef={edit === 'card' ? cardRef : undefined}
            book={book}
            onSaved={(ref) => onShow(ref)}
            onClose={() => (cardRef === undefined ? onClose() : onShow(cardRef))}
          />
        </Suspense>
      ) : (
        cardRef !== undefined &&
        (cardRef.startsWith('written.') ? (
          written && <WrittenPane known={known} contact={written} onClose={onClose} />
        ) : (
          <CardPane
            key={cardRef}
            known={known}
            cardRef={cardRef}
            onEdit={() => onShow(cardRef, 'card')}
            onOpen={onShow}
            onGroup={onGroup}
            onClose={onClose}
          />
        ))
      )}
      {status === 'blocked' && (
        <LeaveDialog text={t('contacts.form.leave')} onLeave={proceed} onStay={reset} />
      )}
    </>
  )
}

/** Looking for something in the list leads nowhere. */
function placeOf(search: object): unknown {
  const { card, edit } = search as { card?: string; edit?: string }
  return { card, edit }
}
