import type { Recurrence } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { aRule } from './a-rule.ts'
import { nextDates, startsOnRule } from './next-dates.ts'

const dates = (rule: Partial<Recurrence>, start: string, most = 5) =>
  nextDates(aRule(rule), start, most)!.days

test('every other week falls on its weekdays of every second week', () => {
  expect(dates({ interval: 2, weekdays: [{ day: 'TU' }, { day: 'TH' }] }, '2026-11-26')).toEqual([
    '2026-11-26',
    '2026-12-08',
    '2026-12-10',
    '2026-12-22',
    '2026-12-24',
  ])
})

test('where a week begins on Sunday, every other Sunday goes with the days after it', () => {
  const rule = { interval: 2, weekdays: [{ day: 'SU' }, { day: 'TU' }] } satisfies Partial<Recurrence>

  expect(dates({ ...rule, weekStart: 'SU' }, '2026-11-24', 3)).toEqual([
    '2026-11-24',
    '2026-12-06',
    '2026-12-08',
  ])
  expect(dates({ ...rule, weekStart: 'MO' }, '2026-11-24', 3)).toEqual([
    '2026-11-24',
    '2026-11-29',
    '2026-12-08',
  ])
})

test('the 31st leaves out the months that have none', () => {
  expect(dates({ frequency: 'monthly', monthDays: [31] }, '2026-12-31')).toEqual([
    '2026-12-31',
    '2027-01-31',
    '2027-03-31',
    '2027-05-31',
    '2027-07-31',
  ])
})

test('the last and the last but one day of the month are found in February too', () => {
  expect(dates({ frequency: 'monthly', monthDays: [-1] }, '2027-01-31', 3)).toEqual([
    '2027-01-31',
    '2027-02-28',
    '2027-03-31',
  ])
  expect(dates({ frequency: 'monthly', monthDays: [-2] }, '2028-02-01', 1)).toEqual(['2028-02-28'])
})

test('29 February comes back in leap years, and not in 2100', () => {
  expect(dates({ frequency: 'yearly', months: [2], monthDays: [29] }, '2096-02-29', 2)).toEqual([
    '2096-02-29',
    '2104-02-29',
  ])
})

test('the second Tuesday, the last Friday and the fifth Monday are counted within the month', () => {
  const monthly = { frequency: 'monthly' } as const
  expect(dates({ ...monthly, weekdays: [{ day: 'TU', nth: 2 }] }, '2026-11-10', 2)).toEqual([
    '2026-11-10',
    '2026-12-08',
  ])
  expect(dates({ ...monthly, weekdays: [{ day: 'FR', nth: -1 }] }, '2026-11-01', 2)).toEqual([
    '2026-11-27',
    '2026-12-25',
  ])
  expect(dates({ ...monthly, weekdays: [{ day: 'MO', nth: 5 }] }, '2026-11-01', 2)).toEqual([
    '2026-11-30',
    '2027-03-29',
  ])
})

test('the first working day of a month is chosen among five weekdays', () => {
  const weekdays = (['MO', 'TU', 'WE', 'TH', 'FR'] as const).map((day) => ({ day }))

  expect(dates({ frequency: 'monthly', weekdays, positions: [1] }, '2026-08-01', 3)).toEqual([
    '2026-08-03',
    '2026-09-01',
    '2026-10-01',
  ])
})

test('a yearly rule goes through its months in order', () => {
  expect(dates({ frequency: 'yearly', months: [12, 6], monthDays: [16] }, '2026-07-01', 3)).toEqual([
    '2026-12-16',
    '2027-06-16',
    '2027-12-16',
  ])
})

test('a rule ends after so many, or on its last day, and says whether there are more', () => {
  const daily = aRule({ frequency: 'daily', interval: 3 })
  const until = { ...daily, end: { kind: 'until' as const, until: '2026-12-01' } }
  const count = { ...daily, end: { kind: 'count' as const, count: 2 } }

  expect(nextDates(until, '2026-11-25', 5)).toEqual({
    days: ['2026-11-25', '2026-11-28', '2026-12-01'],
    more: false,
  })
  expect(nextDates(count, '2026-11-25', 5)).toEqual({ days: ['2026-11-25', '2026-11-28'], more: false })
  expect(nextDates(count, '2026-11-25', 2)!.more).toBe(false)
  expect(nextDates(daily, '2026-11-25', 2)!.more).toBe(true)
})

test('a date that never comes ends the search', () => {
  expect(dates({ frequency: 'yearly', months: [2], monthDays: [30] }, '2026-01-01')).toEqual([])
})

test('a start beside its rule is noticed', () => {
  expect(startsOnRule(aRule({ weekdays: [{ day: 'TH' }] }), '2026-11-26')).toBe(true)
  expect(startsOnRule(aRule({ weekdays: [{ day: 'TH' }] }), '2026-11-27')).toBe(false)
})

test('a custom rule is not followed', () => {
  expect(nextDates(aRule({ kind: 'custom' }), '2026-11-26', 5)).toBeNull()
})

test('of a series that runs the dates to come are shown, and those that were count', () => {
  const rule = aRule({ frequency: 'daily', end: { kind: 'count', count: 10 } })

  expect(nextDates(rule, '2026-11-01', 5, '2026-11-09')).toEqual({
    days: ['2026-11-09', '2026-11-10'],
    more: false,
  })
})

test('a daily series of many years is still followed', () => {
  expect(nextDates(aRule({ frequency: 'daily' }), '1996-01-01', 1, '2026-11-26')!.days).toEqual([
    '2026-11-26',
  ])
})
