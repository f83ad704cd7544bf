import type { CalendarTime } from '@staffetta/icalendar'
import { type Appearance, brokenEntry, type Entry } from '../index/entry.ts'
import type { TaskRow } from '../index/task-entry.ts'
import { instantOf, isZone } from '../index/zones.ts'
import { type Asked, type Due, duesOf } from './due.ts'

const dayMs = 86_400_000

export interface TaskDue {
  href: string
  /** The task as something that stands in time. */
  entry: Entry
  row: TaskRow
  due: Due
}

/** An open task as something that stands in time, from its start to when it is due; undefined for what has neither. */
export function standingOf(uid: string, row: TaskRow, viewer: string): Entry | undefined {
  if (row.status === 'completed' || row.status === 'cancelled' || row.alarms.length === 0) return undefined
  const end = row.due ?? row.start
  if (end === null) return undefined
  const start = row.start !== null && isLocal(row.start) === isLocal(end) ? row.start : end
  const appearance: Appearance = {
    start: momentOf(start, viewer),
    end: momentOf(end, viewer),
    recurrenceId: row.recurrenceId,
    override: -1,
    local: isLocal(end),
    date: end.kind === 'date',
    zone: end.kind === 'zoned' ? end.zone : null,
  }
  const { title, class: kept, tags, alarms } = row
  const nothing = { attachments: false, people: null, words: '', location: '', colour: null }
  const facts = { ...nothing, title, class: kept, categories: tags, reminders: true, alarms }
  return {
    ...brokenEntry('', 'unreadable'),
    problem: null,
    uid,
    master: { ...facts, status: 'confirmed', transparent: true },
    appearances: [appearance],
  }
}

/** What the tasks of a list remind of. People are told when it is due: that is when the appearance is. */
export function taskDuesOf(entries: ReadonlyMap<string, Entry>, asked: Asked): TaskDue[] {
  return [...entries].flatMap(([href, { uid, tasks }]) =>
    tasks.flatMap((row) => {
      const entry = standingOf(uid, row, asked.zone)
      if (entry === undefined) return []
      return duesOf(entry, asked).map((due) => ({
        href,
        entry,
        row,
        due: { ...due, appearance: dueOf(due.appearance) },
      }))
    }),
  )
}

function dueOf(appearance: Appearance): Appearance {
  const { end, date } = appearance
  return { ...appearance, start: end, end: date ? end + dayMs : end }
}

function isLocal({ kind }: CalendarTime): boolean {
  return kind === 'date' || kind === 'floating'
}

/** Of dates and floating times the wall clock as if it were UTC. */
function momentOf(time: CalendarTime, viewer: string): number {
  switch (time.kind) {
    case 'date':
      return Date.parse(`${time.date}T00:00:00Z`)
    case 'utc':
      return Date.parse(time.at)
    case 'floating':
      return Date.parse(`${time.local}Z`)
    case 'zoned':
      return instantOf(isZone(time.zone) ? time.zone : viewer, Date.parse(`${time.local}Z`))
  }
}
