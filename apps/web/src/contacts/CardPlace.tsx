import type { Book, CardRef } from '@staffetta/contract'
import { Icon, later } from '@staffetta/ui'
import { useBlocker } from '@tanstack/react-router'
import { BookUser } from 'lucide-react'
import { useI18n } from '../app/i18n.tsx'
import { CardPane } from './card/CardPane.tsx'
import { hasUnsavedCard } from './editor/open-work.ts'
import { LeaveDialog } from '../calendar/event-editor/LeaveDialog.tsx'
import type { Known } from './state/use-contacts.ts'
import { WrittenPane } from './written/WrittenPane.tsx'

const Waiting = () => <div className="person-pane" />
const [CardEditor] = later(async () => (await import('./editor/CardEditor.tsx')).CardEditor, Waiting)
const [MergePlace] = later(async () => (await import('./duplicates/index.ts')).MergePlace, Waiting)

interface Props {
  known: Known
  cardRef: CardRef | undefined
  edit: 'card' | 'new' | undefined
  merge: string | undefined
  /** Where a new card goes. */
  book: Book | undefined
  /** The one that is looked at, where it is one. */
  openBook: Book | undefined
  onShow: (ref: CardRef | undefined, edit?: 'card' | 'new') => void
  onGroup: (ref: CardRef) => void
  onMerge: (merge: string | undefined, kept?: CardRef) => void
  onClose: () => void
}

/** The card, the form in its place, or two cards to be made one. Whatever leads away from the form asks first when something would be lost. */
export function CardPlace(props: Props) {
  const { known, cardRef, edit, merge, book, openBook, onShow, onGroup, onMerge, onClose } = props
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
      {merge !== undefined ? (
        <MergePlace known={known} merge={merge} bookId={openBook?.id ?? null} onMerge={onMerge} />
      ) : edit !== undefined ? (
        <CardEditor
          key={`${cardRef ?? ''} ${edit}`}
          known={known}
          cardRef={edit === 'card' ? cardRef : undefined}
          book={book}
          onSaved={(ref) => onShow(ref)}
          onClose={() => (cardRef === undefined ? onClose() : onShow(cardRef))}
        />
      ) : cardRef?.startsWith('written.') ? (
        written && <WrittenPane known={known} contact={written} onClose={onClose} />
      ) : cardRef !== undefined ? (
        <CardPane
          key={cardRef}
          known={known}
          cardRef={cardRef}
          onEdit={() => onShow(cardRef, 'card')}
          onOpen={onShow}
          onGroup={onGroup}
          onMerge={onMerge}
          onClose={onClose}
        />
      ) : (
        <div className="contacts-none empty-state">
          <span className="empty-disc">
            <Icon of={BookUser} size={28} />
          </span>
          <h2>{t('contacts.none')}</h2>
          <p>{t('contacts.noneHint')}</p>
        </div>
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
