import './EventCard.css'
import type { Calendar, CalendarId } from '@staffetta/contract'
import { Button, Checkbox, Dialog, Field, Popover, Select } from '@staffetta/ui'
import { CalendarPlus } from 'lucide-react'
import { useLayoutEffect, useMemo, useState, type FormEvent } from 'react'
import { create } from '../state/actions.ts'
import { setDraft } from '../state/draft.ts'
import { useOpenEditor } from '../state/editor.ts'
import { closeOpen } from '../state/open-event.ts'
import { type When, wireTimes } from '../occurrences/times.ts'
import { wallClock } from '../clock/wall-clock.ts'
import { useNarrow, useSayer } from '../state/use-calendar.ts'
import { placementFor } from '../event-face/placement.ts'
import { type Fields, fieldsOf, follow, whenOfFields } from './quick-fields.ts'

interface Props {
  when: When
  anchor: Element | null
  /** Where it goes, where it was begun in a calendar's own column. */
  calendarId: CalendarId | null
  calendars: Calendar[]
}

/** The fast way to a new event: what and when, saved with Enter. */
export function QuickCreate({ when, anchor, calendarId, calendars }: Props) {
  const { t } = useSayer()
  const narrow = useNarrow()
  const [beside, setBeside] = useState<Element | null | undefined>(anchor ?? undefined)
  // The time that was just chosen is drawn by the same turn that opens this: a moment later it is there to stand beside.
  useLayoutEffect(() => {
    if (beside === undefined) setBeside(document.querySelector('[data-drafted]'))
  }, [beside])
  const place = useMemo(() => ({ current: beside ?? null }), [beside])
  const close = () => {
    setDraft(null)
    closeOpen()
  }
  const form = <QuickForm when={when} wanted={calendarId} calendars={calendars} onClose={close} />
  if (beside === undefined) return null
  if (narrow || beside === null)
    return (
      <Dialog title={t('calendar.newEvent')} icon={CalendarPlus} onClose={close}>
        {form}
      </Dialog>
    )
  return (
    <Popover
      label={t('calendar.newEvent')}
      anchor={place}
      placement={placementFor(beside)}
      className="quick-popover"
      onClose={close}
    >
      {form}
    </Popover>
  )
}

interface FormProps {
  when: When
  wanted: CalendarId | null
  calendars: Calendar[]
  onClose: () => void
}

function QuickForm({ when: first, wanted, calendars, onClose }: FormProps) {
  const { t, clock } = useSayer()
  const openEditor = useOpenEditor()
  const writable = calendars.filter(({ can, holds }) => can.write && holds.events)
  const [title, setTitle] = useState('')
  const [location, setLocation] = useState('')
  const [calendarId, setCalendarId] = useState(
    (writable.find(({ id }) => id === wanted) ?? writable.find(({ isDefault }) => isDefault) ?? writable[0])
      ?.id ?? '',
  )
  const [fields, setFields] = useState(fieldsOf(first))
  const when = whenOfFields(fields)
  const wrong = when === null ? t('calendar.quick.endsBefore') : null
  const set = (change: Partial<Fields>) => {
    const next = follow(fields, { ...fields, ...change })
    const at = whenOfFields(next)
    setFields(next)
    // What is typed is drawn on the grid at once.
    if (at !== null) setDraft({ occurrence: null, when: at, calendarId: wanted })
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (when === null || calendarId === '') return
    onClose()
    create({ title: title.trim(), location: location.trim(), calendarId, when })
  }
  if (writable.length === 0) return <p className="quick-none">{t('calendar.quick.noCalendar')}</p>
  return (
    <form className="quick" onSubmit={save}>
      <Field
        label={t('calendar.quick.title')}
        value={title}
        autoFocus
        maxLength={1000}
        autoComplete="off"
        onChange={(event) => setTitle(event.target.value)}
      />
      <div className="quick-when">
        <Field
          label={t('calendar.quick.from')}
          dense
          type="date"
          required
          value={fields.from}
          onChange={(event) => set({ from: event.target.value })}
        />
        {!fields.whole && (
          <Field
            label={t('calendar.quick.fromTime')}
            dense
            type="time"
            step={300}
            required
            value={fields.start}
            onChange={(event) => set({ start: event.target.value })}
          />
        )}
        <Field
          label={t('calendar.quick.to')}
          dense
          type="date"
          required
          value={fields.to}
          error={wrong ?? undefined}
          onChange={(event) => set({ to: event.target.value })}
        />
        {!fields.whole && (
          <Field
            label={t('calendar.quick.toTime')}
            dense
            type="time"
            step={300}
            required
            value={fields.end}
            onChange={(event) => set({ end: event.target.value })}
          />
        )}
      </div>
      <Checkbox
        label={t('calendar.quick.allDay')}
        checked={fields.whole}
        onChange={(event) => set({ whole: event.target.checked })}
      />
      <Field
        label={t('calendar.event.where')}
        dense
        value={location}
        maxLength={1000}
        autoComplete="off"
        onChange={(event) => setLocation(event.target.value)}
      />
      <Select
        label={t('calendar.event.calendar')}
        dense
        value={calendarId}
        options={writable.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => setCalendarId(event.target.value)}
      />
      <div className="quick-foot">
        {when !== null && (
          <Button
            kind="text"
            onClick={() => {
              onClose()
              openEditor({
                kind: 'new',
                draft: { title, location, calendarId, ...wireTimes(when, clock, null, wallClock) },
              })
            }}
          >
            {t('calendar.quick.more')}
          </Button>
        )}
        <span />
        <Button size="form" onClick={onClose}>
          {t('actions.cancel')}
        </Button>
        <Button size="form" kind="primary" type="submit" disabled={when === null}>
          {t('actions.save')}
        </Button>
      </div>
    </form>
  )
}
