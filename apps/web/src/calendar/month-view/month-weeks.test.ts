import type { Occurrence } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { wholeWeeks } from '../clock/ranges.ts'
import { wallClock } from '../clock/wall-clock.ts'
import { monthWeeks } from './month-weeks.ts'

const clock = wallClock('Europe/Rome')
const range = wholeWeeks('2026-11-15')

function timed(title: string, startAt: string, endAt: string): Occurrence {
  return { ref: title, recurrenceId: null, title, startAt, endAt, days: null } as unknown as Occurrence
}

function wholeDays(title: string, start: string, end: string): Occurrence {
  const days = { start, end }
  return { ...timed(title, `${start}T00:00:00Z`, `${end}T00:00:00Z`), days } as Occurrence
}

function drawn(occurrences: Occurrence[], rows = 3) {
  const weeks = monthWeeks(occurrences, { range, rows, clock })
  return weeks.flat().filter(({ count }) => count > 0)
}

test('a month is drawn in whole weeks', () => {
  const weeks = monthWeeks([], { range, rows: 3, clock })

  expect(weeks.map((week) => week.length)).toEqual([7, 7, 7, 7, 7, 7])
  expect([weeks[0]![0]!.day, weeks[5]![6]!.day]).toEqual(['2026-10-26', '2026-12-06'])
})

test('whole days stand above what has an hour, and go on in the next week', () => {
  const days = drawn([
    timed('riunione', '2026-11-14T08:00:00Z', '2026-11-14T09:00:00Z'),
    wholeDays('fiera', '2026-11-14', '2026-11-17'),
  ])

  expect(days.map(({ day, count }) => [day, count])).toEqual([
    ['2026-11-14', 2],
    ['2026-11-15', 1],
    ['2026-11-16', 1],
  ])
  expect(days[0]!.bars.map(({ item, row, after }) => [item.title, row, after])).toEqual([
    ['fiera', 0, true],
    ['riunione', 1, false],
  ])
  expect(days[2]!.bars.map(({ item, before }) => [item.title, before])).toEqual([['fiera', true]])
})

test('what goes over midnight stands in the day it begins', () => {
  const days = drawn([timed('spoglio', '2026-11-15T21:00:00Z', '2026-11-16T02:00:00Z')])

  expect(days.map(({ day }) => day)).toEqual(['2026-11-15'])
})

test('of more events than there is room for the last row says how many are left', () => {
  const five = Array.from({ length: 5 }, (_, at) =>
    timed(`n${at}`, `2026-11-10T0${at}:00:00Z`, `2026-11-10T0${at}:30:00Z`),
  )
  const [day] = drawn(five)

  expect([day!.bars.length, day!.left, day!.moreRow]).toEqual([2, 3, 2])
})

test('exactly as many as there are rows are all shown', () => {
  const three = Array.from({ length: 3 }, (_, at) =>
    timed(`n${at}`, `2026-11-10T0${at}:00:00Z`, `2026-11-10T0${at}:30:00Z`),
  )
  const [day] = drawn(three)

  expect([day!.bars.length, day!.left]).toEqual([3, 0])
})
