import type { Booking, Resource } from '@staffetta/contract'
import { type Day, weekdayOf } from '../clock/days.ts'
import { useOpenEditor } from '../state/editor.ts'
import { useSayer } from '../state/use-calendar.ts'
import { clockText, minuteOf } from '../clock/wall-clock.ts'

const morning = 8 * 60
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** Begins an event that asks for a resource, an hour long. */
export function useBooking(date: Day) {
  const { clock } = useSayer()
  const openEditor = useOpenEditor()

  const book = ({ address, name, kind }: Resource, minute: number) => {
    const time = (at: number) => {
      const wall = clock.wallOf(clock.instantOf(date, at))
      return { kind: 'zoned' as const, local: `${wall.day}T${clockText(wall.minute)}:00`, zone: clock.zone }
    }
    openEditor({
      kind: 'new',
      draft: {
        start: time(minute),
        end: time(minute + 60),
        attendees: [{ address, name, role: 'required' }],
        ...(kind === 'room' && { location: name }),
      },
    })
  }

  /** The first hour of the day that nobody has, once it opens; today from now on. */
  const bookNext = (resource: Resource, bookings: readonly Booking[]) => {
    const now = clock.wallOf(Date.now())
    const opens = resource.opening.find(({ day }) => day === weekdays[weekdayOf(date)])?.from
    const opening = opens === undefined ? morning : (minuteOf(opens) ?? morning)
    let minute =
      now.day === date ? Math.max(opening, Math.min(22 * 60, Math.ceil(now.minute / 30) * 30)) : opening
    const isTaken = (at: number) => {
      const [start, end] = [clock.instantOf(date, at), clock.instantOf(date, at + 60)]
      return bookings.some((one) => Date.parse(one.startAt) < end && Date.parse(one.endAt) > start)
    }
    const first = minute
    while (isTaken(minute) && minute < 23 * 60) minute += 30
    book(resource, isTaken(minute) ? first : minute)
  }
  return { book, bookNext }
}
