import { sortedSpans, type WorkingHours } from '@staffetta/contract'

type Spans = WorkingHours['spans']
type Day = Spans[number]['day']

const workdays: Day[] = ['MO', 'TU', 'WE', 'TH', 'FR']
const on = (days: Day[], from: string, to: string): Spans => days.map((day) => ({ day, from, to }))

/** The weeks of 36 hours most municipalities work: with two afternoons, with Saturday, or in five days of the same length. */
const weeks: Spans[] = [
  [...on(workdays, '08:00', '14:00'), ...on(['TU', 'TH'], '14:30', '17:30')],
  [...on(workdays, '08:00', '14:00'), ...on(['MO', 'WE'], '14:30', '17:30')],
  on([...workdays, 'SA'], '08:00', '14:00'),
  [...on(workdays, '08:00', '13:00'), ...on(workdays, '14:00', '16:12')],
]

export const usualWeeks: Spans[] = weeks.map(sortedSpans)

/** Which of them this is; -1: none. */
export function whichWeek(spans: Spans): number {
  const said = JSON.stringify(sortedSpans(spans))
  return usualWeeks.findIndex((week) => JSON.stringify(week) === said)
}

export function hoursIn(spans: Spans): number {
  const minutes = spans.reduce((sum, { from, to }) => sum + minutesOf(to) - minutesOf(from), 0)
  return minutes / 60
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
}
