import './QuickEntry.css'
import type { Calendar, CalendarId, Done } from '@staffetta/contract'
import type { Locale } from '@staffetta/i18n'
import { Button, Field, Icon } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { CalendarDays, Clock, type LucideIcon, MapPin, Repeat } from 'lucide-react'
import { useState } from 'react'
import { sentenceOf } from '../../../app/errors.tsx'
import { useI18n } from '../../../app/i18n.tsx'
import { queryClient } from '../../../app/query-client.ts'
import { refreshEvents } from '../../state/live.ts'
import { calendarQueries } from '../../state/queries.ts'
import type { EventDraft } from '../../state/editor.ts'
import { newForm } from '../event-form.ts'
import { tellSaved } from '../EventEditor.tsx'
import { saveEvent } from '../save-event.ts'
import { usePaused } from '../../fields/use-paused.ts'
import { ownToday, ownZone } from '../../clock/wall-clock.ts'
import { parseQuickEntry } from './parse-quick-entry.ts'
import { type QuickChip, quickChips } from './quick-chips.ts'

export interface QuickEntryProps {
  calendarId?: CalendarId
  autoFocus?: boolean
  /** Enter: what was understood, to go on with in the editor. */
  onOpen: (draft: EventDraft) => void
  /** After Ctrl+Enter has stored it. */
  onSaved?: (done: Done) => void
}

const icons = {
  day: CalendarDays,
  hours: Clock,
  repeat: Repeat,
  place: MapPin,
} satisfies Record<QuickChip['kind'], LucideIcon>

/** What is heard waits until the hand does. */
const pauseMs = 700

/** One line that becomes an event: what is understood of it is shown below while one writes. */
export function QuickEntry({ calendarId, autoFocus, onOpen, onSaved }: QuickEntryProps) {
  const { t, locale } = useI18n()
  const zone = ownZone()
  const [text, setText] = useState('')
  const [saving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [id, setId] = useState(() => crypto.randomUUID())
  const calendars = useQuery(calendarQueries.calendars()).data?.calendars
  const { fields } = readNow(text, zone, locale)
  const chips = quickChips(fields, { locale, today: ownToday() })
  const spoken = usePaused(
    text.trim() === '' ? '' : [fields.title, ...chips.map((chip) => chip.text)].filter(Boolean).join(', '),
    pauseMs,
  )
  const draft: EventDraft = { ...fields, ...(calendarId !== undefined && { calendarId }) }
  const canSave = fields.start !== undefined && fields.title !== '' && calendars !== undefined

  const open = () => {
    setText('')
    onOpen(draft)
  }
  const save = async () => {
    if (saving) return
    const form = formNow(draft, calendars ?? [], zone)
    // Without a time, or a place to go to, there is something left to ask.
    if (!canSave || form.calendarId === '') return open()
    setSaving(true)
    const outcome = await saveEvent({ kind: 'new', id }, { before: form, after: form, scope: 'this', zone })
    setSaving(false)
    if (outcome.kind !== 'saved') return setError(outcome.kind === 'failed' ? outcome.error : null)
    setText('')
    setError(null)
    setId(crypto.randomUUID())
    void refreshEvents(queryClient)
    tellSaved(outcome.done)
    onSaved?.(outcome.done)
  }
  return (
    <div className="quick-entry">
      <Field
        label={t('event.quick.label')}
        hint={t('event.quick.hint')}
        placeholder={t('event.quick.placeholder')}
        error={error === null ? undefined : sentenceOf(error, t)}
        autoFocus={autoFocus}
        autoComplete="off"
        maxLength={500}
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          setError(null)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing || text.trim() === '') return
          event.preventDefault()
          event.stopPropagation()
          if (event.ctrlKey || event.metaKey) void save()
          else open()
        }}
      />
      {text.trim() !== '' && (
        <div className="quick-entry-understood">
          <strong>{fields.title || t('event.untitled')}</strong>
          {chips.map(({ kind, text: words }) => (
            <span key={kind} className="quick-entry-chip">
              <Icon of={icons[kind]} size={14} />
              {words}
            </span>
          ))}
          <span className="quick-entry-actions">
            <Button size="dense" onClick={open}>
              {t('event.quick.open')}
            </Button>
            <Button size="dense" kind="primary" busy={saving} disabled={!canSave} onClick={() => void save()}>
              {t('actions.save')}
            </Button>
          </span>
        </div>
      )}
      <span className="ui-hidden" role="status">
        {spoken === '' ? '' : t('event.quick.understood', { parts: spoken })}
      </span>
    </div>
  )
}

const readNow = (text: string, zone: string, language: Locale) =>
  parseQuickEntry(text, { now: new Date(), zone, language })

const formNow = (draft: EventDraft, calendars: Calendar[], zone: string) =>
  newForm(draft, { calendars, now: new Date(), zone })
