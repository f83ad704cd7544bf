import { expect, test } from 'vitest'
import {
  anEvent,
  calendarText,
  changed,
  eventLines,
  linesThat,
  objectIn,
  startsOf,
} from '../../test/builders.ts'
import { applyChange, describe, newEvent, removeOccurrences } from '../index.ts'

const now = '2026-02-01T10:00:00Z'
const uid = 'seconda@comune.example'
const rome = (local: string) => ({ kind: 'zoned' as const, local, zone: 'Europe/Rome' })

const weekly = () =>
  objectIn(
    calendarText(
      ...eventLines(
        'DTSTART;TZID=Europe/Rome:20260302T090000',
        'DTEND;TZID=Europe/Rome:20260302T100000',
        'RRULE:FREQ=WEEKLY;COUNT=6',
        'EXDATE;TZID=Europe/Rome:20260309T090000',
        'EXDATE;TZID=Europe/Rome:20260330T090000',
        'SUMMARY:Giunta',
        'SEQUENCE:2',
        'X-COMUNE;X-A=1:resta',
      ),
      ...eventLines(
        'RECURRENCE-ID:20260316T080000Z',
        'DTSTART;TZID=Europe/Rome:20260317T150000',
        'DTEND;TZID=Europe/Rome:20260317T160000',
        'SUMMARY:Giunta straordinaria',
        'SEQUENCE:2',
      ),
    ),
  )

test('changing one occurrence adds an override and leaves the series as it was', () => {
  const series = weekly()

  const result = changed(
    applyChange(series, {
      scope: 'this',
      occurrence: '2026-03-23T08:00:00Z',
      change: { start: rome('2026-03-23T11:00:00') },
      now,
      uid,
    }),
  )

  expect(startsOf(result.object, '2026-03-01', '2026-05-01')).toEqual([
    '2026-03-02T09:00:00',
    '2026-03-17T15:00:00',
    '2026-03-23T11:00:00',
    '2026-04-06T09:00:00',
  ])
  expect(result.text).toContain('RECURRENCE-ID;TZID=Europe/Rome:20260323T090000\r\n')
  expect(result.text).toContain('DTEND;TZID=Europe/Rome:20260323T120000\r\n')
  expect(result.text.startsWith(calendarText(...eventLines()).slice(0, 20))).toBe(true)
  expect(result.reschedules).toBe(true)
  expect(linesThat(result.text, /^SEQUENCE/)).toEqual(['SEQUENCE:2', 'SEQUENCE:2', 'SEQUENCE:3'])
})

test('changing an occurrence that has an override patches that override', () => {
  const result = changed(
    applyChange(weekly(), {
      scope: 'this',
      occurrence: '2026-03-16T08:00:00Z',
      change: { summary: 'Rinviata' },
      now,
      uid,
    }),
  )

  expect(result.object.overrides).toHaveLength(1)
  expect(describe(result.object).overrides[0]).toMatchObject({
    summary: 'Rinviata',
    start: rome('2026-03-17T15:00:00'),
  })
  expect(result.text).toContain('RECURRENCE-ID:20260316T080000Z')
  expect(result.reschedules).toBe(false)
})

test('an occurrence the series does not have is refused', () => {
  const options = { scope: 'this' as const, change: { summary: 'x' }, now, uid }

  expect(applyChange(weekly(), { ...options, occurrence: '2026-03-09T08:00:00Z' })).toEqual({
    kind: 'refused',
    reason: 'no-such-occurrence',
  })
  expect(applyChange(weekly(), options)).toEqual({ kind: 'refused', reason: 'needs-occurrence' })
})

test('following splits the series: COUNT, EXDATEs and overrides go to their side', () => {
  const result = changed(
    applyChange(weekly(), {
      scope: 'following',
      occurrence: '2026-03-16T08:00:00Z',
      change: { summary: 'Nuova giunta' },
      now,
      uid,
    }),
  )

  expect(result.text).toContain('RRULE:FREQ=WEEKLY;UNTIL=20260316T075959Z')
  expect(startsOf(result.object, '2026-03-01', '2026-06-01')).toEqual(['2026-03-02T09:00:00'])
  expect(linesThat(result.text, /^EXDATE/)).toEqual(['EXDATE;TZID=Europe/Rome:20260309T090000'])
  expect(result.object.overrides).toHaveLength(0)
  const tail = result.tail!
  expect(tail.object.uid).toBe(uid)
  expect(linesThat(tail.text, /^(RRULE|EXDATE|DTSTART;)/)).toEqual([
    'DTSTART;TZID=Europe/Rome:20260316T090000',
    'RRULE:FREQ=WEEKLY;COUNT=4',
    'EXDATE;TZID=Europe/Rome:20260330T090000',
    'DTSTART;TZID=Europe/Rome:20260317T150000',
  ])
  expect(startsOf(tail.object, '2026-03-01', '2026-06-01')).toEqual([
    '2026-03-17T15:00:00',
    '2026-03-23T09:00:00',
    '2026-04-06T09:00:00',
  ])
  expect(describe(tail.object).overrides[0]?.summary).toBe('Giunta straordinaria')
  expect(tail.text).toContain('X-COMUNE;X-A=1:resta')
})

test('following in a series of dates ends it with the day before', () => {
  const series = anEvent('DTSTART;VALUE=DATE:20260302', 'RRULE:FREQ=DAILY')

  const result = changed(
    applyChange(series, {
      scope: 'following',
      occurrence: '2026-03-05T00:00:00Z',
      change: { summary: 'x' },
      now,
      uid,
    }),
  )

  expect(result.text).toContain('UNTIL=20260304\r\n')
  expect(startsOf(result.tail!.object, '2026-03-01', '2026-03-08')[0]).toBe('2026-03-05')
})

test('following from the first occurrence is all', () => {
  const result = changed(
    applyChange(weekly(), {
      scope: 'following',
      occurrence: '2026-03-02T08:00:00Z',
      change: { summary: 'x' },
      now,
      uid,
    }),
  )

  expect(result.tail).toBeUndefined()
  expect(describe(result.object).master?.summary).toBe('x')
})

test('moving all moves EXDATEs, unmoved overrides and RECURRENCE-IDs along', () => {
  const result = changed(
    applyChange(weekly(), {
      scope: 'all',
      occurrence: '2026-03-23T08:00:00Z',
      change: { start: rome('2026-03-24T10:30:00') },
      now,
      uid,
    }),
  )

  expect(startsOf(result.object, '2026-03-01', '2026-05-01')).toEqual([
    '2026-03-03T10:30:00',
    '2026-03-17T15:00:00',
    '2026-03-24T10:30:00',
    '2026-04-07T10:30:00',
  ])
  expect(result.text).toContain('RECURRENCE-ID;TZID=Europe/Rome:20260317T103000')
  expect(result.text).toContain('EXDATE;TZID=Europe/Rome:20260310T103000,20260331T103000')
})

test('moving all from Monday to Tuesday moves the weekday of the rule and its UNTIL', () => {
  const series = anEvent(
    'DTSTART;TZID=Europe/Rome:20260302T090000',
    'DURATION:PT1H',
    'RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20260316T080000Z',
  )

  const result = changed(
    applyChange(series, { scope: 'all', change: { start: rome('2026-03-03T11:00:00') }, now, uid }),
  )

  expect(result.text).toContain('RRULE:FREQ=WEEKLY;UNTIL=20260317T100000Z;BYDAY=TU')
  expect(startsOf(result.object, '2026-03-01', '2026-05-01')).toEqual([
    '2026-03-03T11:00:00',
    '2026-03-10T11:00:00',
    '2026-03-17T11:00:00',
  ])
})

test('making a series all-day turns its exceptions into dates', () => {
  const result = changed(
    applyChange(weekly(), {
      scope: 'all',
      change: { start: { kind: 'date', date: '2026-03-02' }, end: { kind: 'date', date: '2026-03-03' } },
      now,
      uid,
    }),
  )

  expect(result.text).toContain('EXDATE;VALUE=DATE:20260309,20260330')
  expect(result.text).toContain('RECURRENCE-ID;VALUE=DATE:20260316')
  expect(startsOf(result.object, '2026-03-01', '2026-05-01')).toEqual([
    '2026-03-02',
    '2026-03-17T15:00:00',
    '2026-03-23',
    '2026-04-06',
  ])
})

test('a new title of all reaches the overrides that had the old one, not the one with its own', () => {
  const first = changed(
    applyChange(weekly(), {
      scope: 'this',
      occurrence: '2026-03-23T08:00:00Z',
      change: { start: rome('2026-03-23T11:00:00') },
      now,
      uid,
    }),
  )

  const result = changed(
    applyChange(first.object, { scope: 'all', change: { summary: 'Giunta comunale' }, now, uid }),
  )

  expect(describe(result.object).overrides.map((one) => one.summary)).toEqual([
    'Giunta straordinaria',
    'Giunta comunale',
  ])
  expect(result.reschedules).toBe(false)
})

test('a zone used for the first time brings its VTIMEZONE, others stay as they are', () => {
  const event = anEvent('DTSTART;TZID=Europe/Rome:20260302T090000', 'DTEND;TZID=Europe/Rome:20260302T100000')

  const result = changed(
    applyChange(event, {
      scope: 'all',
      change: { start: { kind: 'zoned', local: '2026-03-02T09:00:00', zone: 'America/New_York' } },
      now,
      uid,
    }),
  )

  expect(linesThat(result.text, /^TZID/)).toEqual(['TZID:America/New_York'])
  expect(result.text).toContain('DTEND;TZID=America/New_York:20260302T100000')
})

test('a Windows zone name of the file is kept for times in the same zone', () => {
  const event = anEvent(
    'DTSTART;TZID=W. Europe Standard Time:20260302T090000',
    'DTEND;TZID=W. Europe Standard Time:20260302T100000',
  )

  const result = changed(
    applyChange(event, { scope: 'all', change: { start: rome('2026-03-02T10:00:00') }, now, uid }),
  )

  expect(linesThat(result.text, /^DT(START|END)/)).toEqual([
    'DTSTART;TZID=W. Europe Standard Time:20260302T100000',
    'DTEND;TZID=W. Europe Standard Time:20260302T110000',
  ])
})

test('an attendee may change what is their own without speaking for the organizer', () => {
  const event = anEvent(
    'DTSTART:20260302T090000Z',
    'DTEND:20260302T100000Z',
    'SEQUENCE:4',
    'ORGANIZER:mailto:sindaco@comune.example',
  )

  const result = changed(
    applyChange(event, {
      scope: 'all',
      change: { alarms: [{ action: 'display', trigger: { kind: 'before-start', days: 0, minutes: 15 } }] },
      now,
      uid,
      me: ['anna@comune.example'],
    }),
  )

  expect(linesThat(result.text, /^(DTSTAMP|SEQUENCE|TRIGGER)/)).toEqual([
    'DTSTAMP:20260101T000000Z',
    'SEQUENCE:4',
    'TRIGGER:-PT15M',
  ])
})

test('the same values again change nothing', () => {
  const series = weekly()
  const data = describe(series).master!

  const { summary, location, description, categories, alarms, attachments, relatedTo } = data
  const change = {
    summary,
    location,
    description,
    categories,
    alarms,
    attachments,
    relatedTo,
    start: data.start!,
    recurrence: data.recurrence!,
  }

  expect(applyChange(series, { scope: 'all', change, now, uid })).toEqual({ kind: 'unchanged' })
})

test('what an attachment, an alarm or an attendee carries besides survives an edit of its neighbours', () => {
  const event = anEvent(
    'DTSTART:20260302T090000Z',
    'DTEND:20260302T100000Z',
    'ORGANIZER:mailto:a@x.example',
    'ATTENDEE;X-NUM-GUESTS=2;CN=Bruno:mailto:b@x.example',
    'ATTENDEE;CN=Carla:mailto:c@x.example',
    'ATTACH;MANAGED-ID=7;FMTTYPE=text/plain:https://x.example/a.txt',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-PT30M',
    'X-EVOLUTION-ALARM-UID:1',
    'DESCRIPTION:x',
    'END:VALARM',
    'BEGIN:VALARM',
    'ACTION:PROCEDURE',
    'TRIGGER:-PT5M',
    'END:VALARM',
  )
  const data = describe(event).master!

  const result = changed(
    applyChange(event, {
      scope: 'all',
      change: {
        attendees: [{ address: 'b@x.example' }, { address: 'd@x.example', name: 'Dario "il Vigile"; capo' }],
        attachments: [...data.attachments, { url: 'https://x.example/b.pdf', name: 'b.pdf' }],
        alarms: [
          data.alarms[0]!,
          { action: 'email', trigger: { kind: 'before-start', days: 1, minutes: 0 } },
        ],
      },
      now,
      uid,
    }),
  )

  expect(result.text).toContain('ATTENDEE;X-NUM-GUESTS=2;CN=Bruno:mailto:b@x.example')
  expect(result.text).not.toContain('Carla')
  expect(describe(result.object).master?.attendees[1]).toMatchObject({
    name: `Dario "il Vigile"; capo`,
    partstat: 'needs-action',
    rsvp: true,
  })
  expect(result.text).toContain('ATTACH;MANAGED-ID=7;FMTTYPE=text/plain:https://x.example/a.txt')
  expect(result.text).toContain('X-EVOLUTION-ALARM-UID:1')
  expect(result.text).toContain('ACTION:PROCEDURE')
  expect(describe(result.object).master?.alarms).toHaveLength(3)
})

test('removing one occurrence leaves it out in the terms of the series', () => {
  const result = removeOccurrences(weekly(), { scope: 'this', occurrence: '2026-03-16T08:00:00Z', now })

  if (result.kind !== 'changed') throw new Error(result.kind)
  expect(result.object.overrides).toHaveLength(0)
  expect(startsOf(result.object, '2026-03-01', '2026-05-01')).toEqual([
    '2026-03-02T09:00:00',
    '2026-03-23T09:00:00',
    '2026-04-06T09:00:00',
  ])
})

test('removing what follows ends the series, removing from the first deletes it', () => {
  const result = removeOccurrences(weekly(), { scope: 'following', occurrence: '2026-03-16T08:00:00Z', now })

  if (result.kind !== 'changed') throw new Error(result.kind)
  expect(startsOf(result.object, '2026-03-01', '2026-05-01')).toEqual(['2026-03-02T09:00:00'])
  expect(
    removeOccurrences(weekly(), { scope: 'following', occurrence: '2026-03-02T08:00:00Z', now }),
  ).toEqual({ kind: 'deleted' })
  expect(removeOccurrences(weekly(), { scope: 'all', now })).toEqual({ kind: 'deleted' })
})

test('a new event has what servers ask for, and no value breaks out of its line', () => {
  const { text, object } = newEvent(
    {
      summary: 'Sala\r\nATTENDEE:mailto:x@evil.example',
      location: 'a;b,c\\d\u0000',
      start: rome('2026-03-02T09:00:00'),
      end: rome('2026-03-02T10:00:00'),
      colour: 'red\r\nX-A:1',
      url: 'https://a.example/\r\nX-B:1',
    },
    { uid: 'nuovo@comune.example', now },
  )

  expect(linesThat(text, /^(ATTENDEE|X-[AB])/)).toEqual([])
  expect(linesThat(text, /^TZID/)).toEqual(['TZID:Europe/Rome'])
  expect(describe(object).master).toMatchObject({
    summary: 'Sala\nATTENDEE:mailto:x@evil.example',
    location: 'a;b,c\\d',
  })
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
})

test.each([
  ['a length in DURATION', ['DTSTART;TZID=Europe/Rome;X-A=b:20260302T090000', 'DURATION:PT1H']],
  ['a zone called UTC', ['DTSTART;TZID=UTC:20260302T090000', 'DTEND;TZID=UTC:20260302T100000']],
  ['a zone nobody knows', ['DTSTART;TZID=Luna/Mare:20260302T090000', 'DTEND;TZID=Luna/Mare:20260302T100000']],
  [
    'a Windows zone',
    [
      'DTSTART;TZID=W. Europe Standard Time:20260302T090000',
      'DTEND;TZID=W. Europe Standard Time:20260302T100000',
    ],
  ],
  ['dates', ['DTSTART;VALUE=DATE:20260302', 'DTEND;VALUE=DATE:20260304']],
])('the same times of %s change nothing', (_, lines) => {
  const event = anEvent(...lines)
  const data = describe(event).master
  if (data?.kind !== 'event') throw new Error('no event')

  expect(
    applyChange(event, { scope: 'all', change: { start: data.start!, end: data.end! }, now, uid }),
  ).toEqual({ kind: 'unchanged' })
})

test('a new rule drops the overrides it has no place for and keeps the others', () => {
  const rule = {
    kind: 'rule' as const,
    frequency: 'weekly' as const,
    interval: 2,
    weekdays: [],
    monthDays: [],
    months: [],
    positions: [],
    end: { kind: 'never' as const },
    weekStart: 'mo' as const,
  }

  const kept = changed(applyChange(weekly(), { scope: 'all', change: { recurrence: rule }, now, uid }))
  const none = changed(
    applyChange(weekly(), { scope: 'all', change: { recurrence: { ...rule, interval: 3 } }, now, uid }),
  )
  const single = changed(applyChange(weekly(), { scope: 'all', change: { recurrence: null }, now, uid }))

  expect(kept.object.overrides).toHaveLength(1)
  expect(none.object.overrides).toHaveLength(0)
  expect(startsOf(single.object, '2026-01-01', '2027-01-01')).toEqual(['2026-03-02T09:00:00'])
})

test('a series split at an RDATE goes on by its rule', () => {
  const series = anEvent(
    'DTSTART;TZID=Europe/Rome:20260302T090000',
    'DURATION:PT1H',
    'RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4',
    'RDATE;TZID=Europe/Rome:20260318T150000',
  )

  const result = changed(
    applyChange(series, {
      scope: 'following',
      occurrence: '2026-03-18T14:00:00Z',
      change: { summary: 'x' },
      now,
      uid,
    }),
  )

  expect(startsOf(result.object, '2026-03-01', '2026-06-01')).toEqual([
    '2026-03-02T09:00:00',
    '2026-03-16T09:00:00',
  ])
  expect(startsOf(result.tail!.object, '2026-03-01', '2026-06-01')).toEqual([
    '2026-03-18T15:00:00',
    '2026-03-30T09:00:00',
    '2026-04-13T09:00:00',
  ])
})

test('an end said as a day is written in the type of the series and takes the whole day', () => {
  const until = {
    kind: 'rule' as const,
    frequency: 'daily' as const,
    interval: 1,
    weekdays: [],
    monthDays: [],
    months: [],
    positions: [],
    weekStart: 'mo' as const,
    end: { kind: 'until' as const, until: { kind: 'date' as const, date: '2026-03-04' } },
  }
  const event = anEvent('DTSTART;TZID=Europe/Rome:20260302T090000', 'DURATION:PT1H')

  const timed = changed(applyChange(event, { scope: 'all', change: { recurrence: until }, now, uid }))
  const created = newEvent({ start: { kind: 'date', date: '2026-03-02' }, recurrence: until }, { uid, now })

  expect(timed.text).toContain('RRULE:FREQ=DAILY;UNTIL=20260304T225959Z')
  expect(startsOf(timed.object, '2026-03-01', '2026-04-01')).toHaveLength(3)
  expect(created.text).toContain('RRULE:FREQ=DAILY;UNTIL=20260304\r\n')
})

test('an override for this and all that follows is not taken for one occurrence', () => {
  const series = objectIn(
    calendarText(
      ...eventLines('DTSTART:20260302T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY'),
      ...eventLines(
        'RECURRENCE-ID;RANGE=THISANDFUTURE:20260309T090000Z',
        'DTSTART:20260309T110000Z',
        'DURATION:PT1H',
      ),
    ),
  )
  const options = { change: { summary: 'x' }, now, uid }

  expect(applyChange(series, { scope: 'this', occurrence: '2026-03-09T09:00:00Z', ...options })).toEqual({
    kind: 'refused',
    reason: 'range-override',
  })
  expect(applyChange(series, { scope: 'following', occurrence: '2026-03-16T09:00:00Z', ...options })).toEqual(
    { kind: 'refused', reason: 'range-override' },
  )
  const later = changed(
    applyChange(series, { scope: 'this', occurrence: '2026-03-16T09:00:00Z', ...options }),
  )
  expect(startsOf(later.object, '2026-03-01', '2026-03-25')).toEqual([
    '2026-03-02T09:00:00Z',
    '2026-03-09T11:00:00Z',
    '2026-03-16T11:00:00Z',
    '2026-03-23T11:00:00Z',
  ])
})

test('another time takes back what attendees answered, another title does not', () => {
  const event = anEvent(
    'DTSTART:20260302T090000Z',
    'DTEND:20260302T100000Z',
    'ORGANIZER:mailto:a@x.example',
    'ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.example',
    'ATTENDEE;PARTSTAT=ACCEPTED;CN=Bruno:mailto:b@x.example',
  )

  const titled = changed(applyChange(event, { scope: 'all', change: { summary: 'x' }, now, uid }))
  const moved = changed(
    applyChange(event, {
      scope: 'all',
      change: { start: { kind: 'utc', at: '2026-03-02T11:00:00Z' } },
      now,
      uid,
    }),
  )

  expect(describe(titled.object).master?.attendees.map(({ partstat }) => partstat)).toEqual([
    'accepted',
    'accepted',
  ])
  expect(describe(moved.object).master?.attendees.map(({ partstat }) => partstat)).toEqual([
    'accepted',
    'needs-action',
  ])
  expect(moved.text).toContain('ATTENDEE;PARTSTAT=NEEDS-ACTION;CN=Bruno;RSVP=TRUE:mailto:b@x.example')
})

test('the second Tuesday moved to Wednesday is the second Wednesday, exceptions too', () => {
  const series = objectIn(
    calendarText(
      ...eventLines(
        'DTSTART;TZID=Europe/Rome:20260310T180000',
        'DURATION:PT2H',
        'RRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=6',
        'EXDATE;TZID=Europe/Rome:20260714T180000',
      ),
      ...eventLines(
        'RECURRENCE-ID;TZID=Europe/Rome:20260414T180000',
        'DTSTART;TZID=Europe/Rome:20260414T180000',
        'DURATION:PT2H',
        'SUMMARY:Bilancio',
      ),
    ),
  )

  const result = changed(
    applyChange(series, { scope: 'all', change: { start: rome('2026-03-11T18:00:00') }, now, uid }),
  )

  expect(startsOf(result.object, '2026-01-01', '2027-01-01').map((start) => start.slice(0, 10))).toEqual([
    '2026-03-11',
    '2026-04-08',
    '2026-05-13',
    '2026-06-10',
    '2026-08-12',
  ])
  expect(linesThat(result.text, /^(EXDATE|RECURRENCE-ID)/)).toEqual([
    'EXDATE;TZID=Europe/Rome:20260708T180000',
    'RECURRENCE-ID;TZID=Europe/Rome:20260408T180000',
  ])
})
