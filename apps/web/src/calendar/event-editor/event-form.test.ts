import type { Calendar, EventFields } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { type EventForm, fieldsOf, formOf, newForm } from './event-form.ts'
import { changedFields, changeOf, conflictsOf, isChanged, rebased } from './form-changes.ts'
import { someFields } from './some-fields.ts'
import { newSentence } from '../recurrence/recurrence-form.ts'
import {
  endsBeforeStart,
  floating,
  withAllDay,
  withEndZone,
  withStart,
  withStartZone,
} from '../fields/when-form.ts'

const zone = 'Europe/Rome'

const aForm = (fields: Partial<EventFields> = {}): EventForm => formOf(someFields(fields), 'giunta', zone)
const timed = aForm().when

test.each<[string, Partial<EventFields>]>([
  [
    'a meeting of another zone',
    {
      start: { kind: 'zoned', local: '2026-11-26T09:30:00', zone: 'America/New_York' },
      end: { kind: 'zoned', local: '2026-11-26T20:00:00', zone },
    },
  ],
  [
    'a floating time',
    {
      start: { kind: 'floating', local: '2026-11-26T09:30:00' },
      end: { kind: 'floating', local: '2026-11-26T10:00:00' },
    },
  ],
  [
    'a time in UTC',
    {
      start: { kind: 'utc', at: '2026-11-26T09:30:00.000Z' },
      end: { kind: 'utc', at: '2026-11-26T10:30:00.000Z' },
    },
  ],
  [
    'three whole days',
    { start: { kind: 'date', date: '2026-11-26' }, end: { kind: 'date', date: '2026-11-29' } },
  ],
])('%s comes out of the form as it went in', (_, times) => {
  expect(fieldsOf(aForm(times), zone)).toEqual(someFields(times))
})

test('the last of three whole days is the one people say', () => {
  const { when } = aForm({
    start: { kind: 'date', date: '2026-11-26' },
    end: { kind: 'date', date: '2026-11-29' },
  })

  expect(when).toMatchObject({ allDay: true, startDay: '2026-11-26', endDay: '2026-11-28' })
})

test('the end follows the start and keeps the length, over midnight and over days', () => {
  expect(withStart(timed, { minute: 1380 })).toMatchObject({ endDay: '2026-11-27', endMinute: 60 })
  expect(withStart(timed, { day: '2026-12-01' })).toMatchObject({ endDay: '2026-12-01', endMinute: 690 })
  expect(withStart(withStart(timed, { minute: 1380 }), { minute: 570 })).toEqual(timed)
})

test('an end before its start is noticed, in one zone and across two', () => {
  expect(endsBeforeStart({ ...timed, endMinute: 540 })).toBe(true)
  expect(endsBeforeStart(timed)).toBe(false)
  // 10:30 in London is 11:30 in Rome.
  expect(endsBeforeStart({ ...timed, startMinute: 660, endMinute: 630, endZone: 'Europe/London' })).toBe(
    false,
  )
})

test('a zone that the browser does not know stops nothing', () => {
  expect(endsBeforeStart({ ...timed, endZone: 'Mars/Olympus' })).toBe(false)
})

test('whole days and hours can be gone between without losing the hours', () => {
  expect(withAllDay(withAllDay(timed, true), false)).toEqual(timed)
})

test('an event until midnight does not become two whole days', () => {
  const untilMidnight = { ...timed, endDay: '2026-11-27', endMinute: 0 }

  expect(withAllDay(untilMidnight, true).endDay).toBe('2026-11-26')
})

test('the zone of the end goes with that of the start until it is chosen apart', () => {
  expect(withStartZone(timed, 'Europe/London').endZone).toBe('Europe/London')
  expect(withStartZone({ ...timed, endZone: 'Asia/Tokyo' }, 'Europe/London').endZone).toBe('Asia/Tokyo')
  expect(withStartZone({ ...timed, endZone: 'Asia/Tokyo' }, floating).endZone).toBe(floating)
  expect(withEndZone(timed, floating).startZone).toBe(floating)
})

test('only what was changed goes out, the times both together', () => {
  const before = aForm({ start: { kind: 'zoned', local: '2026-11-26T09:30:15', zone } })

  expect(changeOf(before, { ...before, title: 'Consiglio' }, zone)).toEqual({ title: 'Consiglio' })
  expect(
    Object.keys(changeOf(before, { ...before, when: withStart(before.when, { minute: 600 }) }, zone)),
  ).toEqual(['start', 'end'])
  expect(
    changeOf(before, { ...before, recurrence: newSentence('weekly', '2026-11-26') }, zone),
  ).toHaveProperty('recurrence.weekdays', [{ day: 'TH' }])
  expect(isChanged(before, { ...before })).toBe(false)
  expect(isChanged(before, { ...before, calendarId: 'other' })).toBe(true)
})

test('a conflict is what both have changed to something else', () => {
  const base = aForm()
  const mine = { ...base, title: 'Giunta', location: 'Sala rossa', url: 'https://a.example' }
  const theirs = { ...base, title: 'Consiglio', description: 'Verbale', url: 'https://a.example' }

  expect(conflictsOf(base, mine, theirs)).toEqual(['title'])
})

test('my changes are put on what is stored now, but where theirs is kept', () => {
  const base = aForm()
  const mine = { ...base, title: 'Giunta', location: 'Sala rossa' }
  const theirs = { ...base, title: 'Consiglio', description: 'Verbale' }

  const now = rebased(base, mine, { theirs, keepTheirs: ['title'] })

  expect(now).toMatchObject({ title: 'Consiglio', location: 'Sala rossa', description: 'Verbale' })
  expect(changedFields(theirs, now)).toEqual(['location'])
})

test('a new event is an hour from the next whole one, in the calendar that takes new events', () => {
  const aCalendar = (id: string, more: object) =>
    ({ id, can: { write: true }, holds: { events: true }, isDefault: false, ...more }) as unknown as Calendar
  const calendars = [
    aCalendar('festività', { can: { write: false } }),
    aCalendar('mio', {}),
    aCalendar('ufficio', { isDefault: true }),
  ]
  const now = new Date('2026-11-25T22:20:00Z')

  const form = newForm({}, { calendars, now, zone })
  const inReadOnly = newForm({ calendarId: 'festività' }, { calendars, now, zone })

  expect(form.when).toMatchObject({ startDay: '2026-11-26', startMinute: 0, endMinute: 60 })
  expect([form.calendarId, inReadOnly.calendarId]).toEqual(['ufficio', 'ufficio'])
})

test('an address without its scheme is one of the web', () => {
  expect(fieldsOf({ ...aForm(), url: 'www.comune.example' }, zone).url).toBe('https://www.comune.example')
  expect(fieldsOf({ ...aForm(), url: 'tel:0721' }, zone).url).toBe('tel:0721')
})

test('a new event reminds as its calendar says, unless it says otherwise itself', () => {
  const calendars = [
    { id: 'giunta', isDefault: true, can: { write: true }, holds: { events: true }, reminderMinutes: 30 },
  ] as Calendar[]
  const standing = { calendars, now: new Date('2026-11-26T08:00:00Z'), zone }

  expect(newForm({}, standing).reminders).toEqual([{ kind: 'before-start', minutes: 30, by: 'screen' }])
  expect(newForm({ reminders: [] }, standing).reminders).toEqual([])
})
