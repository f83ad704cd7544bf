import type { BusyTime, Occurrence } from '@staffetta/contract'
import { type BusyInterval, mergeBusy } from '@staffetta/icalendar'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarIndex, Span } from '../index/calendar-index.ts'
import { ownTimeCalendars } from '../calendars/calendars.ts'
import { occurrencesIn } from '../events/events.ts'
import { fullSight } from '../calendars/access.ts'
import { lookInto } from '../events/look.ts'

/** "Free" must be true: a first reading is waited for as long as somebody has the patience for it. */
const PATIENCE_MS = 12_000

/**
 * When the owner of these calendars is taken, by their events; apart from that, when the event of the UID that is being planned is. Throws where
 * the calendars cannot be read whole: half of them would say free where somebody is not.
 */
export async function ownTime(
  account: CalendarAccount,
  { span, zone, planning }: { span: Span; zone: string; planning: string | undefined },
): Promise<{ busy: BusyTime[]; planned: BusyTime[] }> {
  const indexes = await lookInto(account, await ownTimeCalendars(account), { around: span })
  await Promise.all(indexes.map(whole))
  const lists = await Promise.all(
    indexes.map((index) => {
      const access = { via: account, collection: index.collection, write: true, sight: fullSight, lent: null }
      return occurrencesIn({ index, access }, { span, zone })
    }),
  )
  const taken = lists.flatMap(({ occurrences }) => occurrences)
  return {
    busy: merged(taken.filter(({ uid }) => uid !== planning).flatMap((one) => timeTaken(one, span))),
    planned: taken.filter(({ uid }) => uid === planning).flatMap((one) => timeTaken(one, span)),
  }
}

/** Sorted, never overlapping; where several kinds meet, the firmest holds. */
export function merged(times: readonly BusyTime[]): BusyTime[] {
  const intervals = times.map(({ startAt, endAt, kind }): BusyInterval => ({ startAt, endAt, busy: kind }))
  return mergeBusy(intervals).map(({ startAt, endAt, busy }) => ({ startAt, endAt, kind: busy }))
}

/** What an event takes of its owner's time: nothing when it is transparent, cancelled or declined. */
function timeTaken({ startAt, endAt, transparent, status, people }: Occurrence, span: Span): BusyTime[] {
  const mine = people?.mine ?? 'accepted'
  if (transparent || status === 'cancelled' || mine === 'declined' || mine === 'delegated') return []
  const [from, to] = [Math.max(span.from, Date.parse(startAt)), Math.min(span.to, Date.parse(endAt))]
  if (from >= to) return []
  const doubtful = status === 'tentative' || mine === 'tentative' || mine === 'needs-action'
  return [{ startAt: inSeconds(from), endAt: inSeconds(to), kind: doubtful ? 'tentative' : 'busy' }]
}

/** As icalendar writes instants: they are compared as texts. */
function inSeconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

async function whole(index: CalendarIndex): Promise<void> {
  if (index.progress !== null && index.running !== undefined)
    await Promise.race([index.running, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())])
  if (index.progress !== null) throw new AppError(index.error ?? 'calendar/server-slow')
}
