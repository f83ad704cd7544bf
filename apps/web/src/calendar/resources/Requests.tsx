import type { Resource } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { addDays } from '../clock/days.ts'
import { calendarQueries } from '../state/queries.ts'
import { useSayer } from '../state/use-calendar.ts'
import { bookingTitle, bookingWhenLong } from './booking-words.ts'
import { Decision } from './Decision.tsx'

const daysAhead = 120

/** What waits for the answer of a manager, on whatever day it is. */
export function Requests({ resources }: { resources: Resource[] }) {
  const sayer = useSayer()
  const { t, clock, today } = sayer
  const shown = { from: clock.instantOf(today, 0), to: clock.instantOf(addDays(today, daysAhead), 0) }
  const { data } = useQuery(calendarQueries.bookings(shown, clock.zone))
  const waiting = (data?.bookings ?? []).flatMap((booking) => {
    const resource = resources.find(({ id, manages }) => manages && id === booking.resourceId)
    return resource !== undefined && booking.state === 'waiting' ? [{ booking, resource }] : []
  })
  // A series is asked for once.
  const once = waiting.filter(
    ({ booking }, at) => waiting.findIndex((other) => other.booking.uid === booking.uid) === at,
  )
  if (once.length === 0) return null
  return (
    <section className="board-requests" aria-labelledby="board-requests">
      <h2 id="board-requests">{t('calendar.resources.requests', { count: once.length })}</h2>
      <ul>
        {once.map(({ booking, resource }) => (
          <li key={`${resource.id} ${booking.uid}`}>
            <p>
              <b>{resource.name}</b>, {bookingWhenLong(booking, sayer)}
              <span>
                {bookingTitle(booking, t)}
                {booking.who && ` · ${booking.who.name || booking.who.address}`}
                {booking.recurrenceId !== null && ` · ${t('calendar.event.repeats')}`}
              </span>
            </p>
            <Decision booking={booking} resource={resource} onDone={() => undefined} />
          </li>
        ))}
      </ul>
    </section>
  )
}
