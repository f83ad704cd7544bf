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
  const personOf = ({ kind: whose, owner, name }: Calendar) => (whose === 'own' ? me : (owner ?? name))
  const lanes = new Map<string, Lane>()
  for (const calendar of kind === 'none' ? [] : calendars.filter((one) => one.shown && one.holds.events)) {
    const person = personOf(calendar)
    const { id, name, owner } = calendar
    if (kind === 'calendar') {
      const detail = owner === null || owner === name ? '' : owner
      lanes.set(id, { id, name, detail, calendar, calendarIds: [id] })
      continue
    }
    const known = lanes.get(person)
    if (known) known.calendarIds.push(id)
    else lanes.set(person, { id: person, name: person, detail: '', calendar, calendarIds: [id] })
  }
  // A list of tasks alone has no column: what is due of it stands in the first of the same person.
  const all = [...lanes.values()]
  for (const list of calendars.filter((one) => one.shown && !one.holds.events))
    all.find(({ calendar }) => personOf(calendar) === personOf(list))?.calendarIds.push(list.id)
  return all
}
