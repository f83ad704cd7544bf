import { expect, test } from 'vitest'
import { howFar } from './reminder-words.ts'

const t = ((key: string, values?: Record<string, string>) =>
  key === 'calendarReminder.now' ? 'adesso' : `finito ${values?.['ago'] ?? ''}`) as never
const now = Date.parse('2027-03-02T08:00:00Z')
const far = (startAt: string, endAt = startAt, days: { start: string; end: string } | null = null) =>
  howFar({ startAt, endAt, days }, { now, today: '2027-03-02', locale: 'it', t })

test('how far away it is, as people say it', () => {
  expect(far('2027-03-02T08:15:00Z')).toBe('tra 15 minuti')
  expect(far('2027-03-02T08:00:20Z')).toBe('adesso')
  expect(far('2027-03-02T07:50:00Z', '2027-03-02T08:50:00Z')).toBe('10 minuti fa')
  expect(far('2027-03-02T06:00:00Z', '2027-03-02T07:30:00Z')).toBe('finito 30 minuti fa')
  expect(far('2027-03-02T12:00:00Z')).toBe('tra 4 ore')
  expect(
    far('2027-03-03T00:00:00Z', '2027-03-04T00:00:00Z', { start: '2027-03-03', end: '2027-03-04' }),
  ).toBe('domani')
})
