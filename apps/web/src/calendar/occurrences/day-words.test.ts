import { createFormats, createTranslator, loadAreaCatalogue, loadCatalogue } from '@staffetta/i18n'
import { expect, test } from 'vitest'
import { dayWords, headingOf, type Sayer, spokenOf, weekOf, whenText } from './day-words.ts'
import { anOccurrence, wholeDays } from './municipal-calendar.ts'
import { wallClock } from '../clock/wall-clock.ts'

const t = createTranslator('it', await loadCatalogue('it'), await loadAreaCatalogue('calendar', 'it'))
const sayer: Sayer = {
  t,
  formats: createFormats('it', t, { timeZone: 'Europe/Rome' }),
  words: dayWords('it'),
  clock: wallClock('Europe/Rome'),
  today: '2026-11-24',
}

test.each([
  ['week', '2026-11-24', '23–29 novembre 2026', '23–29 November 2026'],
  ['week', '2026-12-02', '30 novembre – 6 dicembre 2026', '30 November – 6 December 2026'],
  ['workweek', '2027-01-01', '28 dicembre 2026 – 1 gennaio 2027', '28 December 2026 – 1 January 2027'],
  ['month', '2026-11-24', 'Novembre 2026', 'November 2026'],
  ['year', '2026-11-24', '2026', '2026'],
  ['day', '2026-11-24', 'martedì 24 novembre 2026', 'Tuesday 24 November 2026'],
] as const)('the head of a %s around %s', (view, date, italian, english) => {
  expect(headingOf(view, date, dayWords('it'))).toBe(italian)
  // Whether a comma follows the weekday is the browser's own idea.
  expect(headingOf(view, date, dayWords('en')).replace(',', '')).toBe(english)
})

test('a week has its number, a month has none', () => {
  expect([weekOf('week', '2026-11-24'), weekOf('month', '2026-11-24')]).toEqual([48, null])
})

test.each([
  [anOccurrence('x', '2026-11-26', '15:00', '17:00'), 'giovedì 26 novembre, 15:00–17:00'],
  [anOccurrence('x', '2027-01-07', '15:00', '15:00'), 'giovedì 7 gennaio 2027, 15:00'],
  [
    anOccurrence('x', '2026-11-28', '22:00', '06:00'),
    'da sabato 28 novembre, 22:00 a domenica 29 novembre, 06:00',
  ],
  [wholeDays('x', '2026-11-23', '2026-11-24'), 'lunedì 23 novembre, tutto il giorno'],
  [wholeDays('x', '2026-11-23', '2026-11-26'), '23–25 novembre 2026, tutto il giorno'],
])('when something is, in words: %#', (occurrence, said) => {
  expect(whenText(occurrence, sayer)).toBe(said)
})

test('a hidden event says that one is busy and nothing else', () => {
  const hidden = anOccurrence('', '2026-11-25', '14:30', '15:30', { hidden: true })

  expect(spokenOf(hidden, 'Paolo Guerrini', sayer)).toBe(
    'Occupato, mercoledì 25 novembre, 14:30–15:30, Paolo Guerrini',
  )
})
