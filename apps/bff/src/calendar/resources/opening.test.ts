import { expect, test } from 'vitest'
import type { StoredResource } from '../../db/resources.ts'
import { nextFree, whyNot } from './opening.ts'

const days = ['MO', 'TU', 'WE', 'TH', 'FR'] as const
const room: StoredResource = {
  id: 'r',
  address: 'sala@comune.example',
  name: 'Sala',
  kind: 'room',
  place: '',
  note: '',
  capacity: null,
  opening: days.flatMap((day) => [
    { day, from: '08:00', to: '13:00' },
    { day, from: '15:00', to: '18:00' },
  ]),
  zone: 'Europe/Rome',
  approval: 'automatic',
  managers: [],
  noticeMinutes: 0,
  aheadDays: 365,
}
const now = Date.parse('2026-03-02T08:00:00+01:00')
const wanted = (start: string, end: string, whole = false) => ({
  start: Date.parse(start),
  end: Date.parse(end),
  whole,
})

test.each([
  ['in the morning', '2026-03-03T09:00:00+01:00', '2026-03-03T10:00:00+01:00', null],
  ['until it closes', '2026-03-03T12:00:00+01:00', '2026-03-03T13:00:00+01:00', null],
  ['over the midday break', '2026-03-03T12:00:00+01:00', '2026-03-03T16:00:00+01:00', 'closed'],
  ['on a Saturday', '2026-03-07T09:00:00+01:00', '2026-03-07T10:00:00+01:00', 'closed'],
  ['after the clocks changed', '2026-03-30T08:00:00+02:00', '2026-03-30T09:00:00+02:00', null],
  ['before it opens, by the new clock', '2026-03-30T07:30:00+02:00', '2026-03-30T09:00:00+02:00', 'closed'],
  ['in two years', '2028-03-07T09:00:00+01:00', '2028-03-07T10:00:00+01:00', 'too-far'],
])('%s', (_when, start, end, reason) => {
  expect(whyNot(room, wanted(start, end), now)).toBe(reason)
})

test('whole days are had where it opens at all, and not over a weekend', () => {
  const from = '2026-03-05T00:00:00+01:00'
  expect(whyNot(room, wanted(from, '2026-03-07T00:00:00+01:00', true), now)).toBeNull()
  expect(whyNot(room, wanted(from, '2026-03-08T00:00:00+01:00', true), now)).toBe('closed')
})

test('notice is counted from now', () => {
  const careful = { ...room, noticeMinutes: 24 * 60 }
  const soon = wanted('2026-03-02T16:00:00+01:00', '2026-03-02T17:00:00+01:00')
  expect(whyNot(careful, soon, now)).toBe('too-soon')
  expect(whyNot(careful, wanted('2026-03-03T09:00:00+01:00', '2026-03-03T10:00:00+01:00'), now)).toBeNull()
})

test('the next time is open, free and as long as what was wanted', () => {
  const morning = wanted('2026-03-03T09:00:00+01:00', '2026-03-03T11:00:00+01:00')
  const taken = [wanted('2026-03-03T10:00:00+01:00', '2026-03-03T12:00:00+01:00')]
  const next = nextFree(room, morning, { taken, now })
  expect(new Date(next!).toISOString()).toBe('2026-03-03T14:00:00.000Z')
})

test('where nothing is free within two weeks, nothing is promised', () => {
  const long = wanted('2026-03-03T08:00:00+01:00', '2026-03-03T16:00:00+01:00')
  expect(nextFree(room, long, { taken: [], now })).toBeNull()
})
