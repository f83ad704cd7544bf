import { expect, test } from 'vitest'
import { anOccurrence, calendars, wholeDays } from './municipal-calendar.ts'
import { colourOf, daysOf, isChangeable, isInBand, onDay, segmentsOf, spanOf } from './occurrences.ts'
import { wallClock } from '../clock/wall-clock.ts'

const rome = wallClock('Europe/Rome')

test('an event over midnight is two pieces that know of each other', () => {
  const night = anOccurrence('Reperibilità', '2026-11-28', '22:00', '06:00')

  expect(
    segmentsOf(night, rome).map(({ day, from, to, before, after }) => [day, from, to, before, after]),
  ).toEqual([
    ['2026-11-28', 1320, 1440, false, true],
    ['2026-11-29', 0, 360, true, false],
  ])
})

test('what ends at midnight does not touch the next day', () => {
  const evening = anOccurrence('Consiglio', '2026-11-27', '21:00', '23:00')
  const untilMidnight = { ...evening, endAt: '2026-11-27T23:00:00.000Z' }

  expect(segmentsOf(untilMidnight, rome)).toHaveLength(1)
  expect(daysOf(untilMidnight, rome)).toEqual({ from: '2026-11-27', to: '2026-11-28' })
})

test('an event without length is on its day all the same', () => {
  const call = anOccurrence('Telefonata', '2026-11-27', '13:00', '13:00')

  expect(segmentsOf(call, rome)).toMatchObject([{ from: 780, to: 780 }])
  expect(onDay([call], '2026-11-27', rome)).toEqual([call])
})

test('in the hour that happens twice an event never ends before it begins', () => {
  const over = {
    ...anOccurrence('Turno', '2026-10-25', '02:30', '02:45'),
    startAt: '2026-10-25T00:45:00.000Z',
    endAt: '2026-10-25T01:15:00.000Z',
  }

  expect(spanOf(over, rome)).toEqual({ day: '2026-10-25', minute: 165, minutes: 0 })
})

test('over the hour that is skipped an event stands where the wall says', () => {
  const night = {
    ...anOccurrence('Turno', '2026-03-29', '01:00', '04:00'),
    startAt: '2026-03-29T00:00:00.000Z',
    endAt: '2026-03-29T02:00:00.000Z',
  }

  expect(spanOf(night, rome)).toEqual({ day: '2026-03-29', minute: 60, minutes: 180 })
})

test('seen from another zone an event can lie on another day', () => {
  const early = anOccurrence('Videochiamata', '2026-11-26', '01:00', '02:00')

  expect(daysOf(early, wallClock('America/New_York'))).toEqual({ from: '2026-11-25', to: '2026-11-26' })
})

test('whole days, and what lasts a day, stand above the hours', () => {
  expect(isInBand(wholeDays('Ferie', '2026-11-23', '2026-11-26'))).toBe(true)
  expect(isInBand(anOccurrence('Mostra', '2026-11-23', '09:00', '18:00'))).toBe(false)
  expect(
    isInBand({ ...anOccurrence('Fiera', '2026-11-23', '09:00', '09:00'), endAt: '2026-11-24T08:00:00.000Z' }),
  ).toBe(true)
})

test('an event has its own colour, else that of its calendar', () => {
  const event = anOccurrence('Giunta', '2026-11-26', '15:00', '17:00', { calendarId: 'giunta' })

  expect(colourOf(event, calendars)).toBe('viola')
  expect(colourOf({ ...event, colour: 'senape' }, calendars)).toBe('senape')
})

test('what lies where one may not write, or is hidden, cannot be changed', () => {
  const mine = anOccurrence('Mio', '2026-11-26', '15:00', '17:00')

  expect(isChangeable(mine, calendars)).toBe(true)
  expect(isChangeable({ ...mine, calendarId: 'paolo' }, calendars)).toBe(false)
  expect(isChangeable({ ...mine, hidden: true }, calendars)).toBe(false)
})
