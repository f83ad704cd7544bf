import { expect, test } from 'vitest'
import { addMonths, isDay, weekNumber } from './days.ts'
import { instantsOf, monthsOf, neighboursOf, rangeOf, stepDate } from './ranges.ts'
import { wallClock } from './wall-clock.ts'

const rome = wallClock('Europe/Rome')

test('a week is from Monday to Sunday, also across a year', () => {
  expect(rangeOf('week', '2026-11-24')).toEqual({ from: '2026-11-23', to: '2026-11-30' })
  expect(rangeOf('week', '2027-01-01')).toEqual({ from: '2026-12-28', to: '2027-01-04' })
  expect(rangeOf('workweek', '2026-11-29')).toEqual({ from: '2026-11-23', to: '2026-11-28' })
})

test('a month is shown in whole weeks', () => {
  expect(rangeOf('month', '2026-11-24')).toEqual({ from: '2026-10-26', to: '2026-12-07' })
  expect(rangeOf('month', '2027-02-10')).toEqual({ from: '2027-02-01', to: '2027-03-01' })
})

test('the last of January is followed by the last of February', () => {
  expect(stepDate('month', '2026-01-31', 1)).toBe('2026-02-28')
  expect(addMonths('2028-02-29', 12)).toBe('2029-02-28')
})

test('the first of January can lie in the last week of the year before', () => {
  expect(weekNumber('2026-11-24')).toBe(48)
  expect(weekNumber('2027-01-01')).toBe(53)
  expect(weekNumber('2027-01-04')).toBe(1)
})

test('a week over the turn of a month needs both months, and their neighbours come ahead', () => {
  const months = monthsOf(rangeOf('week', '2026-12-02'))

  expect(months).toEqual(['2026-11', '2026-12'])
  expect(neighboursOf(months)).toEqual(['2026-10', '2027-01'])
})

test('a month in which the clocks change begins and ends at midnight of the wall', () => {
  expect(instantsOf('2026-10', rome)).toEqual({
    from: '2026-09-30T22:00:00.000Z',
    to: '2026-10-31T23:00:00.000Z',
  })
  expect(instantsOf('2026-03', rome)).toEqual({
    from: '2026-02-28T23:00:00.000Z',
    to: '2026-03-31T22:00:00.000Z',
  })
})

test('a day of 23 hours and one of 25 hours are read by the wall clock', () => {
  const hours = (day: string) => (rome.instantOf(day, 1440) - rome.instantOf(day, 0)) / 3_600_000

  expect([hours('2026-03-29'), hours('2026-10-25'), hours('2026-11-24')]).toEqual([23, 25, 24])
  expect(rome.wallOf(Date.parse('2026-03-29T01:00:00Z'))).toEqual({ day: '2026-03-29', minute: 180 })
  expect(rome.wallOf(Date.parse('2026-10-25T00:30:00Z')).minute).toBe(150)
  expect(rome.wallOf(Date.parse('2026-10-25T01:30:00Z')).minute).toBe(150)
})

test('a time the clocks skip is moved on, one that happens twice is the first', () => {
  expect(new Date(rome.instantOf('2026-03-29', 150)).toISOString()).toBe('2026-03-29T01:30:00.000Z')
  expect(new Date(rome.instantOf('2026-10-25', 150)).toISOString()).toBe('2026-10-25T00:30:00.000Z')
})

test.each(['Europe/Rome', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia', 'Australia/Lord_Howe'])(
  'in %s every quarter of two years goes to the wall and back',
  (zone) => {
    const clock = wallClock(zone)
    const begin = Date.parse('2026-01-01T00:00:00Z')
    for (let at = begin; at < begin + 2 * 366 * 86_400_000; at += 37 * 15 * 60_000) {
      const { day, minute } = clock.wallOf(at)
      const back = clock.instantOf(day, minute)
      // Of an hour that happens twice, the first is found again.
      expect([0, 1_800_000, 3_600_000]).toContain(at - back)
    }
  },
)

test('a day that does not exist is none', () => {
  expect(['2026-02-29', '2026-13-01', 'oggi', '2028-02-29'].map(isDay)).toEqual([false, false, false, true])
})
