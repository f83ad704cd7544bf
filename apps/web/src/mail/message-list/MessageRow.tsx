import './MessageRow.css'
import type { MessageSummary } from '@staffetta/contract'
import { Chip, Icon, IconButton } from '@staffetta/ui'
import {
  Archive,
  CalendarCheck,
  Flag,
  Forward,
  Mail,
  MailOpen,
  Paperclip,
  Reply,
  TriangleAlert,
  Trash,
} from 'lucide-react'
import { memo } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useStore } from '../../app/store.ts'
import { session } from '../../app/session.ts'
import { archive, markFlagged, markSeen, remove } from '../actions.ts'
import { unreadOf } from '../list-threads.ts'
import { rowPeople } from '../names.ts'
import { cursor, isSelected, selection, targetOf } from '../selection.ts'
import { Marked } from './Marked.tsx'

export interface RowEvents {
  onPress: (event: React.MouseEvent, summary: MessageSummary, index: number) => void
  onTick: (summary: MessageSummary, index: number, range: boolean) => void
  onMenu: (event: React.MouseEvent, summary: MessageSummary, index: number) => void
  onHover: (summary: MessageSummary) => void
  /** Held down: in a moment it is a click. */
  onDown: (summary: MessageSummary) => void
  onDragStart: (event: React.DragEvent, summary: MessageSummary) => void
}

interface Props {
  summary: MessageSummary
  index: number
  top: number
  compact: boolean
  open: boolean
  outgoing: boolean
  /** Below the heading of yesterday the hour alone is enough. */
  bareTime: boolean
  /** Words to mark in a search. */
  words: readonly string[]
  events: RowEvents
}

/** One row. It is drawn again only when its own message, its place or its selection changes. */
export const MessageRow = memo(function MessageRow(props: Props) {
  const { summary, index, top, compact, open, outgoing, bareTime, words, events } = props
  const { t, formats } = useI18n()
  const selected = useStore(selection, (state) => isSelected(state.now, summary.ref))
  const focused = useStore(cursor, (state) => state.index === index)
  const me = useStore(session, (state) => state.me)
  const { thread } = summary
  const unread = unreadOf(summary).length > 0
  const flagged = summary.flags.includes('flagged')
  const people = rowPeople(summary, { outgoing, me }, t)
  const subject = summary.subject.trim() || t('mail.noSubject')
  const date = formats.listDate(summary.receivedAt, { bareTime })

  return (
    <div
      id={rowId(index)}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={selected || open}
      className="row"
      data-compact={compact || undefined}
      data-unread={unread || undefined}
      data-selected={selected || undefined}
      data-open={open || undefined}
      data-focused={focused || undefined}
      style={{ transform: `translateY(${top}px)` }}
      draggable
      onClick={(event) => events.onPress(event, summary, index)}
      onContextMenu={(event) => events.onMenu(event, summary, index)}
      onPointerDown={() => events.onDown(summary)}
      onPointerEnter={() => events.onHover(summary)}
      onDragStart={(event) => events.onDragStart(event, summary)}
    >
      <span className="row-gutter" role="gridcell">
        <span className="row-dot" aria-hidden="true" />
        <input
          type="checkbox"
          className="ui-checkbox row-tick"
          tabIndex={-1}
          checked={selected}
          aria-label={`${t('list.select')}: ${subject}`}
          onClick={(event) => {
            event.stopPropagation()
            events.onTick(summary, index, event.shiftKey)
          }}
          onChange={() => undefined}
        />
      </span>
      <span className="row-people" role="gridcell">
        {unread && <span className="ui-hidden">{t('list.unread')}. </span>}
        <span className="row-name" title={summary.from[0]?.address}>
          <Marked text={people} words={words} />
        </span>
        {thread && (
          <Chip>
            <span aria-hidden="true">{formats.number(thread.count)}</span>
            <span className="ui-hidden">{t('list.conversationOf', { count: thread.count })}</span>
          </Chip>
        )}
      </span>
      <span className="row-subject" role="gridcell">
        {summary.invitation && (
          <Chip tone="ok" icon={CalendarCheck}>
            {t('list.invitation')}
          </Chip>
        )}
        {summary.priority === 'high' && (
          <Chip tone="bad" icon={TriangleAlert}>
            {t('list.highPriority')}
          </Chip>
        )}
        <span className="row-words">
          <span className="row-title">
            <Marked text={subject} words={words} />
          </span>
          {summary.preview && <span className="row-preview"> – {summary.preview}</span>}
        </span>
        <span className="row-marks">
          {summary.flags.includes('answered') && <Icon of={Reply} size={16} label={t('list.answered')} />}
          {summary.flags.includes('$Forwarded') && (
            <Icon of={Forward} size={16} label={t('list.forwarded')} />
          )}
          {!compact && flagged && (
            <Icon of={Flag} size={16} filled className="row-flag" label={t('list.flagged')} />
          )}
          {!compact && summary.hasAttachments && (
            <Icon of={Paperclip} size={16} label={t('list.hasAttachments')} />
          )}
        </span>
      </span>
      {compact && (
        <>
          <span className="row-column" role="gridcell">
            {flagged && <Icon of={Flag} size={16} filled className="row-flag" label={t('list.flagged')} />}
          </span>
          <span className="row-column" role="gridcell">
            {summary.hasAttachments && <Icon of={Paperclip} size={16} label={t('list.hasAttachments')} />}
          </span>
        </>
      )}
      <span className="row-date" role="gridcell">
        <time dateTime={summary.receivedAt} title={formats.full(summary.receivedAt)}>
          {date}
        </time>
      </span>
      {compact && (
        <span className="row-size" role="gridcell">
          {formats.size(summary.sizeBytes)}
        </span>
      )}
      <span className="row-actions" role="gridcell" onClick={(event) => event.stopPropagation()}>
        <IconButton
          icon={Archive}
          size={28}
          tabIndex={-1}
          label={t('list.archive')}
          keys="E"
          onClick={() => archive(targetOf(summary))}
        />
        <IconButton
          icon={Trash}
          size={28}
          tabIndex={-1}
          label={t('list.delete')}
          keys={t('keys.delete')}
          onClick={() => remove(targetOf(summary))}
        />
        <IconButton
          icon={unread ? MailOpen : Mail}
          size={28}
          tabIndex={-1}
          label={unread ? t('list.markRead') : t('list.markUnread')}
          keys="U"
          onClick={() => markSeen(targetOf(summary), unread)}
        />
        <IconButton
          icon={Flag}
          size={28}
          tabIndex={-1}
          filled={flagged}
          label={flagged ? t('list.unflag') : t('list.flag')}
          keys="S"
          onClick={() => markFlagged(targetOf(summary), !flagged)}
        />
      </span>
    </div>
  )
})

export const rowId = (index: number): string => `message-row-${index}`
