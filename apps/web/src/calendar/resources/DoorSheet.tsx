import './DoorSheet.css'
import type { Resource } from '@staffetta/contract'
import { Button, Checkbox, Dialog, IconButton } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight, Printer } from 'lucide-react'
import { useState } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { addDays, type Day, eachDay, startOfWeek, weekNumber } from '../clock/days.ts'
import { daysOf } from '../occurrences/occurrences.ts'
import { calendarQueries } from '../state/queries.ts'
import { useNow, useSayer } from '../state/use-calendar.ts'
import { bookingTitle, bookingWhen, factsOf } from './booking-words.ts'

/** The week of a room on one sheet, to hang on its door; without names where the public passes. */
export function DoorSheet({
  resource,
  date,
  onClose,
}: {
  resource: Resource
  date: Day
  onClose: () => void
}) {
  const sayer = useSayer()
  const { t, words, clock, formats } = sayer
  const now = useNow()
  const [monday, setMonday] = useState(startOfWeek(date))
  const [names, setNames] = useState(true)
  const week = { from: clock.instantOf(monday, 0), to: clock.instantOf(addDays(monday, 7), 0) }
  const { data, error } = useQuery(calendarQueries.bookings(week, clock.zone))
  const bookings = (data?.bookings ?? []).filter(({ resourceId }) => resourceId === resource.id)
  const days = eachDay({ from: monday, to: addDays(monday, 7) }).map((day) => ({
    day,
    bookings: bookings.filter((booking) => {
      const { from, to } = daysOf(booking, clock)
      return from <= day && day < to
    }),
  }))
  // A free weekend is left out: the sheet is for who works there.
  const shown = days.filter((one, at) => at < 5 || one.bookings.length > 0)
  const print = () => {
    document.documentElement.dataset['printing'] = 'door'
    window.print()
    delete document.documentElement.dataset['printing']
  }
  return (
    <Dialog
      title={t('calendar.resources.door.title')}
      icon={Printer}
      onClose={onClose}
      width="wide"
      actions={
        <>
          <Button onClick={onClose}>{t('actions.close')}</Button>
          <Button kind="primary" icon={Printer} disabled={data === undefined} onClick={print}>
            {t('calendar.print.print')}
          </Button>
        </>
      }
    >
      <div className="door-tools">
        <IconButton
          icon={ChevronLeft}
          label={t('calendar.previous.week')}
          onClick={() => setMonday(addDays(monday, -7))}
        />
        <IconButton
          icon={ChevronRight}
          label={t('calendar.next.week')}
          onClick={() => setMonday(addDays(monday, 7))}
        />
        <span role="status">{t('calendar.week', { n: weekNumber(monday) })}</span>
        <Checkbox
          label={t('calendar.resources.door.names')}
          checked={names}
          onChange={({ target }) => setNames(target.checked)}
        />
      </div>
      {error && (
        <p className="card-failed" role="alert">
          {sentenceOf(error, t)}
        </p>
      )}
      <article className="door-sheet">
        <h2>{resource.name}</h2>
        <p>
          {words.range(monday, addDays(monday, 6))}
          {factsOf(resource, t) !== '' && ` · ${factsOf(resource, t)}`}
        </p>
        <table>
          <tbody>
            {shown.map(({ day, bookings: list }) => (
              <tr key={day}>
                <th scope="row">{words.longDay(day)}</th>
                <td>
                  {list.length === 0 ? (
                    <span className="door-free">{t('calendar.resources.free')}</span>
                  ) : (
                    <ul>
                      {list.map((booking) => (
                        <li key={`${booking.uid} ${booking.startAt}`}>
                          <b>{bookingWhen(booking, sayer)}</b>{' '}
                          {names ? bookingTitle(booking, t) : t('calendar.resources.taken')}
                          {names && booking.who && <span> · {booking.who.name || booking.who.address}</span>}
                        </li>
                      ))}
                    </ul>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {resource.note !== '' && <p className="door-note">{resource.note}</p>}
        <footer>{t('calendar.resources.door.printed', { when: formats.messageDate(new Date(now)) })}</footer>
      </article>
    </Dialog>
  )
}
