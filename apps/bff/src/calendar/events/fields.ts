import type {
  CalendarTime,
  EventChange,
  EventFields,
  Recurrence,
  Reminder,
  Weekday,
} from '@staffetta/contract'
import type {
  Alarm,
  CalendarTime as FileTime,
  Change,
  EventData,
  Recurrence as FileRecurrence,
} from '@staffetta/icalendar'
import { AppError } from '../../http/app-error.ts'
import { attachmentsOf } from './described-attachments.ts'
import { cssNameOf, nearestColour } from '../../dav/colours.ts'
import { dayIn, instantOf, isZone } from '../index/zones.ts'

/** The names in one order: a version says of each whether it changed. */
export const eventFieldNames: (keyof EventFields)[] = [
  'title',
  'location',
  'description',
  'url',
  'categories',
  'class',
  'transparent',
  'status',
  'colour',
  'start',
  'end',
  'recurrence',
  'reminders',
  'attendees',
  'attachments',
]

/** What somebody can set of an event, as it is stored. */
export function fieldsOf(data: EventData, at: { start: FileTime; end: FileTime }): EventFields {
  return {
    title: data.summary,
    location: data.location,
    description: data.description,
    url: data.url ?? '',
    categories: data.categories.slice(0, 50),
    class: data.class,
    transparent: data.transp === 'transparent',
    status: data.status,
    colour: nearestColour(data.colour) ?? null,
    start: timeOf(at.start),
    end: timeOf(at.end),
    recurrence: data.recurrence === undefined ? null : recurrenceOf(data.recurrence, data.start ?? at.start),
    reminders: data.alarms.flatMap((alarm) => reminderOf(alarm) ?? []).slice(0, 20),
    attendees: data.attendees.slice(0, 500).map(({ address, name, role }) => ({
      address,
      name: name ?? '',
      role: askedAs(role),
    })),
    attachments: attachmentsOf(data),
  }
}

/** A change of the wire in the words of the file, but for attachments, which take bytes. What is stored decides how a rule ends and which reminders stay as they are. */
export function changeOf(change: EventChange, stored: { data?: EventData; start?: FileTime }): Change {
  const start = change.start === undefined ? stored.start : fileTimeOf(change.start, 'start')
  const result: Change = {}
  if (change.title !== undefined) result.summary = change.title
  if (change.location !== undefined) result.location = change.location
  if (change.description !== undefined) result.description = change.description
  if (change.url !== undefined) result.url = change.url === '' ? null : oneLine(change.url)
  if (change.categories !== undefined) result.categories = change.categories
  if (change.class !== undefined) result.class = change.class
  if (change.transparent !== undefined) result.transp = change.transparent ? 'transparent' : 'opaque'
  if (change.status !== undefined && change.status !== stored.data?.status) result.status = change.status
  if (change.colour !== undefined) result.colour = change.colour === null ? null : cssNameOf(change.colour)
  if (change.start !== undefined) result.start = fileTimeOf(change.start, 'start')
  if (change.end !== undefined) result.end = fileTimeOf(change.end, 'end')
  if (change.recurrence !== undefined)
    result.recurrence = change.recurrence === null ? null : fileRecurrenceOf(change.recurrence, start)
  if (change.reminders !== undefined) result.alarms = alarmsOf(change.reminders, stored.data?.alarms ?? [])
  if (change.attendees !== undefined)
    result.attendees = change.attendees.map(({ address, name, role }) => {
      if (!/^[^\s\p{Cc}<>"@]+@[^\s\p{Cc}<>"@]+$/u.test(address))
        throw new AppError('request/invalid', { field: 'attendees' })
      const known = stored.data?.attendees.find((one) => one.address === address.toLowerCase())
      // Roles the screen does not know (chair, observer) stay what they are.
      const same = known !== undefined && askedAs(known.role) === role
      return { address, ...(name !== '' && { name: oneLine(name) }), ...(!same && { role }) }
    })
  return result
}

/** The two words the screen has for how much somebody is needed. */
function askedAs(role: EventData['attendees'][number]['role']): 'required' | 'optional' {
  return role === 'optional' || role === 'non-participant' ? 'optional' : 'required'
}

/** A parameter or an address is one line: a break in it would begin another. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}"]+/gu, ' ').trim()
}

export function timeOf(time: FileTime): CalendarTime {
  switch (time.kind) {
    case 'date':
      return { kind: 'date', date: time.date }
    case 'utc':
      return { kind: 'utc', at: time.at }
    case 'floating':
      return { kind: 'floating', local: time.local }
    case 'zoned':
      return { kind: 'zoned', local: time.local, zone: time.zone }
  }
}

export function fileTimeOf(time: CalendarTime, field: string): FileTime {
  const { kind, date, local, zone, at } = time
  if (kind === 'date' && date !== undefined) return { kind, date }
  if (kind === 'utc' && at !== undefined) return { kind, at }
  if (kind === 'floating' && local !== undefined) return { kind, local }
  if (kind === 'zoned' && local !== undefined && zone !== undefined) return { kind, local, zone }
  throw new AppError('request/invalid', { field })
}

export function recurrenceOf(recurrence: FileRecurrence, start: FileTime): Recurrence {
  const end = endOf(recurrence.end, start)
  if (recurrence.kind === 'custom') return { ...plainRule, kind: 'custom', end, text: recurrence.text }
  const { frequency, interval, weekdays, monthDays, months, positions, weekStart } = recurrence
  const days = weekdays.map(({ weekday, nth }) => ({
    day: upper(weekday),
    ...(nth !== undefined && { nth }),
  }))
  const rest = { frequency, interval, monthDays, months, positions, end }
  return { kind: 'rule', ...rest, weekdays: days, weekStart: upper(weekStart) }
}

function upper(weekday: Lowercase<Weekday>): Weekday {
  return weekday.toUpperCase() as Weekday
}

function lower(weekday: Weekday): Lowercase<Weekday> {
  return weekday.toLowerCase() as Lowercase<Weekday>
}

/** What stands in the fields a custom rule does not use. */
const plainRule = {
  frequency: 'daily',
  interval: 1,
  weekdays: [],
  monthDays: [],
  months: [],
  positions: [],
  weekStart: 'MO',
} satisfies Partial<Recurrence>

/** The last day: an instant is read in the zone of the series. */
function endOf(end: FileRecurrence['end'], start: FileTime): Recurrence['end'] {
  if (end.kind === 'never') return { kind: 'never' }
  if (end.kind === 'count') return { kind: 'count', count: Math.min(10_000, end.count) }
  const { until } = end
  if (until.kind === 'date') return { kind: 'until', until: until.date }
  if (until.kind === 'utc') {
    const zone = start.kind === 'zoned' && isZone(start.zone) ? start.zone : 'UTC'
    return { kind: 'until', until: dayIn(zone, Date.parse(until.at)) }
  }
  return { kind: 'until', until: until.local.slice(0, 10) }
}

export function fileRecurrenceOf(recurrence: Recurrence, start: FileTime | undefined): FileRecurrence {
  const end = fileEndOf(recurrence.end, start)
  if (recurrence.kind === 'custom') {
    if (recurrence.text === undefined) throw new AppError('request/invalid', { field: 'recurrence' })
    return { kind: 'custom', text: recurrence.text, end }
  }
  const { frequency, interval, weekdays, monthDays, months, positions, weekStart } = recurrence
  const days = weekdays.map(({ day, nth }) => ({ weekday: lower(day), ...(nth !== undefined && { nth }) }))
  const rest = { frequency, interval, monthDays, months, positions, end }
  return { kind: 'rule', ...rest, weekdays: days, weekStart: lower(weekStart) }
}

/** RFC 5545 §3.3.10: UNTIL is of the kind of DTSTART, and an instant where that has a zone. */
function fileEndOf(end: Recurrence['end'], start: FileTime | undefined): FileRecurrence['end'] {
  if (end.kind === 'never') return { kind: 'never' }
  if (end.kind === 'count' && end.count !== undefined) return { kind: 'count', count: end.count }
  if (end.kind !== 'until' || end.until === undefined)
    throw new AppError('request/invalid', { field: 'recurrence' })
  const lastSecond = `${end.until}T23:59:59`
  switch (start?.kind) {
    case 'zoned': {
      const at = new Date(
        instantOf(isZone(start.zone) ? start.zone : 'UTC', Date.parse(`${lastSecond}Z`)),
      ).toISOString()
      return { kind: 'until', until: { kind: 'utc', at } }
    }
    case 'utc':
      return { kind: 'until', until: { kind: 'utc', at: `${lastSecond}Z` } }
    case 'floating':
      return { kind: 'until', until: { kind: 'floating', local: lastSecond } }
    default:
      return { kind: 'until', until: { kind: 'date', date: end.until } }
  }
}

/** Undefined for what the screen has no word for: an alarm that counts from the end, one that runs a program. */
export function reminderOf({ action, trigger }: Alarm): Reminder | undefined {
  if (action === 'other') return undefined
  const by = action === 'email' ? 'mail' : 'screen'
  if (trigger.kind === 'at') return { kind: 'at', at: trigger.at, by }
  if (trigger.kind === 'before-end' || trigger.kind === 'after-end') return undefined
  const minutes = (trigger.days * 1440 + trigger.minutes) * (trigger.kind === 'before-start' ? 1 : -1)
  return minutes < -40_320 || minutes > 527_040
    ? undefined
    : { kind: 'before-start', minutes: minutes || 0, by }
}

/** Alarms that stay are those stored, word for word, and so are those the screen does not know. */
export function alarmsOf(reminders: Reminder[], stored: readonly Alarm[]): Alarm[] {
  const rest = stored.map((alarm) => ({ alarm, key: JSON.stringify(reminderOf(alarm)) }))
  const wanted = reminders.map((reminder) => {
    const at = rest.findIndex(({ key }) => key === JSON.stringify(ordered(reminder)))
    return at < 0 ? alarmOf(reminder) : rest.splice(at, 1)[0]!.alarm
  })
  return [...wanted, ...rest.filter(({ key }) => key === undefined).map(({ alarm }) => alarm)]
}

function ordered({ kind, at, minutes, by }: Reminder): Reminder {
  return kind === 'at'
    ? { kind, ...(at !== undefined && { at }), by }
    : { kind, ...(minutes !== undefined && { minutes }), by }
}

function alarmOf({ kind, minutes, at, by }: Reminder): Alarm {
  const action = by === 'mail' ? 'email' : 'display'
  if (kind === 'at') {
    if (at === undefined) throw new AppError('request/invalid', { field: 'reminders' })
    return { action, trigger: { kind: 'at', at } }
  }
  if (minutes === undefined) throw new AppError('request/invalid', { field: 'reminders' })
  const whole = Math.abs(minutes)
  const trigger = { days: Math.floor(whole / 1440), minutes: whole % 1440 }
  return { action, trigger: { kind: minutes < 0 ? 'after-start' : 'before-start', ...trigger } }
}
