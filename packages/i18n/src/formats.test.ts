import { expect, test } from 'vitest'
import { catalogue as en } from './catalogue-en.ts'
import { catalogue as it } from './catalogue-it.ts'
import { createFormats } from './formats.ts'
import { createTranslator } from './translate.ts'

const options = { timeZone: 'Europe/Rome', now: () => new Date('2026-11-24T09:45:00Z') }
const italian = createFormats('it', createTranslator('it', it), options)
const english = createFormats('en', createTranslator('en', en), options)

test.each([
  ['2026-11-24T09:32:00Z', '10:32'],
  ['2026-11-23T23:10:00Z', '00:10'],
  ['2026-11-23T16:22:00Z', 'ieri'],
  ['2026-11-20T10:00:00Z', '20/11'],
  ['2025-11-20T10:00:00Z', '20/11/2025'],
  ['nonsense', ''],
])('a row of %s is dated %s', (instant, shown) => {
  expect(italian.listDate(instant)).toBe(shown)
})

test('below the heading of yesterday a row shows the hour', () => {
  expect(italian.listDate('2026-11-23T16:22:00Z', { bareTime: true })).toBe('17:22')
})

test('an opened message says the day and the hour', () => {
  expect(italian.messageDate('2026-11-24T08:58:00Z')).toBe('oggi, 09:58')
  expect(english.messageDate('2026-11-20T16:06:00Z')).toBe('20/11, 17:06')
})

test('days are grouped by the calendar of the reader', () => {
  expect(
    ['2026-11-24T05:00:00Z', '2026-11-23T05:00:00Z', '2026-11-20T05:00:00Z', '2026-11-10T05:00:00Z'].map(
      (at) => italian.dayGroup(at),
    ),
  ).toEqual(['today', 'yesterday', 'last-week', 'older'])
  expect(italian.dayHeading('today')).toBe('Oggi, martedì 24 novembre')
})

test.each([
  [0, '0 B'],
  [84_200, '84 kB'],
  [1_400_000, '1,4 MB'],
  [18_400_000, '18,4 MB'],
  [999_999, '1,0 MB'],
  [3_200_000_000, '3,2 GB'],
])('%i bytes are %s', (bytes, shown) => {
  expect(italian.size(bytes)).toBe(shown)
})

test('numbers are grouped from a thousand on', () => {
  expect(italian.number(1248)).toBe('1.248')
  expect(english.number(1248)).toBe('1,248')
})

test('what runs out is shown in minutes and seconds', () => {
  expect(italian.countdown(108)).toBe('01:48')
  expect(italian.countdown(-3)).toBe('00:00')
})

test('a share has a space before its sign in Italian', () => {
  expect(italian.percent(0.64)).toBe('64\u00a0%')
  expect(english.percent(0.64)).toBe('64%')
})
