import { expect, test } from 'vitest'
import { readWeekHours, type WeekHours, weekHoursText } from './week-hours.ts'

const now = '2026-11-26T08:00:00Z'
const file = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Altro//IT', ...lines, 'END:VCALENDAR', ''].join('\r\n')
const availability = (...lines: string[]) =>
  file('BEGIN:VAVAILABILITY', 'UID:a', 'DTSTAMP:20260101T000000Z', ...lines, 'END:VAVAILABILITY')
const available = (uid: string, ...lines: string[]) => [
  'BEGIN:AVAILABLE',
  `UID:${uid}`,
  'DTSTAMP:20260101T000000Z',
  ...lines,
  'END:AVAILABLE',
]
const mornings = available(
  'b',
  'DTSTART;TZID=Europe/Rome:20260105T080000',
  'DTEND;TZID=Europe/Rome:20260105T140000',
  'RRULE:FREQ=WEEKLY;BYDAY=MO,WE',
)
const once = available('c', 'DTSTART:20270412T070000Z', 'DURATION:PT4H', 'SUMMARY:Sabato elettorale')
const partTime: WeekHours = {
  zone: 'Europe/Rome',
  spans: [
    { day: 'mo', from: '07:45', to: '13:00' },
    { day: 'mo', from: '14:00', to: '17:12' },
    { day: 'tu', from: '07:45', to: '13:00' },
    { day: 'su', from: '20:00', to: '24:00' },
  ],
}

test('hours that are written are read again, several a day and to the end of it', () => {
  const text = weekHoursText(partTime, { now, uid: 'nuovo' })

  expect(readWeekHours(text, { now })).toEqual({ kind: 'hours', hours: partTime })
  expect(text).toContain('BEGIN:VTIMEZONE')
})

test('over what another program keeps, times that come once and what it noted stay', () => {
  const stored = availability('PRIORITY:3', 'X-ALTRO:nota', ...mornings, ...once)
  const { hours } = readWeekHours(stored, { now }) as { hours: WeekHours }
  expect(hours.spans).toEqual([
    { day: 'mo', from: '08:00', to: '14:00' },
    { day: 'we', from: '08:00', to: '14:00' },
  ])

  const text = weekHoursText(partTime, { stored, now, uid: 'nuovo' })

  expect(readWeekHours(text, { now })).toEqual({ kind: 'hours', hours: partTime })
  for (const line of ['PRIORITY:3', 'X-ALTRO:nota', ...once]) expect(text).toContain(`${line}\r\n`)
  expect(text).not.toContain('UID:b\r\n')
})

test('nobody works: that can be said, too', () => {
  const text = weekHoursText({ zone: 'Europe/Rome', spans: [] }, { now, uid: 'nuovo' })

  expect(readWeekHours(text, { now })).toEqual({ kind: 'hours', hours: { zone: 'UTC', spans: [] } })
})

test.each([
  ['every other week', availability(...mornings.map((line) => line.replace('WEEKLY', 'WEEKLY;INTERVAL=2')))],
  ['for some time', availability(...mornings.map((line) => line.replace('WEEKLY', 'WEEKLY;COUNT=3')))],
  ['from some day on', availability(...mornings.map((line) => line.replaceAll('20260105', '20270906')))],
  [
    'in two zones',
    availability(
      ...mornings,
      ...mornings.map((line) =>
        line.replace(/Rome$|Rome:|UID:b/, (was) =>
          was === 'UID:b' ? 'UID:d' : was.replace('Rome', 'Lisbon'),
        ),
      ),
    ),
  ],
  [
    'with an exception',
    availability(
      ...mornings,
      ...available(
        'b',
        'RECURRENCE-ID;TZID=Europe/Rome:20261130T080000',
        'DTSTART;TZID=Europe/Rome:20261130T100000',
        'DURATION:PT1H',
      ),
    ),
  ],
  [
    'over midnight',
    availability(...mornings.map((line) => line.replace('20260105T140000', '20260106T020000'))),
  ],
  ['by floating times', availability(...mornings.map((line) => line.replace(';TZID=Europe/Rome', '')))],
  ['within a period', availability('DTSTART:20260101T000000Z', 'DTEND:20270101T000000Z', ...mornings)],
  [
    'in two parts',
    file(
      'BEGIN:VAVAILABILITY',
      'UID:a',
      ...mornings,
      'END:VAVAILABILITY',
      'BEGIN:VAVAILABILITY',
      'UID:z',
      'END:VAVAILABILITY',
    ),
  ],
])('more than a week says is not taken for one: %s', (_, text) => {
  expect(readWeekHours(text, { now })).toEqual({ kind: 'other' })
})

test('what is no availability says nothing', () => {
  for (const text of ['', 'ciao', file('BEGIN:VEVENT', 'UID:x', 'END:VEVENT')])
    expect(readWeekHours(text, { now })).toEqual({ kind: 'none' })
})
