import './ResourceBoard.css'
import type { Booking, Resource } from '@staffetta/contract'
import { Button, Notice } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { RefreshCw, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { addDays, type Day } from '../clock/days.ts'
import { calendarQueries } from '../state/queries.ts'
import { useNow, useSayer } from '../state/use-calendar.ts'
import { WaitingDays } from '../event-face/WaitingDays.tsx'
import { useWaiting } from '../state/use-waiting.ts'
import { hourSpan, partOf } from './board-geometry.ts'
import { BookingCard } from './BookingCard.tsx'
import { DoorSheet } from './DoorSheet.tsx'
import { Requests } from './Requests.tsx'
import { ResourceRow } from './ResourceRow.tsx'

const kinds = ['room', 'vehicle', 'equipment'] as const

/** One day of all rooms, cars and things: who has what, and what can be had. */
export function ResourceBoard({ date }: { date: Day }) {
  const { t, clock } = useSayer()
  const now = useNow()
  const resources = useQuery(calendarQueries.resources())
  const shown = {
    from: clock.instantOf(date, 0),
    to: clock.instantOf(addDays(date, 1), 0),
  }
  const bookings = useQuery(calendarQueries.bookings(shown, clock.zone))
  const [open, setOpen] = useState<{ booking: Booking; anchor: Element } | null>(null)
  const [door, setDoor] = useState<Resource | null>(null)
  const failed = resources.error ?? bookings.error
  const waiting = useWaiting(resources.isPending || bookings.isPending)
  const list = resources.data?.resources ?? []
  const taken = bookings.data?.bookings ?? []
  const span = hourSpan(taken, shown, clock)
  const nowAt = now >= span.from && now < span.to ? partOf(now, span) : null

  return (
    <div className="board" aria-busy={waiting}>
      {failed && (
        <Notice
          icon={TriangleAlert}
          tone="warn"
          live="alert"
          action={
            <Button
              kind="text"
              size="dense"
              icon={RefreshCw}
              onClick={() => {
                void resources.refetch()
                void bookings.refetch()
              }}
            >
              {t('actions.retry')}
            </Button>
          }
        >
          {sentenceOf(failed, t)}
        </Notice>
      )}
      {list.some(({ manages }) => manages) && <Requests resources={list} />}
      {waiting && list.length === 0 && <WaitingDays />}
      {resources.data && list.length === 0 && (
        <div className="empty-state">
          <h2>{t('calendar.resources.none.title')}</h2>
          <p>{t('calendar.resources.none.text')}</p>
        </div>
      )}
      {list.length > 0 && (
        <div className="board-scroll">
          <div className="board-hours" aria-hidden="true">
            {span.hours.map((hour) => (
              <span
                key={hour}
                style={{ insetInlineStart: `${((hour - span.first) / span.hours.length) * 100}%` }}
              >
                {String(hour).padStart(2, '0')}:00
              </span>
            ))}
          </div>
          {kinds.map((kind) => {
            const rows = list.filter((one) => one.kind === kind)
            return rows.length === 0 ? null : (
              <section key={kind} className="board-kind" aria-labelledby={`board-${kind}`}>
                <h2 id={`board-${kind}`}>{t(`calendar.resources.kinds.${kind}`)}</h2>
                <ul>
                  {rows.map((resource) => (
                    <ResourceRow
                      key={resource.id}
                      resource={resource}
                      bookings={taken.filter(({ resourceId }) => resourceId === resource.id)}
                      date={date}
                      span={span}
                      nowAt={nowAt}
                      open={open?.booking ?? null}
                      onOpen={(booking, anchor) => setOpen({ booking, anchor })}
                      onDoor={() => setDoor(resource)}
                    />
                  ))}
                </ul>
              </section>
            )
          })}
        </div>
      )}
      {open && (
        <BookingCard
          booking={open.booking}
          resource={list.find(({ id }) => id === open.booking.resourceId)!}
          anchor={open.anchor}
          onClose={() => setOpen(null)}
        />
      )}
      {door && <DoorSheet resource={door} date={date} onClose={() => setDoor(null)} />}
    </div>
  )
}
