import type { CalendarId, EventRef, Task, TaskList, TaskTime } from '@staffetta/contract'
import type { CalendarTime } from '@staffetta/icalendar'
import type { Db } from '../../db/open.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import { placeOf } from '../events/events.ts'
import { fold } from '../../dav/fold.ts'
import { lookAtTasks } from '../events/look.ts'
import type { ServiceCalendars } from '../account/service-calendars.ts'
import type { Sight } from '../calendars/access.ts'
import { checkZone, instantOf, isZone } from '../index/zones.ts'
import type { TaskRow } from '../index/task-entry.ts'

const MOST_OPEN = 5_000
/** Those done last; older ones are found by their words. */
const MOST_DONE = 500

/** What is to be done and what was done last, of every list. */
export async function listTasks(
  deps: { db: Db; services: ServiceCalendars },
  account: CalendarAccount,
  { zone, text }: { zone: string; text?: string },
): Promise<TaskList> {
  checkZone(zone)
  const words = fold(text ?? '')
    .split(/\s+/)
    .filter(Boolean)
  const tasks: Task[] = []
  for (const { index, access } of await lookAtTasks(deps, account)) {
    for (const [href, entry] of index.entries) {
      if (entry.tasks.length === 0) continue
      const place = placeOf(href)
      for (const row of entry.tasks) {
        if (!isSeen(row, access.sight) || !words.every((word) => row.words.includes(word))) continue
        tasks.push(taskOf(place, entry.uid, row, zone))
      }
    }
  }
  const open = tasks.filter((task) => !isDone(task))
  const done = tasks
    .filter(isDone)
    .toSorted((one, other) => ((one.completedAt ?? '') < (other.completedAt ?? '') ? 1 : -1))
  return {
    tasks: [...open.slice(0, MOST_OPEN), ...done.slice(0, MOST_DONE)],
    truncated: open.length > MOST_OPEN || done.length > MOST_DONE,
  }
}

/** What one has no right to see of an event is time that is taken; of a task it is nothing. */
export function isSeen({ class: kept }: Pick<TaskRow, 'class'>, { hides }: Sight): boolean {
  return hides === 'nothing' || (hides === 'private' && kept === 'public')
}

export function taskOf(
  { ref, calendarId }: { ref: EventRef; calendarId: CalendarId },
  uid: string,
  row: TaskRow,
  zone: string,
): Task {
  const { words: _words, class: _class, alarms: _alarms, due, start, ...rest } = row
  return { ref, calendarId, uid, ...rest, due: shownTime(due, zone), start: shownTime(start, zone) }
}

function shownTime(time: CalendarTime | null, zone: string): TaskTime {
  if (time === null) return { day: null, at: null }
  if (time.kind === 'date') return { day: time.date, at: null }
  return { day: null, at: new Date(instantIn(time, zone)).toISOString() }
}

function instantIn(time: Exclude<CalendarTime, { kind: 'date' }>, zone: string): number {
  if (time.kind === 'utc') return Date.parse(time.at)
  const wall = Date.parse(`${time.local}Z`)
  const own = time.kind === 'zoned' && isZone(time.zone) ? time.zone : zone
  return instantOf(own, wall)
}

function isDone({ status }: Task): boolean {
  return status === 'completed' || status === 'cancelled'
}
