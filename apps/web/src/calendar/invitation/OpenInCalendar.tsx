import type { InvitedEvent } from '@staffetta/contract'
import { Link } from '@tanstack/react-router'
import { useSayer } from '../state/use-calendar.ts'

/** The day of the event, in the calendar. */
export function OpenInCalendar({ event }: { event: InvitedEvent }) {
  const { t, clock } = useSayer()
  const date = event.days?.start ?? clock.wallOf(Date.parse(event.startAt)).day
  return (
    <Link to="/calendar/$view/$date" params={{ view: 'day', date }}>
      {t('calendar.invitation.open')}
    </Link>
  )
}
