import type { Booking, Resource } from '@staffetta/contract'
import { Icon, IconButton, VisuallyHidden } from '@staffetta/ui'
import { Plus, Printer } from 'lucide-react'
import type { CSSProperties, MouseEvent } from 'react'
import type { Day } from '../clock/days.ts'
import { useSayer } from '../state/use-calendar.ts'
import { wallClock } from '../clock/wall-clock.ts'
import { closedParts, type HourSpan, minuteAt, partOf } from './board-geometry.ts'
import { bookingTitle, bookingWhen, factsOf } from './booking-words.ts'
import { kindIcons } from './kind-icons.ts'
import { useBooking } from './use-booking.ts'

interface Props {
  resource: Resource
  bookings: Booking[]
  date: Day
  span: HourSpan
  /** Where the present is among the hours; null on other days. */
  nowAt: number | null
  open: Booking | null
  onOpen: (booking: Booking, anchor: Element) => void
  onDoor: () => void
}

/** One resource and its day. A press on what is free begins an event there; the + does so for the keyboard. */
export function ResourceRow({ resource, bookings, date, span, nowAt, open, onOpen, onDoor }: Props) {
  const sayer = useSayer()
  const { t } = sayer
  const { book, bookNext } = useBooking(date)
  const pressed = (event: MouseEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return
    const { left, width } = event.currentTarget.getBoundingClientRect()
    book(resource, minuteAt((event.clientX - left) / width, span))
  }
  return (
    <li className="board-row">
      <div className="board-name">
        <Icon of={kindIcons[resource.kind]} size={20} />
        <div>
          <h3>{resource.name}</h3>
          <p>{factsOf(resource, t)}</p>
        </div>
        <span className="board-tools">
          <IconButton
            icon={Printer}
            size={28}
            label={t('calendar.resources.door.open', { name: resource.name })}
            onClick={onDoor}
          />
          <IconButton
            icon={Plus}
            size={28}
            label={t('calendar.resources.book', { name: resource.name })}
            onClick={() => bookNext(resource, bookings)}
          />
        </span>
      </div>
      <div className="board-day">
        <div
          className="board-track"
          style={{ '--hours': span.hours.length } as CSSProperties}
          onClick={pressed}
        >
          {closedParts(resource, date, { span, clockOf: wallClock }).map(({ from, to }) => (
            <i key={from} className="board-closed" style={placed(from, to)} />
          ))}
          {nowAt !== null && <i className="board-now" style={{ insetInlineStart: `${nowAt * 100}%` }} />}
        </div>
        {bookings.length === 0 && <p className="board-free">{t('calendar.resources.free')}</p>}
        <ol aria-label={t('calendar.resources.bookingsOf', { name: resource.name })}>
          {bookings.map((booking) => (
            <li
              key={`${booking.uid} ${booking.startAt}`}
              style={placed(
                booking.days === null ? partOf(Date.parse(booking.startAt), span) : 0,
                booking.days === null ? partOf(Date.parse(booking.endAt), span) : 1,
              )}
            >
              <button
                type="button"
                className="board-booking"
                data-mine={booking.mine || undefined}
                data-waiting={booking.state === 'waiting' || undefined}
                data-open={booking === open || undefined}
                aria-haspopup="dialog"
                onClick={(event) => onOpen(booking, event.currentTarget)}
              >
                <b>{bookingTitle(booking, t)}</b>
                <span className="board-when">{bookingWhen(booking, sayer)}</span>
                {booking.who && <span>{booking.who.name || booking.who.address}</span>}
                {booking.state === 'waiting' && (
                  <VisuallyHidden>, {t('calendar.resources.waiting')}</VisuallyHidden>
                )}
              </button>
            </li>
          ))}
        </ol>
      </div>
    </li>
  )
}

function placed(from: number, to: number) {
  return { insetInlineStart: `${from * 100}%`, inlineSize: `${(to - from) * 100}%` }
}
