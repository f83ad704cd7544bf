import { type CalendarObject } from '../object/calendar-object.ts'
import { type Data, describe } from '../object/describe.ts'
import { expand, type ExpandLimits, type Window } from '../recurrence/expand.ts'
import { type BusyInterval, type BusyKind, mergeBusy } from './intervals.ts'

export interface BusyTimes {
  /** Merged, in order, cut to the window. */
  intervals: BusyInterval[]
  /** Some objects could not be expanded to their end. */
  truncated: boolean
}

export interface BusyOptions {
  /** Whose time it is: what they declined leaves them free, what they have not answered is tentative. */
  me?: readonly string[]
  limits?: ExpandLimits
}

/**
 * When the owner of these events is taken in a window: transparent and cancelled events take nothing, tentative ones and
 * invitations without an answer are tentative.
 */
export function busyTimes(
  objects: Iterable<CalendarObject>,
  window: Window,
  { me = [], limits }: BusyOptions = {},
): BusyTimes {
  const intervals: BusyInterval[] = []
  let truncated = false
  for (const object of objects) {
    if (object.kind !== 'event') continue
    const description = describe(object)
    const expansion = expand(object, window, limits)
    truncated ||= expansion.truncated
    for (const { startAt, endAt, override } of expansion.occurrences) {
      const data = override === undefined ? description.master : description.overrides[override]
      const busy = data === undefined ? undefined : busyKind(data, me)
      if (busy !== undefined) intervals.push(cut({ startAt, endAt, busy }, window))
    }
  }
  return { intervals: mergeBusy(intervals), truncated }
}

/** How an event takes the time of these people; undefined when it does not. */
export function busyKind(data: Data, me: readonly string[]): BusyKind | undefined {
  if (data.kind !== 'event' || data.transp === 'transparent' || data.status === 'cancelled') return undefined
  const mine = data.attendees.find(({ address }) => me.some((one) => one.trim().toLowerCase() === address))
  if (mine?.partstat === 'declined' || mine?.partstat === 'delegated') return undefined
  if (
    mine?.partstat === 'tentative' ||
    (mine?.partstat === 'needs-action' && data.organizer?.address !== mine.address)
  )
    return 'tentative'
  return data.status === 'tentative' ? 'tentative' : 'busy'
}

/** The part of an interval that lies in a window, its edges in UTC. */
function cut({ startAt, endAt, busy }: BusyInterval, window: { from: string; to: string }): BusyInterval {
  const [from, to] = [inUtc(window.from), inUtc(window.to)]
  return { startAt: startAt < from ? from : startAt, endAt: endAt > to ? to : endAt, busy }
}

function inUtc(text: string): string {
  return `${new Date(text).toISOString().slice(0, 19)}Z`
}

/** What of the taken time overlaps a span: the conflicts of an event one wants to place there. */
export function conflictsWith(
  intervals: readonly BusyInterval[],
  span: { startAt: string; endAt: string },
): BusyInterval[] {
  const [from, to] = [inUtc(span.startAt), inUtc(span.endAt)]
  return intervals.filter(({ startAt, endAt }) => startAt < to && endAt > from)
}
