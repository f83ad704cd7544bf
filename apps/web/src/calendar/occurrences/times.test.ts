import { expect, test } from 'vitest'
import { moved, occurrenceAt, stretched, type When, wireTimes } from './times.ts'
import { anOccurrence } from './municipal-calendar.ts'
import { wallClock } from '../clock/wall-clock.ts'

const rome = wallClock('Europe/Rome')
const nine: When = { kind: 'time', day: '2026-11-26', minute: 540, minutes: 60 }

test('moved past midnight it is on the next day', () => {
  expect(moved(nine, { days: 1, minutes: -600 })).toEqual({
    kind: 'time',
    day: '2026-11-26',
    minute: 1380,
    minutes: 60,
  })
})

test('whole days move by days alone', () => {
  const days: When = { kind: 'days', start: '2026-11-23', end: '2026-11-26' }

  expect(moved(days, { days: 7, minutes: 45 })).toEqual({
    kind: 'days',
    start: '2026-11-30',
    end: '2026-12-03',
  })
})

test('nothing ends before it has begun', () => {
  expect(stretched(nine, { days: 0, minutes: -300 })).toMatchObject({ minutes: 15 })
  expect(
    stretched({ kind: 'days', start: '2026-11-23', end: '2026-11-24' }, { days: -3, minutes: 0 }),
  ).toMatchObject({
    end: '2026-11-24',
  })
})

test('moved to the night in which the clocks change, it keeps its hour on the wall', () => {
  const event = anOccurrence('Turno', '2026-10-24', '09:00', '10:00')

  expect(occurrenceAt(event, { ...nine, day: '2026-10-25' }, rome)).toMatchObject({
    startAt: '2026-10-25T08:00:00.000Z',
    endAt: '2026-10-25T09:00:00.000Z',
  })
})

test.each([
  [null, { kind: 'zoned', local: '2026-11-26T09:00:00', zone: 'Europe/Rome' }],
  [
    { kind: 'floating', local: '2026-11-20T08:00:00' },
    { kind: 'floating', local: '2026-11-26T09:00:00' },
  ],
  [
    { kind: 'utc', at: '2026-11-20T08:00:00Z' },
    { kind: 'utc', at: '2026-11-26T08:00:00.000Z' },
  ],
  [
    { kind: 'zoned', local: '2026-11-20T08:00:00', zone: 'Europe/London' },
    { kind: 'zoned', local: '2026-11-26T08:00:00', zone: 'Europe/London' },
  ],
  [
    { kind: 'date', date: '2026-11-20' },
    { kind: 'zoned', local: '2026-11-26T09:00:00', zone: 'Europe/Rome' },
  ],
] as const)('a time kept as %o is stored as that kind of time', (stored, start) => {
  expect(wireTimes(nine, rome, stored, wallClock).start).toEqual(start)
})

test('whole days are dates, the end not included', () => {
  expect(wireTimes({ kind: 'days', start: '2026-11-23', end: '2026-11-24' }, rome, null, wallClock)).toEqual({
    start: { kind: 'date', date: '2026-11-23' },
    end: { kind: 'date', date: '2026-11-24' },
  })
})
