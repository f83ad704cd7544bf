import { expect, test } from 'vitest'
import { anEvent, startsOf } from '../../test/builders.ts'
import { readRecurrence, type Recurrence, recurrenceText } from '../index.ts'

const plain = {
  kind: 'rule' as const,
  interval: 1,
  weekdays: [],
  monthDays: [],
  months: [],
  positions: [],
  end: { kind: 'never' as const },
  weekStart: 'mo' as const,
}

const sayings: [string, Recurrence, string, string[]][] = [
  [
    'ultimo venerdì del mese',
    { ...plain, frequency: 'monthly', weekdays: [{ weekday: 'fr', nth: -1 }] },
    'FREQ=MONTHLY;BYDAY=-1FR',
    ['2026-01-30', '2026-02-27', '2026-03-27'],
  ],
  [
    'ogni 2 settimane lun e mer',
    { ...plain, frequency: 'weekly', interval: 2, weekdays: [{ weekday: 'mo' }, { weekday: 'we' }] },
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE',
    ['2026-01-05', '2026-01-07', '2026-01-19'],
  ],
  [
    'il giorno 31',
    { ...plain, frequency: 'monthly', monthDays: [31] },
    'FREQ=MONTHLY;BYMONTHDAY=31',
    ['2026-01-31', '2026-03-31', '2026-05-31'],
  ],
  [
    'il penultimo giorno',
    { ...plain, frequency: 'monthly', monthDays: [-2] },
    'FREQ=MONTHLY;BYMONTHDAY=-2',
    ['2026-01-30', '2026-02-27', '2026-03-30'],
  ],
  [
    'l’ultimo giorno feriale del mese',
    {
      ...plain,
      frequency: 'monthly',
      weekdays: (['mo', 'tu', 'we', 'th', 'fr'] as const).map((weekday) => ({ weekday })),
      positions: [-1],
    },
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    ['2026-01-30', '2026-02-27', '2026-03-31'],
  ],
  [
    'la seconda domenica di marzo',
    { ...plain, frequency: 'yearly', months: [3], weekdays: [{ weekday: 'su', nth: 2 }] },
    'FREQ=YEARLY;BYDAY=2SU;BYMONTH=3',
    ['2026-03-08', '2027-03-14', '2028-03-12'],
  ],
  [
    'il 24 settembre, dieci volte',
    { ...plain, frequency: 'yearly', months: [9], monthDays: [24], end: { kind: 'count', count: 10 } },
    'FREQ=YEARLY;COUNT=10;BYMONTHDAY=24;BYMONTH=9',
    ['2026-09-24', '2027-09-24', '2028-09-24'],
  ],
  [
    'ogni 3 giorni fino a una data',
    {
      ...plain,
      frequency: 'daily',
      interval: 3,
      end: { kind: 'until', until: { kind: 'date', date: '2026-01-31' } },
    },
    'FREQ=DAILY;UNTIL=20260131;INTERVAL=3',
    ['2026-01-01'],
  ],
]

test.each(sayings)('%s is said, read back and meant', (_, recurrence, text, dates) => {
  expect(recurrenceText(recurrence)).toBe(text)
  expect(readRecurrence(text)).toEqual(recurrence)
  const series = anEvent(`DTSTART;VALUE=DATE:${dates[0]!.replace(/-/g, '')}`, `RRULE:${text}`)
  expect(startsOf(series, '2026-01-01', '2029-01-01').slice(0, dates.length)).toEqual(dates)
})

test.each([
  'FREQ=HOURLY',
  'FREQ=DAILY;BYHOUR=9,17',
  'FREQ=YEARLY;BYWEEKNO=20',
  'FREQ=YEARLY;BYYEARDAY=100',
  'RSCALE=CHINESE;FREQ=YEARLY',
  'FREQ=WEEKLY;X-OWN=1',
])('%s is custom and keeps its text', (text) => {
  const recurrence = readRecurrence(text)

  expect(recurrence).toEqual({ kind: 'custom', text, end: { kind: 'never' } })
  expect(recurrenceText(recurrence!)).toBe(text)
})

test('what is no rule has no model', () => {
  for (const text of [
    '',
    'WEEKLY',
    'FREQ=NEVER',
    'FREQ=DAILY;COUNT=0',
    'FREQ=WEEKLY;BYDAY=XX',
    'FREQ=DAILY;UNTIL=domani',
  ]) {
    expect(readRecurrence(text)).toBeUndefined()
  }
})

test('a rule that RFC 5545 forbids is not written', () => {
  expect(() =>
    recurrenceText({ ...plain, frequency: 'weekly', weekdays: [{ weekday: 'mo', nth: 1 }] }),
  ).toThrow(RangeError)
  expect(() => recurrenceText({ ...plain, frequency: 'weekly', monthDays: [1] })).toThrow(RangeError)
  expect(() => recurrenceText({ ...plain, frequency: 'monthly', positions: [1] })).toThrow(RangeError)
  expect(() => recurrenceText({ ...plain, frequency: 'daily', end: { kind: 'count', count: 0 } })).toThrow(
    RangeError,
  )
  expect(() => recurrenceText({ ...plain, frequency: 'monthly', monthDays: [32] })).toThrow(RangeError)
  expect(() =>
    recurrenceText({ kind: 'custom', text: 'FREQ=DAILY\r\nATTENDEE:x', end: { kind: 'never' } }),
  ).toThrow(RangeError)
})
