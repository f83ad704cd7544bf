import type { CalendarTime, Task, TaskFields } from '@staffetta/contract'
import { addDays, type Day } from '../calendar/clock/days.ts'
import { clockText, minuteOf, wallClock, type WallClock } from '../calendar/clock/wall-clock.ts'

/** A day, and a time of it where there is one. */
export interface DayAndMinute {
  day: Day
  minute: number | null
}

/** When it is, on the wall of whoever looks. */
export function wallOf(time: CalendarTime | null, clock: WallClock): DayAndMinute | null {
  if (time === null) return null
  if (time.date !== undefined) return { day: time.date, minute: null }
  if (time.kind === 'floating')
    return { day: time.local!.slice(0, 10), minute: minuteOf(time.local!.slice(11)) }
  const own = time.at === undefined ? wallClock(time.zone ?? clock.zone) : null
  const at =
    own === null
      ? Date.parse(time.at!)
      : own.instantOf(time.local!.slice(0, 10), minuteOf(time.local!.slice(11)) ?? 0)
  return clock.wallOf(at)
}

export function timeAt({ day, minute }: DayAndMinute, zone: string): CalendarTime {
  return minute === null
    ? { kind: 'date', date: day }
    : { kind: 'zoned', local: `${day}T${clockText(minute)}:00`, zone }
}

/** Due on another day, at the same time of it. */
export function dueOn(task: Pick<Task, 'due'>, day: Day, clock: WallClock): CalendarTime {
  const { at } = task.due
  return timeAt({ day, minute: at === null ? null : clock.wallOf(Date.parse(at)).minute }, clock.zone)
}

/** A start of the same kind as what it is due (RFC 5545 §3.8.2.3): of a time, the beginning of its day. */
function startLike(start: Day | null, due: DayAndMinute | null, zone: string): CalendarTime | null {
  if (start === null) return null
  return timeAt({ day: start, minute: due === null || due.minute === null ? null : 0 }, zone)
}

/** Due and start after one of them was set: the start goes along where it would come after. */
export function withDue(
  due: DayAndMinute | null,
  start: Day | null,
  zone: string,
): Pick<TaskFields, 'due' | 'start'> {
  const begins = due !== null && start !== null && start > due.day ? due.day : start
  return { due: due && timeAt(due, zone), start: startLike(begins, due, zone) }
}

export const tomorrow = (today: Day): Day => addDays(today, 1)
