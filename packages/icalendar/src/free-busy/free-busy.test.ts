import { expect, test } from 'vitest'
import { anEvent, objectIn } from '../../test/builders.ts'
import { corpusText } from '../../test/corpus.ts'
import {
  busyTimes,
  conflictsWith,
  freeBusyRequest,
  freeBusyText,
  mergeBusy,
  readFreeBusy,
  unavailableTimes,
} from '../index.ts'

const window = { from: '2026-03-10T00:00:00Z', to: '2026-03-11T00:00:00Z', zone: 'Europe/Rome' }
const nine = ['DTSTART:20260310T090000Z', 'DTEND:20260310T100000Z']
const me = ['anna@comune.example']
const asked = (partstat: string) => [
  'ORGANIZER:mailto:x@y.example',
  `ATTENDEE;PARTSTAT=${partstat}:mailto:anna@comune.example`,
]

test.each([
  ['a plain event', [], 'busy'],
  ['a transparent one', ['TRANSP:TRANSPARENT'], undefined],
  ['a cancelled one', ['STATUS:CANCELLED'], undefined],
  ['a tentative one', ['STATUS:TENTATIVE'], 'tentative'],
  ['one I declined', asked('DECLINED'), undefined],
  ['one I handed on', asked('DELEGATED'), undefined],
  ['one I have not answered', asked('NEEDS-ACTION'), 'tentative'],
  ['one I accepted', asked('ACCEPTED'), 'busy'],
])('%s takes my time as it should', (_, lines, busy) => {
  const { intervals } = busyTimes([anEvent(...nine, ...lines)], window, { me })

  expect(intervals).toEqual(
    busy === undefined ? [] : [{ startAt: '2026-03-10T09:00:00Z', endAt: '2026-03-10T10:00:00Z', busy }],
  )
})

test('a cancelled occurrence frees its time and no other', () => {
  const series = objectIn(
    [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'UID:a',
      'DTSTART:20260309T090000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:a',
      'RECURRENCE-ID:20260310T090000Z',
      'DTSTART:20260310T090000Z',
      'DURATION:PT1H',
      'STATUS:CANCELLED',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n'),
  )

  const { intervals } = busyTimes([series], {
    ...window,
    from: '2026-03-09T00:00:00Z',
    to: '2026-03-12T00:00:00Z',
  })

  expect(intervals.map(({ startAt }) => startAt)).toEqual(['2026-03-09T09:00:00Z', '2026-03-11T09:00:00Z'])
})

test('overlapping times merge, the firmer word holds', () => {
  const at = (hour: number) => `2026-03-10T${String(hour).padStart(2, '0')}:00:00Z`
  const merged = mergeBusy([
    { startAt: at(9), endAt: at(12), busy: 'tentative' },
    { startAt: at(10), endAt: at(11), busy: 'busy' },
    { startAt: at(11), endAt: at(11), busy: 'busy' },
    { startAt: at(12), endAt: at(13), busy: 'tentative' },
  ])

  expect(merged).toEqual([
    { startAt: at(9), endAt: at(10), busy: 'tentative' },
    { startAt: at(10), endAt: at(11), busy: 'busy' },
    { startAt: at(11), endAt: at(13), busy: 'tentative' },
  ])
})

test('conflicts are what overlaps, not what touches', () => {
  const { intervals } = busyTimes([anEvent(...nine)], window)

  expect(
    conflictsWith(intervals, { startAt: '2026-03-10T10:00:00Z', endAt: '2026-03-10T11:00:00Z' }),
  ).toEqual([])
  expect(
    conflictsWith(intervals, { startAt: '2026-03-10T10:30:00+01:00', endAt: '2026-03-10T11:00:00+01:00' }),
  ).toHaveLength(1)
})

test('a VFREEBUSY is read past what is wrong in it', () => {
  expect(readFreeBusy(objectIn(corpusText('freebusy')))).toEqual([
    { startAt: '2026-03-10T09:00:00Z', endAt: '2026-03-10T10:00:00Z', busy: 'busy' },
    { startAt: '2026-03-11T09:00:00Z', endAt: '2026-03-11T11:00:00Z', busy: 'busy' },
    { startAt: '2026-03-12T09:00:00Z', endAt: '2026-03-12T09:30:00Z', busy: 'tentative' },
  ])
})

test('what is written is read back, and says nothing of the events', () => {
  const { intervals } = busyTimes(
    [
      anEvent(...nine, 'SUMMARY:Segreto'),
      anEvent('DTSTART:20260310T120000Z', 'DTEND:20260310T130000Z', 'STATUS:TENTATIVE'),
    ],
    window,
  )

  const text = freeBusyText(intervals, {
    uid: 'fb@x',
    now: '2026-03-01T00:00:00Z',
    from: window.from,
    to: window.to,
    organizer: 'anna@comune.example',
    attendee: 'b@x.example',
  })

  expect(readFreeBusy(objectIn(text))).toEqual(intervals)
  expect(text).not.toContain('Segreto')
  expect(objectIn(text).method).toBe('reply')
})

test('a question names who asks, who is asked, and when', () => {
  const text = freeBusyRequest({
    uid: 'quando',
    now: '2026-03-01T00:00:00Z',
    from: '2026-03-10T00:00:00+01:00',
    to: window.to,
    organizer: 'anna@comune.example',
    attendees: ['b@x.example', 'c@x.example'],
  })

  expect(objectIn(text)).toMatchObject({ kind: 'free-busy', method: 'request' })
  expect(text).toContain('DTSTART:20260309T230000Z\r\n')
  expect(text.match(/^(ORGANIZER|ATTENDEE):mailto:.*@.*$/gm)).toHaveLength(3)
})

test('outside of the hours of a VAVAILABILITY one is unavailable', () => {
  const { intervals } = unavailableTimes(objectIn(corpusText('availability')), window)

  expect(intervals).toEqual([
    { startAt: '2026-03-10T00:00:00Z', endAt: '2026-03-10T07:00:00Z', busy: 'unavailable' },
    { startAt: '2026-03-10T13:00:00Z', endAt: '2026-03-11T00:00:00Z', busy: 'unavailable' },
  ])
})
