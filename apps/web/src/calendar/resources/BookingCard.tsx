import type { Booking, Resource } from '@staffetta/contract'
import { Button, Chip, IconButton, Popover } from '@staffetta/ui'
import { Check, CircleDashed, Clock, DoorOpen, ExternalLink, User, X } from 'lucide-react'
import { useMemo } from 'react'
import { useOpenEditor } from '../state/editor.ts'
import { Fact } from '../event-face/Fact.tsx'
import { placementFor } from '../event-face/placement.ts'
import { useOccurrences, useSayer } from '../state/use-calendar.ts'
import { addDays } from '../clock/days.ts'
import { bookingTitle, bookingWhenLong } from './booking-words.ts'
import { Decision } from './Decision.tsx'

interface Props {
  booking: Booking
  resource: Resource
  anchor: Element
  onClose: () => void
}

/** One booking: what, when, whose; and what one may do about it. */
export function BookingCard({ booking, resource, anchor, onClose }: Props) {
  const sayer = useSayer()
  const { t, clock } = sayer
  const holder = useMemo(() => ({ current: anchor }), [anchor])
  const openEditor = useOpenEditor()
  const { day } = clock.wallOf(Date.parse(booking.startAt))
  const { occurrences } = useOccurrences({ from: day, to: addDays(day, 1) }, clock)
  const event = booking.mine
    ? occurrences.find(({ uid, startAt }) => uid === booking.uid && startAt === booking.startAt)
    : undefined
  return (
    <Popover
      label={bookingTitle(booking, t)}
      anchor={holder}
      placement={placementFor(anchor)}
      className="card-popover"
      onClose={onClose}
    >
      <article className="card" data-colour={booking.mine ? 'petrolio' : 'ardesia'}>
        <header className="card-head">
          <span className="card-state">
            {booking.state === 'waiting' ? (
              <Chip tone="warn" icon={CircleDashed}>
                {t('calendar.resources.waiting')}
              </Chip>
            ) : (
              <Chip icon={Check}>{t('calendar.resources.confirmed')}</Chip>
            )}
          </span>
          <IconButton icon={X} label={t('actions.close')} onClick={onClose} />
        </header>
        <h2 className="card-title">{bookingTitle(booking, t)}</h2>
        <div className="card-facts">
          <Fact icon={Clock} word={t('calendar.event.when')}>
            {bookingWhenLong(booking, sayer)}
          </Fact>
          <Fact icon={DoorOpen} word={t('calendar.resources.title')}>
            {resource.name}
            {resource.note !== '' && <small>{resource.note}</small>}
          </Fact>
          {booking.who && (
            <Fact icon={User} word={t('calendar.resources.whose')}>
              {booking.who.name || booking.who.address}
            </Fact>
          )}
        </div>
        {(event !== undefined || booking.mine || resource.manages) && (
          <footer className="card-foot board-foot">
            {event !== undefined && (
              <Button
                icon={ExternalLink}
                onClick={() =>
                  openEditor({ kind: 'event', ref: event.ref, recurrenceId: event.recurrenceId })
                }
              >
                {t('calendar.resources.openEvent')}
              </Button>
            )}
            <Decision booking={booking} resource={resource} onDone={onClose} />
          </footer>
        )}
      </article>
    </Popover>
  )
}
