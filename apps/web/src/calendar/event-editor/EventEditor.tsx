import './EventEditor.css'
import type { Calendar, Done, EventDetail, EventRef } from '@staffetta/contract'
import { Button, Skeleton, VisuallyHidden } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { sentenceOf, tellFailure } from '../../app/errors.tsx'
import { i18n, useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { queryClient } from '../../app/query-client.ts'
import { refreshEvents } from '../state/live.ts'
import { calendarQueries } from '../state/queries.ts'
import type { EventDraft } from '../state/editor.ts'
import { type EventForm, formOf, newForm, writable } from './event-form.ts'
import { EventSheet } from './EventSheet.tsx'
import type { Target } from './save-event.ts'
import { ownZone } from '../clock/wall-clock.ts'

export type EventSource =
  | { kind: 'new'; draft: EventDraft }
  | { kind: 'event'; ref: EventRef; recurrenceId: string | null }

export interface EventEditorProps {
  source: EventSource
  /** After saving with what was done, else null. It has been asked already whether something would be lost. */
  onClose: (done: Done | null) => void
}

/** Writes a new event, or changes one that is there. Give it a `key` of what it edits: it keeps what it was opened with. */
export function EventEditor({ source, onClose }: EventEditorProps) {
  const { t } = useI18n()
  const zone = ownZone()
  const calendars = useQuery(calendarQueries.calendars())
  const event = useQuery({
    ...calendarQueries.event(source.kind === 'event' ? source : { ref: '', recurrenceId: null }, zone),
    enabled: source.kind === 'event',
  })
  const failed = calendars.error ?? event.error
  const known = calendars.data?.calendars
  if (known && (source.kind === 'new' || event.data))
    return source.kind === 'new' && writable(known).length === 0 ? (
      <Message
        title={t('event.nowhere.title')}
        text={t('event.nowhere.text')}
        onClose={() => onClose(null)}
      />
    ) : (
      <Opened source={source} calendars={known} detail={event.data ?? null} zone={zone} onClose={onClose} />
    )
  if (failed)
    return (
      <Message title={t('event.failed')} text={sentenceOf(failed, t)} onClose={() => onClose(null)}>
        <Button
          kind="primary"
          onClick={() => {
            void calendars.refetch()
            if (source.kind === 'event') void event.refetch()
          }}
        >
          {t('actions.retry')}
        </Button>
      </Message>
    )
  return (
    <div className="edit-sheet" aria-busy="true">
      <div className="edit-waiting">
        <VisuallyHidden>{t('event.opening')}</VisuallyHidden>
        {['30%', '100%', '60%', '90%', '80%'].map((width) => (
          <Skeleton key={width} width={width} />
        ))}
      </div>
    </div>
  )
}

interface OpenedProps extends EventEditorProps {
  calendars: Calendar[]
  detail: EventDetail | null
  zone: string
}

/** What was there when it was opened stays the ground of the changes, whatever arrives meanwhile. */
function Opened({ source, calendars, detail: latest, zone, onClose }: OpenedProps) {
  const [{ target, form, detail }] = useState(() => openedAs(source, { calendars, detail: latest, zone }))
  return (
    <EventSheet
      target={target}
      opened={form}
      detail={detail}
      calendars={calendars}
      zone={zone}
      onSaved={(done) => {
        if (done) tellSaved(done)
        onClose(done)
      }}
      onClose={() => onClose(null)}
    />
  )
}

function openedAs(
  source: EventSource,
  { calendars, detail, zone }: { calendars: Calendar[]; detail: EventDetail | null; zone: string },
): { target: Target; form: EventForm; detail: EventDetail | null } {
  if (source.kind === 'new' || detail === null)
    return {
      target: { kind: 'new', id: crypto.randomUUID() },
      form: newForm(source.kind === 'new' ? source.draft : {}, { calendars, now: new Date(), zone }),
      detail: null,
    }
  const { calendarId } = detail.occurrence
  return {
    target: {
      kind: 'event',
      ref: source.ref,
      recurrenceId: source.recurrenceId,
      etag: detail.etag,
      calendarId,
    },
    form: formOf(detail.fields, calendarId, zone),
    detail,
  }
}

/** Everything that can be taken back is, from the toast. */
export function tellSaved({ undo }: Done): void {
  const { t } = i18n()
  notify({
    text: t('event.saved'),
    icon: Check,
    ...(undo !== '' && {
      action: {
        label: t('actions.undo'),
        onAction: () => void api.calendar.undo({ undo }).then(() => refreshEvents(queryClient), tellFailure),
      },
    }),
  })
}

interface MessageProps {
  title: string
  text: string
  children?: React.ReactNode
  onClose: () => void
}

function Message({ title, text, children, onClose }: MessageProps) {
  const { t } = useI18n()
  return (
    <div className="edit-sheet">
      <div className="empty-state" role="alert">
        <h2>{title}</h2>
        <p>{text}</p>
        {children}
        <Button onClick={onClose}>{t('actions.close')}</Button>
      </div>
    </div>
  )
}
