import type { Alarm } from '@staffetta/icalendar'
import { expect, test } from 'vitest'
import { brokenEntry, type Appearance, type Entry, type Facts } from '../index/entry.ts'
import { duesOf } from './due.ts'

const before = (days: number, minutes: number, action: Alarm['action'] = 'display'): Alarm => ({
  action,
  trigger: { kind: 'before-start', days, minutes },
})
const facts = (alarms: Alarm[], more: Partial<Facts> = {}): Facts => ({
  title: 'Giunta',
  location: '',
  status: 'confirmed',
  transparent: false,
  class: 'public',
  colour: null,
  categories: [],
  reminders: alarms.length > 0,
  alarms,
  attachments: false,
  people: null,
  words: '',
  ...more,
})
const timed = (start: string, more: Partial<Appearance> = {}): Appearance => ({
  start: Date.parse(start),
  end: Date.parse(start) + 3_600_000,
  recurrenceId: null,
  override: -1,
  local: false,
  date: false,
  zone: 'Europe/Rome',
  ...more,
})
const entry = (master: Facts, appearances: Appearance[], overrides: Facts[] = []): Entry => ({
  ...brokenEntry('e', 'unreadable'),
  problem: null,
  uid: 'u',
  master,
  overrides,
  appearances,
})
const dues = (one: Entry, by: 'screen' | 'mail' = 'screen') =>
  duesOf(one, {
    from: Date.parse('2027-01-01T00:00:00Z'),
    to: Date.parse('2028-01-01T00:00:00Z'),
    zone: 'Europe/Rome',
    by,
  }).map(({ at }) => new Date(at).toISOString())

test('so long before the start, and of a series each time', () => {
  const one = entry(facts([before(0, 15)]), [timed('2027-03-02T08:00:00Z'), timed('2027-03-09T08:00:00Z')])

  expect(dues(one)).toEqual(['2027-03-02T07:45:00.000Z', '2027-03-09T07:45:00.000Z'])
})

test('a day before is the same hour on the wall, over a change of the clocks; 24 hours are 24 hours', () => {
  const spring = timed('2027-03-28T08:00:00Z')

  expect(dues(entry(facts([before(1, 0)]), [spring]))).toEqual(['2027-03-27T09:00:00.000Z'])
  expect(dues(entry(facts([before(0, 1440)]), [spring]))).toEqual(['2027-03-27T08:00:00.000Z'])
})

test('a whole day begins at midnight where one is', () => {
  const day = timed('2027-07-01T00:00:00Z', { local: true, date: true, zone: null })

  expect(dues(entry(facts([before(0, -480)]), [day]))).toEqual(['2027-07-01T06:00:00.000Z'])
})

test('an instant speaks of the occurrence after it alone, an override of its own', () => {
  const at: Alarm = { action: 'display', trigger: { kind: 'at', at: '2027-03-08T07:00:00Z' } }
  const series = entry(
    facts([at]),
    [
      timed('2027-03-02T08:00:00Z'),
      timed('2027-03-09T08:00:00Z'),
      timed('2027-03-16T10:00:00Z', { override: 0 }),
    ],
    [facts([before(0, 5)])],
  )

  expect(dues(series)).toEqual(['2027-03-08T07:00:00.000Z', '2027-03-16T09:55:00.000Z'])
})

test('nothing reminds of what is cancelled or was declined, and what goes by mail is not for the screen', () => {
  const people = {
    organizer: null,
    calls: false,
    mine: 'declined',
    accepted: 0,
    tentative: 0,
    declined: 1,
    waiting: 0,
  } as const
  const at = [timed('2027-03-02T08:00:00Z')]

  expect(dues(entry(facts([before(0, 5)], { status: 'cancelled' }), at))).toEqual([])
  expect(dues(entry(facts([before(0, 5)], { people }), at))).toEqual([])
  expect(dues(entry(facts([before(0, 5, 'email')]), at))).toEqual([])
  expect(dues(entry(facts([before(0, 5, 'email')]), at), 'mail')).toHaveLength(1)
})
