import type { Calendar, CalendarId } from '@staffetta/contract'

/** How a day alone is divided: not at all, or side by side by calendar or by person. */
export const laneKinds = ['none', 'calendar', 'person'] as const
export type LaneKind = (typeof laneKinds)[number]

/** One of the columns into which a day is divided. */
export interface Lane {
  id: string
  name: string
  /** Whose calendar it is, below a calendar's name. */
  detail: string
  /** Its calendar; of a person their first: its colour is shown, and what is begun there goes into it. */
  calendar: Calendar
  calendarIds: CalendarId[]
}

/** The columns of a day, in the order of the list: of the calendars that are shown, or of the people they belong to. */
export function lanesOf(kind: LaneKind, calendars: readonly Calendar[], me: string): Lane[] {
  const shown = calendars.filter((one) => one.shown && one.holds.events)
  if (kind === 'calendar')
    return shown.map((calendar) => {
      const { id, name, owner } = calendar
      return { id, name, detail: owner === null || owner === name ? '' : owner, calendar, calendarIds: [id] }
    })
  const people = new Map<string, Lane>()
  for (const calendar of kind === 'person' ? shown : []) {
    const name = calendar.kind === 'own' ? me : (calendar.owner ?? calendar.name)
    const known = people.get(name)
    if (known) known.calendarIds.push(calendar.id)
    else people.set(name, { id: name, name, detail: '', calendar, calendarIds: [calendar.id] })
  }
  return [...people.values()]
}
