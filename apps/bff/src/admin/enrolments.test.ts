import { expect, test } from 'vitest'
import { workingDaysAfter } from './enrolments.ts'

test.each([
  ['2026-11-26T11:00:00Z', '2026-12-03T11:00:00.000Z'],
  ['2026-11-28T11:00:00Z', '2026-12-04T11:00:00.000Z'],
])('five working days after %s is %s', (from, due) => {
  expect(workingDaysAfter(new Date(from), 5).toISOString()).toBe(due)
})
