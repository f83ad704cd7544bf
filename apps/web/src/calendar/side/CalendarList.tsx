import type { Calendar } from '@staffetta/contract'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { showDialog } from '../state/dialogs.ts'
import { say } from '../state/draft.ts'
import { orderCalendars } from '../state/calendar-mutations.ts'
import { inBackground } from '../state/in-background.ts'
import { CalendarRow } from './CalendarRow.tsx'
import { ListSection } from './ListSection.tsx'
import { MoreForCalendars } from './MoreForCalendars.tsx'

interface Props {
  title: string
  calendars: Calendar[]
  canCreate: boolean
}

/** Calendars in the order one gave them: a row is drawn where it belongs, or taken there with Alt and the arrows. */
export function CalendarList({ title, calendars, canCreate }: Props) {
  const { t } = useI18n()
  // While one is drawn: which, and the order it would make.
  const [drag, setDrag] = useState<{ id: string; ids: string[] } | null>(null)
  const ids = drag?.ids ?? calendars.map(({ id }) => id)
  const shown = ids.flatMap((id) => calendars.find((one) => one.id === id) ?? [])
  const move = (id: string, by: number) => {
    const at = ids.indexOf(id)
    if (at < 0 || at + by < 0 || at + by >= ids.length) return
    store(moved(ids, id, at + by), id)
  }
  const store = (order: string[], id: string) => {
    const name = calendars.find((one) => one.id === id)?.name ?? ''
    say(t('calendar.side.moved', { name, place: order.indexOf(id) + 1, count: order.length }))
    inBackground(orderCalendars(order))
  }
  return (
    <ListSection
      title={title}
      create={
        canCreate
          ? { label: t('calendar.side.create'), onCreate: () => showDialog({ kind: 'new-calendar' }) }
          : null
      }
      more={canCreate && <MoreForCalendars />}
      none={t('calendar.side.none')}
      rows={shown.map((calendar) => (
        <CalendarRow
          key={calendar.id}
          calendar={calendar}
          dragged={drag?.id === calendar.id}
          onDrag={() => setDrag({ id: calendar.id, ids })}
          onOver={() => {
            if (drag && drag.id !== calendar.id)
              setDrag({ ...drag, ids: moved(ids, drag.id, ids.indexOf(calendar.id)) })
          }}
          onDrop={(dropped) => {
            if (drag && dropped) store(drag.ids, drag.id)
            setDrag(null)
          }}
          onMove={calendars.length > 1 ? (by) => move(calendar.id, by) : null}
        />
      ))}
    />
  )
}

function moved(ids: readonly string[], id: string, to: number): string[] {
  return ids.filter((one) => one !== id).toSpliced(to, 0, id)
}
