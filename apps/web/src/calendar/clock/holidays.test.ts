import { expect, test } from 'vitest'
import { addDays } from './days.ts'
import { holidayOf } from './holidays.ts'

test.each([
  ['2024-03-31', 'easter'],
  ['2025-04-20', 'easter'],
  ['2026-04-05', 'easter'],
  ['2026-04-06', 'easterMonday'],
  ['2027-03-29', 'easterMonday'],
  ['2038-04-25', 'easter'],
  ['2026-12-08', 'immaculate'],
  ['2026-10-04', 'francis'],
  ['2025-10-04', null],
  ['2026-11-25', null],
])('%s is %s', (day, holiday) => {
  expect(holidayOf(day)).toBe(holiday)
})

test('a year from 2026 on has thirteen of them', () => {
  const days = Array.from({ length: 365 }, (_, at) => addDays('2027-01-01', at))

  expect(days.filter((day) => holidayOf(day) !== null)).toHaveLength(13)
})
