import type { CalendarTime } from '@staffetta/contract'
import { addDays, type Day, daysBetween } from '../clock/days.ts'
import { clockText, minuteOf, ownZone, wallClock, type WallClock } from '../clock/wall-clock.ts'

/** A zone of IANA, or one of the two kinds of time that have none of their own. */
export type ZoneChoice = string
export const floating = 'floating'
export const universal = 'utc'

/**
 * When an event is, as the form says it: days and minutes of the wall, the last day included also of whole days. The kind
 * of time it is kept in stays with it, so that none is turned into another unasked.
 */
export interface WhenForm {
  allDay: boolean
  startDay: Day
  startMinute: number
  endDay: Day
  endMinute: number
  startZone: ZoneChoice
  endZone: ZoneChoice
}

/** The times of the wire in the form; UTC is shown in the zone of whoever looks, and stays UTC. */
export function whenFormOf(start: CalendarTime, end: CalendarTime, zone: string): WhenForm {
  if (start.kind === 'date') {
    const startDay = start.date!
    const last = addDays(end.date ?? addDays(startDay, 1), -1)
    return {
      allDay: true,
      startDay,
      startMinute: 540,
      endDay: last < startDay ? startDay : last,
      endMinute: 600,
      startZone: zone,
      endZone: zone,
    }
  }
  const [from, to] = [wallOf(start, zone), wallOf(end, zone)]
  return {
    allDay: false,
    startDay: from.day,
    startMinute: from.minute,
    endDay: to.day,
    endMinute: to.minute,
    startZone: zoneOf(start, zone),
    endZone: zoneOf(end, zone),
  }
}

/** The form on the wire; of whole days the end is exclusive again. */
export function timesOf(when: WhenForm, zone: string): { start: CalendarTime; end: CalendarTime } {
  if (when.allDay)
    return {
      start: { kind: 'date', date: when.startDay },
      end: { kind: 'date', date: addDays(when.endDay, 1) },
    }
  return {
    start: timeOf(when.startDay, when.startMinute, when.startZone, zone),
    end: timeOf(when.endDay, when.endMinute, when.endZone, zone),
  }
}

/** Another start; the end follows and keeps the length. */
export function withStart(when: WhenForm, to: { day?: Day; minute?: number }): WhenForm {
  const startDay = to.day ?? when.startDay
  const startMinute = to.minute ?? when.startMinute
  const days = daysBetween(when.startDay, startDay)
  const total = when.endMinute + (startMinute - when.startMinute)
  const over = when.allDay ? 0 : Math.floor(total / 1440)
  return {
    ...when,
    startDay,
    startMinute,
    endDay: addDays(when.endDay, days + over),
    endMinute: when.allDay ? when.endMinute : total - over * 1440,
  }
}

/** Whole days or hours; what was set of the other comes back as it was. */
export function withAllDay(when: WhenForm, allDay: boolean): WhenForm {
  if (allDay === when.allDay) return when
  // Until midnight is until the day before.
  if (allDay)
    return when.endMinute === 0 && when.endDay > when.startDay
      ? { ...when, allDay, endDay: addDays(when.endDay, -1) }
      : { ...when, allDay }
  const timed = { ...when, allDay }
  return endsBeforeStart(timed) ? { ...timed, endMinute: Math.min(1439, when.startMinute + 60) } : timed
}

/** Both ends in one zone, unless the end is said to be in another. */
export function withStartZone(when: WhenForm, startZone: ZoneChoice): WhenForm {
  const together = when.startZone === when.endZone || isKind(startZone) || isKind(when.endZone)
  return { ...when, startZone, endZone: together ? startZone : when.endZone }
}

/** A kind of time is that of both ends. */
export const withEndZone = (when: WhenForm, endZone: ZoneChoice): WhenForm => ({
  ...when,
  startZone: isKind(endZone) ? endZone : when.startZone,
  endZone,
})

/** From one instant to another, each as the clock of its zone says it. */
export function withSpan(when: WhenForm, { from, to }: { from: number; to: number }, zone: string): WhenForm {
  const wall = (choice: ZoneChoice, at: number) =>
    (isKind(choice) ? wallClock(zone) : clockIn(choice)).wallOf(at)
  const [start, end] = [wall(when.startZone, from), wall(when.endZone, to)]
  return {
    ...when,
    startDay: start.day,
    startMinute: start.minute,
    endDay: end.day,
    endMinute: end.minute,
  }
}

/** The instants between which it is; whole days and floating times where one looks from. */
export function spanOf(when: WhenForm, zone: string): { from: number; to: number } {
  const { start, end } = timesOf(when, zone)
  const at = ({ at: instant, local, date, zone: own }: CalendarTime) => {
    if (instant !== undefined) return Date.parse(instant)
    const wall = local ?? `${date!}T00:00`
    return clockIn(own ?? zone).instantOf(wall.slice(0, 10), minuteOf(wall.slice(11)) ?? 0)
  }
  return { from: at(start), to: at(end) }
}

export function endsBeforeStart(when: WhenForm): boolean {
  if (when.allDay) return when.endDay < when.startDay
  if (when.startZone === when.endZone || isKind(when.startZone) || isKind(when.endZone))
    return lengthOf(when) < 0
  return (
    clockIn(when.endZone).instantOf(when.endDay, when.endMinute) <
    clockIn(when.startZone).instantOf(when.startDay, when.startMinute)
  )
}

/** The clock of a zone; the own one for a zone that this browser has never heard of. */
export function clockIn(zone: string): WallClock {
  try {
    return wallClock(zone)
  } catch {
    return wallClock(ownZone())
  }
}

/** Minutes of the wall between start and end. */
function lengthOf(when: WhenForm): number {
  return daysBetween(when.startDay, when.endDay) * 1440 + when.endMinute - when.startMinute
}

const isKind = (zone: ZoneChoice): boolean => zone === floating || zone === universal

function wallOf(time: CalendarTime, zone: string): { day: Day; minute: number } {
  if (time.kind === 'utc') return wallClock(zone).wallOf(Date.parse(time.at!))
  const local = time.local ?? `${time.date!}T00:00`
  return { day: local.slice(0, 10), minute: minuteOf(local.slice(11)) ?? 0 }
}

function zoneOf(time: CalendarTime, zone: string): ZoneChoice {
  if (time.kind === 'utc') return universal
  return time.kind === 'floating' ? floating : (time.zone ?? zone)
}

function timeOf(day: Day, minute: number, choice: ZoneChoice, zone: string): CalendarTime {
  if (choice === universal)
    return { kind: 'utc', at: new Date(wallClock(zone).instantOf(day, minute)).toISOString() }
  const local = `${day}T${clockText(minute)}:00`
  return choice === floating ? { kind: 'floating', local } : { kind: 'zoned', local, zone: choice }
}
