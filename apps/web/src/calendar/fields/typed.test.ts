import { expect, test } from 'vitest'
import { readDate } from './typed-date.ts'
import { readTime } from '../../app/typed-time.ts'

const clock = (minute: number | null) =>
  minute === null
    ? null
    : `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

test.each([
  ['9', '09:00'],
  ['09', '09:00'],
  ['9.30', '09:30'],
  ['9,30', '09:30'],
  ['930', '09:30'],
  ['0930', '09:30'],
  ['1415', '14:15'],
  ['14:15', '14:15'],
  [' 14 : 15 ', '14:15'],
  ['9h30', '09:30'],
  ['9h', '09:00'],
  ['ore 9', '09:00'],
  ['3pm', '15:00'],
  ['3:20 p.m.', '15:20'],
  ['12am', '00:00'],
  ['12 pm', '12:00'],
  ['mezzogiorno', '12:00'],
  ['24:00', '00:00'],
  ['0', '00:00'],
])('"%s" is typed for %s', (typed, time) => {
  expect(clock(readTime(typed))).toBe(time)
})

test.each(['', 'boh', '25', '9:75', '9:3', '99', '14pm', '12345', '-3'])('"%s" is no time', (typed) => {
  expect(readTime(typed)).toBeNull()
})

// A Wednesday.
const today = '2026-11-25'

test.each([
  ['26', '2026-11-26'],
  ['3', '2026-12-03'],
  ['31', '2026-12-31'],
  ['26/11', '2026-11-26'],
  ['3/2', '2027-02-03'],
  ['20/11', '2026-11-20'],
  ['26/11/26', '2026-11-26'],
  ['26.11.2027', '2027-11-26'],
  ['26-11', '2026-11-26'],
  ['2026-12-24', '2026-12-24'],
  ['gio 26/11/2026', '2026-11-26'],
  ['oggi', '2026-11-25'],
  ['domani', '2026-11-26'],
  ['Dopodomani', '2026-11-27'],
  ['ieri', '2026-11-24'],
  ['gio', '2026-11-26'],
  ['giovedì', '2026-11-26'],
  ['mer', '2026-11-25'],
  ['mar', '2026-12-01'],
  ['3 mar', '2027-03-03'],
  ['26 novembre', '2026-11-26'],
  ['1° maggio 2027', '2027-05-01'],
  ['29/2', '2028-02-29'],
  ['+3', '2026-11-28'],
  ['-1', '2026-11-24'],
])('"%s" is typed for %s', (typed, day) => {
  expect(readDate(typed, { today, language: 'it' })).toBe(day)
})

test.each([
  ['tomorrow', '2026-11-26'],
  ['thu', '2026-11-26'],
  ['Tuesday', '2026-12-01'],
  ['nov 26', '2026-11-26'],
  ['26th of November', '2026-11-26'],
  ['march 3, 2027', '2027-03-03'],
])('"%s" is typed in English for %s', (typed, day) => {
  expect(readDate(typed, { today, language: 'en' })).toBe(day)
})

test.each(['', 'boh', '31/4', '32', '29/2/2027', '12/13', 'gio boh', '26/11/20267'])(
  '"%s" is no date',
  (typed) => {
    expect(readDate(typed, { today, language: 'it' })).toBeNull()
  },
)
