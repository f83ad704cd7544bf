import { expect, test } from 'vitest'
import { addMonths, dayForKey, weeksOf } from './month.ts'

test('a month is six weeks from Monday, with the days beside it', () => {
  const weeks = weeksOf('2026-11-24')

  expect(weeks).toHaveLength(6)
  expect(weeks[0]).toEqual([
    '2026-10-26',
    '2026-10-27',
    '2026-10-28',
    '2026-10-29',
    '2026-10-30',
    '2026-10-31',
    '2026-11-01',
  ])
  expect(weeks[5]!.at(-1)).toBe('2026-12-06')
})

test('a month later than the 31st is the last day there is', () => {
  expect(addMonths('2027-01-31', 1)).toBe('2027-02-28')
  expect(addMonths('2026-12-31', 2)).toBe('2027-02-28')
})

test.each([
  ['ArrowLeft', '2026-10-31'],
  ['ArrowDown', '2026-11-08'],
  ['Home', '2026-10-26'],
  ['End', '2026-11-01'],
  ['PageDown', '2026-12-01'],
  ['a', null],
])('%s leads from Sunday 1 November to %s', (key, day) => {
  expect(dayForKey(key, '2026-11-01')).toBe(day)
})
