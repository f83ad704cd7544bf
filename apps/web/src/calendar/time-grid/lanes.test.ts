import type { Calendar } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { lanesOf } from './lanes.ts'

const aCalendar = (id: string, more: Partial<Calendar> = {}): Calendar =>
  ({
    id,
    name: id,
    kind: 'own',
    owner: null,
    shown: true,
    holds: { events: true, tasks: false },
    ...more,
  }) as Calendar
const davide = { kind: 'shared', owner: 'Davide Lolli' } as const
const calendars = [
  aCalendar('Lavoro'),
  aCalendar('Ragioneria', davide),
  aCalendar('Personale'),
  aCalendar('Nascosto', { shown: false }),
  aCalendar('Davide Lolli', davide),
]

test('a day is divided by the calendars one sees, each with its owner', () => {
  expect(lanesOf('calendar', calendars, 'Elena').map(({ name, detail }) => [name, detail])).toEqual([
    ['Lavoro', ''],
    ['Ragioneria', 'Davide Lolli'],
    ['Personale', ''],
    ['Davide Lolli', ''],
  ])
})

test('by person, all calendars of one stand together', () => {
  expect(lanesOf('person', calendars, 'Elena').map(({ name, calendarIds }) => [name, calendarIds])).toEqual([
    ['Elena', ['Lavoro', 'Personale']],
    ['Davide Lolli', ['Ragioneria', 'Davide Lolli']],
  ])
  expect(lanesOf('none', calendars, 'Elena')).toEqual([])
})

test('what is due of a list of tasks alone stands with the first calendar of the same person', () => {
  const holds = { events: false, tasks: true }
  const lists = [aCalendar('Da fare', { holds }), aCalendar('Pratiche', { ...davide, holds })]

  const ids = (kind: 'calendar' | 'person') =>
    lanesOf(kind, [...lists, ...calendars], 'Elena').map(({ calendarIds }) => calendarIds)

  expect(ids('calendar')).toEqual([
    ['Lavoro', 'Da fare'],
    ['Ragioneria', 'Pratiche'],
    ['Personale'],
    ['Davide Lolli'],
  ])
  expect(ids('person')).toEqual([
    ['Lavoro', 'Personale', 'Da fare'],
    ['Ragioneria', 'Davide Lolli', 'Pratiche'],
  ])
})
