import { expect, test } from 'vitest'
import { AppError } from '../../http/app-error.ts'
import { checkZone, dayIn, instantOf } from './zones.ts'

const at = (zone: string, wall: string) => new Date(instantOf(zone, Date.parse(`${wall}Z`))).toISOString()

test.each([
  ['Europe/Rome', '2027-01-10T09:00', '2027-01-10T08:00:00.000Z'],
  ['Europe/Rome', '2027-07-10T09:00', '2027-07-10T07:00:00.000Z'],
  // Skipped: read with the offset before the gap.
  ['Europe/Rome', '2027-03-28T02:30', '2027-03-28T01:30:00.000Z'],
  // Twice there: the first.
  ['Europe/Rome', '2027-10-31T02:30', '2027-10-31T00:30:00.000Z'],
  ['Pacific/Kiritimati', '2027-01-10T00:00', '2027-01-09T10:00:00.000Z'],
  ['Asia/Kathmandu', '2027-01-10T09:00', '2027-01-10T03:15:00.000Z'],
])('in %s %s is %s', (zone, wall, instant) => {
  expect(at(zone, wall)).toBe(instant)
})

test('the day of an instant is the one of the place', () => {
  expect(dayIn('Europe/Rome', Date.parse('2027-03-30T22:30:00Z'))).toBe('2027-03-31')
})

test('a zone nobody knows is the request’s mistake', () => {
  expect(() => checkZone('Luna/Mare')).toThrow(AppError)
})
