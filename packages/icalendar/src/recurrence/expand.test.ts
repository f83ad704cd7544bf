import { expect, test } from 'vitest'
import {
  anEvent,
  aTask,
  calendarText,
  eventLines,
  objectIn,
  occurrencesOf,
  startsOf,
} from '../../test/builders.ts'
import { expand, parse } from '../index.ts'

test('a weekly meeting stays at nine when the clocks go forward and back', () => {
  const series = anEvent('DTSTART;TZID=Europe/Rome:20260302T090000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY')

  const spring = occurrencesOf(series, '2026-03-20', '2026-04-04').map((one) => one.startAt)
  const autumn = occurrencesOf(series, '2026-10-17', '2026-11-01').map((one) => one.startAt)

  expect(spring).toEqual(['2026-03-23T08:00:00Z', '2026-03-30T07:00:00Z'])
  expect(autumn).toEqual(['2026-10-19T07:00:00Z', '2026-10-26T08:00:00Z'])
})

test('a time the clocks skip is read with the offset before the gap, the next day is as it was', () => {
  const series = anEvent(
    'DTSTART;TZID=Europe/Rome:20260328T023000',
    'DURATION:PT15M',
    'RRULE:FREQ=DAILY;COUNT=3',
  )

  expect(occurrencesOf(series, '2026-03-27', '2026-04-01').map((one) => one.startAt)).toEqual([
    '2026-03-28T01:30:00Z',
    '2026-03-29T01:30:00Z',
    '2026-03-30T00:30:00Z',
  ])
})

test('a time that happens twice is the first of the two', () => {
  const series = anEvent(
    'DTSTART;TZID=Europe/Rome:20261024T023000',
    'DURATION:PT15M',
    'RRULE:FREQ=DAILY;COUNT=3',
  )

  expect(occurrencesOf(series, '2026-10-23', '2026-10-28').map((one) => one.startAt)).toEqual([
    '2026-10-24T00:30:00Z',
    '2026-10-25T00:30:00Z',
    '2026-10-26T01:30:00Z',
  ])
})

test('DTEND gives the same hours by the clock, DURATION in days the same time of day', () => {
  const byEnd = anEvent('DTSTART;TZID=Europe/Rome:20260328T120000', 'DTEND;TZID=Europe/Rome:20260329T120000')
  const byDays = anEvent('DTSTART;TZID=Europe/Rome:20260328T120000', 'DURATION:P1D')
  const byHours = anEvent('DTSTART;TZID=Europe/Rome:20260328T120000', 'DURATION:PT24H')

  const ends = [byEnd, byDays, byHours].map(
    (event) => occurrencesOf(event, '2026-03-28', '2026-03-30')[0]?.endAt,
  )

  expect(ends).toEqual(['2026-03-29T10:00:00Z', '2026-03-29T10:00:00Z', '2026-03-29T11:00:00Z'])
})

test('an event across midnight is found on both days', () => {
  const night = anEvent('DTSTART;TZID=Europe/Rome:20260310T220000', 'DTEND;TZID=Europe/Rome:20260311T060000')

  expect(startsOf(night, '2026-03-10', '2026-03-11')).toHaveLength(1)
  expect(startsOf(night, '2026-03-11', '2026-03-12')).toHaveLength(1)
  expect(startsOf(night, '2026-03-12', '2026-03-13')).toHaveLength(0)
})

test('an all-day event is its date wherever it is looked at', () => {
  const day = anEvent('DTSTART;VALUE=DATE:20260310', 'DTEND;VALUE=DATE:20260311')

  const rome = expand(day, { from: '2026-03-09T23:00:00Z', to: '2026-03-10T23:00:00Z', zone: 'Europe/Rome' })
  const tokyo = expand(day, { from: '2026-03-09T15:00:00Z', to: '2026-03-10T15:00:00Z', zone: 'Asia/Tokyo' })

  expect(rome.occurrences[0]).toMatchObject({
    start: { kind: 'date', date: '2026-03-10' },
    startAt: '2026-03-09T23:00:00Z',
  })
  expect(tokyo.occurrences[0]).toMatchObject({
    start: { kind: 'date', date: '2026-03-10' },
    startAt: '2026-03-09T15:00:00Z',
  })
})

test('a floating time is read in the zone of who looks', () => {
  const floating = anEvent('DTSTART:20260310T090000', 'DURATION:PT1H')

  const seen = expand(floating, {
    from: '2026-03-09T00:00:00Z',
    to: '2026-03-11T00:00:00Z',
    zone: 'America/New_York',
  })

  expect(seen.occurrences[0]).toMatchObject({
    startAt: '2026-03-10T13:00:00Z',
    start: { kind: 'floating', local: '2026-03-10T09:00:00' },
  })
})

test('a RECURRENCE-ID in UTC replaces the occurrence of a series in Rome', () => {
  const series = objectIn(
    calendarText(
      ...eventLines('DTSTART;TZID=Europe/Rome:20260302T090000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY'),
      ...eventLines(
        'RECURRENCE-ID:20260309T080000Z',
        'DTSTART;TZID=Europe/Rome:20260310T150000',
        'DURATION:PT1H',
      ),
    ),
  )

  expect(startsOf(series, '2026-03-02', '2026-03-17')).toEqual([
    '2026-03-02T09:00:00',
    '2026-03-10T15:00:00',
    '2026-03-16T09:00:00',
  ])
})

test('an occurrence moved into a month where the series has none is found there', () => {
  const series = objectIn(
    calendarText(
      ...eventLines('DTSTART;TZID=Europe/Rome:20260302T090000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=4'),
      ...eventLines(
        'RECURRENCE-ID;TZID=Europe/Rome:20260309T090000',
        'DTSTART;TZID=Europe/Rome:20260820T150000',
        'DURATION:PT1H',
      ),
    ),
  )

  expect(occurrencesOf(series, '2026-08-01', '2026-09-01')).toMatchObject([
    { recurrenceId: '2026-03-09T08:00:00Z', override: 0 },
  ])
  expect(startsOf(series, '2026-03-01', '2026-04-01')).toHaveLength(3)
})

test('THISANDFUTURE moves what follows and leaves what has its own override', () => {
  const series = objectIn(
    calendarText(
      ...eventLines('DTSTART;TZID=Europe/Rome:20260302T090000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=4'),
      ...eventLines(
        'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Rome:20260309T090000',
        'DTSTART;TZID=Europe/Rome:20260310T110000',
        'DURATION:PT2H',
      ),
      ...eventLines(
        'RECURRENCE-ID;TZID=Europe/Rome:20260316T090000',
        'DTSTART;TZID=Europe/Rome:20260316T180000',
        'DURATION:PT1H',
      ),
    ),
  )

  expect(startsOf(series, '2026-03-01', '2026-04-01')).toEqual([
    '2026-03-02T09:00:00',
    '2026-03-10T11:00:00',
    '2026-03-16T18:00:00',
    '2026-03-24T11:00:00',
  ])
})

test('EXDATE leaves out by instant, by another zone, and by bare date', () => {
  const series = anEvent(
    'DTSTART;TZID=Europe/Rome:20260302T090000',
    'DURATION:PT1H',
    'RRULE:FREQ=DAILY;COUNT=6',
    'EXDATE:20260303T080000Z',
    'EXDATE;TZID=Europe/London:20260304T080000',
    'EXDATE;VALUE=DATE:20260305',
    'EXDATE;TZID=Europe/Rome:20260306T090000,20260307T100000',
  )

  expect(startsOf(series, '2026-03-01', '2026-04-01')).toEqual(['2026-03-02T09:00:00', '2026-03-07T09:00:00'])
})

test('RDATE adds starts, a PERIOD with its own length, none twice', () => {
  const series = anEvent(
    'DTSTART;TZID=Europe/Rome:20260302T090000',
    'DURATION:PT1H',
    'RRULE:FREQ=WEEKLY;COUNT=2',
    'RDATE;TZID=Europe/Rome:20260309T090000,20260312T090000',
    'RDATE;VALUE=PERIOD;TZID=Europe/Rome:20260320T100000/PT3H,20260321T100000/20260321T110000',
  )

  const found = occurrencesOf(series, '2026-03-01', '2026-04-01')

  expect(found.map((one) => one.startAt.slice(0, 10))).toEqual([
    '2026-03-02',
    '2026-03-09',
    '2026-03-12',
    '2026-03-20',
    '2026-03-21',
  ])
  expect(found[3]?.endAt).toBe('2026-03-20T12:00:00Z')
  expect(found[4]?.endAt).toBe('2026-03-21T10:00:00Z')
})

test.each([
  ['a date', 'UNTIL=20260304', 3],
  ['an instant', 'UNTIL=20260304T080000Z', 3],
  ['an instant one second too early', 'UNTIL=20260304T075959Z', 2],
  ['a wall clock', 'UNTIL=20260304T090000', 3],
])('UNTIL as %s ends a series in Rome', (_, until, count) => {
  const series = anEvent(
    'DTSTART;TZID=Europe/Rome:20260302T090000',
    'DURATION:PT1H',
    `RRULE:FREQ=DAILY;${until}`,
  )

  expect(startsOf(series, '2026-03-01', '2026-04-01')).toHaveLength(count)
})

test('UNTIL as an instant ends a series of dates with the last day', () => {
  const series = anEvent('DTSTART;VALUE=DATE:20260302', 'RRULE:FREQ=DAILY;UNTIL=20260304T225959Z')

  expect(startsOf(series, '2026-03-01', '2026-04-01')).toEqual(['2026-03-02', '2026-03-03', '2026-03-04'])
})

test('a DTSTART the rule would not give is the first occurrence and counts', () => {
  const series = anEvent(
    'DTSTART;TZID=Europe/Rome:20260304T090000',
    'DURATION:PT1H',
    'RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3',
  )

  expect(startsOf(series, '2026-03-01', '2026-04-01')).toEqual([
    '2026-03-04T09:00:00',
    '2026-03-09T09:00:00',
    '2026-03-16T09:00:00',
  ])
})

test.each([
  'W. Europe Standard Time',
  '"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"',
  '/mozilla.org/20050126_1/Europe/Rome',
  '/freeassociation.sourceforge.net/Europe/Rome',
  'europe/rome',
  'Europe/Rome 1',
])('TZID=%s is Rome', (tzid) => {
  const event = anEvent(`DTSTART;TZID=${tzid}:20260701T090000`, 'DURATION:PT1H')

  expect(occurrencesOf(event, '2026-07-01', '2026-07-02')).toMatchObject([
    { startAt: '2026-07-01T07:00:00Z', start: { zone: 'Europe/Rome' } },
  ])
  expect(event.problems).toEqual([])
})

const custom = [
  'BEGIN:VTIMEZONE',
  'TZID:Orario del Comune',
  'BEGIN:STANDARD',
  'DTSTART:19701025T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:19700329T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
]

test('a zone only the file knows follows the rules of its VTIMEZONE', () => {
  const event = objectIn(
    calendarText(
      ...custom,
      ...eventLines(
        'DTSTART;TZID=Orario del Comune:20260327T090000',
        'DURATION:PT1H',
        'RRULE:FREQ=DAILY;COUNT=4',
      ),
    ),
  )

  expect(occurrencesOf(event, '2026-03-27', '2026-03-31').map((one) => one.startAt)).toEqual([
    '2026-03-27T08:00:00Z',
    '2026-03-28T08:00:00Z',
    '2026-03-29T07:00:00Z',
    '2026-03-30T07:00:00Z',
  ])
  expect(event.problems).toEqual([])
})

test('a zone nobody knows is told, and the time keeps its name', () => {
  const event = anEvent('DTSTART;TZID=Luna/Mare Imbrium:20260310T090000', 'DURATION:PT1H')

  expect(event.problems).toEqual([{ what: 'unknown-zone', where: 'Luna/Mare Imbrium' }])
  expect(occurrencesOf(event, '2026-03-10', '2026-03-11')[0]?.start).toEqual({
    kind: 'floating',
    local: '2026-03-10T09:00:00',
    lostZone: 'Luna/Mare Imbrium',
  })
})

test('a zone known by its offset alone is guessed and told', () => {
  const event = anEvent('DTSTART;TZID=GMT+0200:20260310T090000', 'DURATION:PT1H')

  expect(event.problems).toEqual([{ what: 'guessed-zone', where: 'GMT+0200' }])
  expect(occurrencesOf(event, '2026-03-10', '2026-03-11')[0]?.startAt).toBe('2026-03-10T07:00:00Z')
})

test('a task without a start recurs by its due date', () => {
  const task = aTask('DUE;TZID=Europe/Rome:20260302T120000', 'RRULE:FREQ=WEEKLY;COUNT=3')

  expect(startsOf(task, '2026-03-01', '2026-04-01')).toHaveLength(3)
})

test('an override without its series is found', () => {
  const alone = anEvent(
    'RECURRENCE-ID:20260309T080000Z',
    'DTSTART:20260310T080000Z',
    'DTEND:20260310T090000Z',
  )

  expect(occurrencesOf(alone, '2026-03-01', '2026-04-01')).toMatchObject([
    { recurrenceId: '2026-03-09T08:00:00Z' },
  ])
})

const many = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index))
const stamp = (index: number) =>
  new Date(Date.UTC(2000, 0, 1) + index * 86_400_000).toISOString().slice(0, 10).replace(/-/g, '')
const every = (count: number, from = 0) => many(count, (index) => String(index + from)).join(',')

const bombs: Record<string, string[]> = {
  'every second for ever': ['RRULE:FREQ=SECONDLY'],
  'every second, COUNT of a thousand million': ['RRULE:FREQ=SECONDLY;COUNT=1000000000'],
  'every day, COUNT of a thousand million': ['RRULE:FREQ=DAILY;COUNT=1000000000'],
  'every Monday at three by the minute, COUNT of ten million': [
    'RRULE:FREQ=MINUTELY;BYDAY=MO;BYHOUR=3;COUNT=10000000',
  ],
  'February 30, yearly': ['RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'],
  'February 30, daily': ['RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'],
  'February 30, secondly': ['RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30'],
  'February 30, five times': ['RRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5'],
  'a day of the year that is in no such week': ['RRULE:FREQ=YEARLY;BYYEARDAY=1;BYWEEKNO=30'],
  'a position that never comes': ['RRULE:FREQ=DAILY;BYSETPOS=300;BYHOUR=1'],
  'a huge interval': ['RRULE:FREQ=YEARLY;INTERVAL=999999999'],
  'a huge interval of seconds': ['RRULE:FREQ=SECONDLY;INTERVAL=999999999'],
  'every second of every day, yearly': [
    `RRULE:FREQ=YEARLY;BYHOUR=${every(24)};BYMINUTE=${every(60)};BYSECOND=${every(60)};BYMONTHDAY=${every(31, 1)}`,
  ],
  'every second of every day, by position and COUNT': [
    `RRULE:FREQ=MONTHLY;BYHOUR=${every(24)};BYMINUTE=${every(60)};BYSECOND=${every(60)};BYDAY=MO,TU;BYSETPOS=-1;COUNT=90000`,
  ],
  'every minute of every day': [`RRULE:FREQ=DAILY;BYHOUR=${every(24)};BYMINUTE=${every(60)}`],
  'every minute of every day, by COUNT': [
    `RRULE:FREQ=DAILY;BYHOUR=${every(24)};BYMINUTE=${every(60)};COUNT=99999`,
  ],
  'twenty rules': many(20, () => 'RRULE:FREQ=SECONDLY;BYSECOND=1,2,3'),
  'ten thousand EXDATEs': ['RRULE:FREQ=DAILY', ...many(10_000, (index) => `EXDATE:${stamp(index)}T090000Z`)],
  'ten thousand EXDATEs in a line': [
    'RRULE:FREQ=DAILY',
    `EXDATE:${many(10_000, (index) => `${stamp(index)}T090000Z`).join(',')}`,
  ],
  'ten thousand RDATEs': many(10_000, (index) => `RDATE:${stamp(index)}T090000Z`),
  'a thousand years of days': ['DTEND:30000101T000000Z', 'RRULE:FREQ=DAILY'],
}

test.each(Object.entries(bombs))('%s is answered within two seconds', (_, lines) => {
  const began = process.cpuUsage()
  const event = anEvent(
    'DTSTART:20000101T090000Z',
    ...(lines[0]!.startsWith('DTEND') ? [] : ['DURATION:PT1M']),
    ...lines,
  )
  const wide = expand(event, {
    from: '1990-01-01T00:00:00Z',
    to: '2100-01-01T00:00:00Z',
    zone: 'Europe/Rome',
  })
  const month = expand(event, {
    from: '2026-03-01T00:00:00Z',
    to: '2026-04-01T00:00:00Z',
    zone: 'Europe/Rome',
  })

  expect(process.cpuUsage(began).user / 1000).toBeLessThan(4000)
  for (const expansion of [wide, month]) {
    expect(expansion.occurrences.length).toBeLessThanOrEqual(5000)
    expect(expansion.truncated).toBe(expansion.reason !== undefined)
  }
})

test('five thousand overrides are answered within two seconds', () => {
  const text = calendarText(
    ...eventLines('DTSTART:20000101T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY'),
    ...many(5000, (index) =>
      eventLines(
        `RECURRENCE-ID:${stamp(index)}T090000Z`,
        `DTSTART:${stamp(index)}T100000Z`,
        'DURATION:PT1H',
      ).join('\r\n'),
    ),
  )
  const began = process.cpuUsage()

  const result = parse(text)

  expect(result.kind).toBe('read')
  expect(startsOf(objectIn(text), '2000-03-01', '2000-04-01')).toHaveLength(31)
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(4000)
})

test('a rule with another calendar is told as unsupported, its first occurrence shown', () => {
  const event = anEvent('DTSTART;VALUE=DATE:20260310', 'RRULE:RSCALE=CHINESE;FREQ=YEARLY')

  const expansion = expand(event, {
    from: '2026-01-01T00:00:00Z',
    to: '2027-01-01T00:00:00Z',
    zone: 'Europe/Rome',
  })

  expect(expansion).toMatchObject({ truncated: true, reason: 'unsupported-rule' })
  expect(expansion.occurrences).toHaveLength(1)
})
