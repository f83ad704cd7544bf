import type { EventFields } from '@staffetta/contract'
import { applyChange, type CalendarObject, describe, newEvent, parse } from '@staffetta/icalendar'
import { expect, test } from 'vitest'
import { eventsOf } from '../index/entry.ts'
import { conflictsWith, versionOf } from '../../dav/versions.ts'
import { changeOf, eventFieldNames, fieldsOf } from './fields.ts'

const full: EventFields = {
  title: 'Giunta',
  location: 'Sala',
  description: 'Punto primo; punto secondo',
  url: 'https://comune.example/odg',
  categories: ['Organi'],
  class: 'private',
  transparent: true,
  status: 'tentative',
  colour: 'viola',
  start: { kind: 'zoned', local: '2027-03-04T15:00:00', zone: 'Europe/Rome' },
  end: { kind: 'zoned', local: '2027-03-04T17:00:00', zone: 'Europe/Rome' },
  recurrence: {
    kind: 'rule',
    frequency: 'monthly',
    interval: 2,
    weekdays: [{ day: 'TH', nth: -1 }],
    monthDays: [],
    months: [],
    positions: [],
    end: { kind: 'until', until: '2027-12-30' },
    weekStart: 'MO',
  },
  reminders: [
    { kind: 'before-start', minutes: 1_450, by: 'screen' },
    { kind: 'before-start', minutes: -5, by: 'mail' },
    { kind: 'at', at: '2027-03-04T10:00:00Z', by: 'screen' },
  ],
  attendees: [{ address: 'paolo@monteverde.example', name: 'Paolo', role: 'optional' }],
  attachments: [],
}

const created = (fields: EventFields) =>
  newEvent(
    { ...changeOf(fields, {}), organizer: { address: 'elena@monteverde.example' } },
    { uid: 'uno', now: '2027-01-01T00:00:00Z' },
  ).object

function read(object: CalendarObject): EventFields {
  const data = eventsOf(describe(object)).master!
  return fieldsOf(data, { start: data.start!, end: data.end! })
}

test('every field comes back from the file as it was set', () => {
  expect(read(created(full))).toEqual(full)
})

test.each([
  [
    { kind: 'date', date: '2027-03-04' },
    { kind: 'date', date: '2027-03-06' },
  ],
  [
    { kind: 'floating', local: '2027-03-04T09:00:00' },
    { kind: 'floating', local: '2027-03-04T10:00:00' },
  ],
  [
    { kind: 'utc', at: '2027-03-04T09:00:00Z' },
    { kind: 'utc', at: '2027-03-04T10:00:00Z' },
  ],
] as const)('the last day of a series is a day, whatever its times are: %o', (start, end) => {
  expect(read(created({ ...full, start, end })).recurrence?.end).toEqual({
    kind: 'until',
    until: '2027-12-30',
  })
})

test('alarms the screen has no word for survive a change of reminders', () => {
  const text = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'BEGIN:VEVENT',
    'UID:uno',
    'DTSTART:20270304T140000Z',
    'DTEND:20270304T160000Z',
    ...['TRIGGER;RELATED=END:-PT5M', 'TRIGGER:-PT10M', 'TRIGGER:-PT30M'].flatMap((trigger) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      trigger,
      'X-ALTRO:sì',
      'END:VALARM',
    ]),
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')
  const result = parse(text)
  if (result.kind === 'unreadable') throw new Error(result.reason)
  const data = eventsOf(describe(result.object)).master!
  const change = changeOf({ reminders: [{ by: 'screen', minutes: 10, kind: 'before-start' }] }, { data })

  const edited = applyChange(result.object, { scope: 'all', change, now: '2027-01-01T00:00:00Z', uid: 'due' })

  if (edited.kind !== 'changed') throw new Error(edited.kind)
  expect(edited.text.match(/TRIGGER.*/g)).toEqual(['TRIGGER;RELATED=END:-PT5M', 'TRIGGER:-PT10M'])
  expect(edited.text.match(/X-ALTRO/g)).toHaveLength(2)
})

test('a version tells which fields somebody else changed', () => {
  const version = versionOf('"1"', full, eventFieldNames)
  const now = { ...full, title: 'Giunta urgente', location: 'Altrove' }
  const judge = (etag: string, change: Partial<EventFields>) =>
    conflictsWith(version, { etag, fields: now, change }, eventFieldNames)

  expect(judge('"2"', { title: 'Mia', description: 'Nuova' })).toEqual(['title'])
  expect(judge('"2"', { description: 'Nuova' })).toEqual([])
  // Both meant the same.
  expect(judge('"2"', { title: 'Giunta urgente' })).toEqual([])
  expect(judge('"1"', { title: 'Mia' })).toEqual([])
})

test('a zone that only the file knows is read all the same', () => {
  const start = { kind: 'zoned', local: '2027-03-04T15:00:00', zone: '(UTC+01:00) Ufficio' } as const
  const data = eventsOf(describe(created(full))).master!

  expect(fieldsOf({ ...data, start }, { start, end: start }).recurrence?.end).toMatchObject({ kind: 'until' })
})
