import type { Recurrence } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { aRule } from './a-rule.ts'
import {
  followStart,
  hintOf,
  newSentence,
  nthWeekdayOf,
  recurrenceFormOf,
  ruleOf,
} from './recurrence-form.ts'

const thursday = '2026-11-26'
const workdays = (['MO', 'TU', 'WE', 'TH', 'FR'] as const).map((day) => ({ day }))

test.each<[string, Partial<Recurrence>]>([
  ['every third day', { frequency: 'daily', interval: 3 }],
  ['Tuesdays and Thursdays', { weekdays: [{ day: 'TU' }, { day: 'TH' }], weekStart: 'SU' }],
  ['working days', { weekdays: workdays }],
  ['the 31st', { frequency: 'monthly', monthDays: [31] }],
  ['the first and the last day', { frequency: 'monthly', monthDays: [1, -1] }],
  ['the second Tuesday', { frequency: 'monthly', weekdays: [{ day: 'TU', nth: 2 }] }],
  ['the last working day', { frequency: 'monthly', weekdays: workdays, positions: [-1] }],
  ['16 June and 16 December', { frequency: 'yearly', months: [6, 12], monthDays: [16] }],
  ['the last Sunday of March', { frequency: 'yearly', months: [3], weekdays: [{ day: 'SU', nth: -1 }] }],
  ['ten times', { weekdays: [{ day: 'TH' }], end: { kind: 'count', count: 10 } }],
])('%s is a sentence and the same rule again', (_, rule) => {
  const form = recurrenceFormOf(aRule(rule), thursday)

  expect(form.kind).toBe('sentence')
  expect(ruleOf(form)).toEqual(aRule(rule))
})

test.each<[string, Partial<Recurrence>]>([
  ['a custom rule', { kind: 'custom', text: 'FREQ=HOURLY' }],
  ['daily in some months', { frequency: 'daily', months: [6, 7] }],
  ['Friday the 13th', { frequency: 'monthly', monthDays: [13], weekdays: [{ day: 'FR' }] }],
  [
    'the first and third Monday',
    {
      frequency: 'monthly',
      weekdays: [
        { day: 'MO', nth: 1 },
        { day: 'MO', nth: 3 },
      ],
    },
  ],
  ['the 20th Monday of the year', { frequency: 'yearly', weekdays: [{ day: 'MO', nth: 20 }] }],
])('%s is no sentence of ours and is kept as it is', (_, rule) => {
  const form = recurrenceFormOf(aRule(rule), thursday)

  expect(form).toEqual({ kind: 'kept', stored: aRule(rule) })
  expect(ruleOf(form)).toEqual(aRule(rule))
})

test('what a rule leaves to the start is filled in from it', () => {
  expect(ruleOf(recurrenceFormOf(aRule({}), thursday)).weekdays).toEqual([{ day: 'TH' }])
  expect(ruleOf(recurrenceFormOf(aRule({ frequency: 'yearly' }), thursday))).toMatchObject({
    months: [11],
    monthDays: [26],
  })
})

test('a start that moves takes along its weekday, its date and its month', () => {
  const weekly = followStart(newSentence('weekly', thursday), thursday, '2026-12-04')

  expect(weekly.weekdays).toEqual(['FR'])
  expect(weekly.on).toEqual({ kind: 'dates', dates: [4] })
  expect(weekly.months).toEqual([12])
})

test('a start that moves leaves alone what was chosen apart from it', () => {
  const chosen = { ...newSentence('weekly', thursday), weekdays: ['MO' as const, 'TH' as const] }

  expect(followStart(chosen, thursday, '2026-11-27').weekdays).toEqual(['MO', 'TH'])
})

test('the fifth weekday of a month is offered as the last', () => {
  expect(nthWeekdayOf('2026-11-25')).toEqual({ kind: 'weekday', nth: 4, day: 'WE' })
  expect(nthWeekdayOf('2026-11-30')).toEqual({ kind: 'weekday', nth: -1, day: 'MO' })
})

test.each([
  ['monthly', [31], [], 'short-months'],
  ['monthly', [28], [], null],
  ['monthly', [-1], [], null],
  ['yearly', [29], [2], 'leap-years'],
  ['yearly', [31], [1, 4], 'short-months'],
  ['yearly', [31], [1], null],
] as const)('%s on %j of %j is hinted at as %s', (frequency, dates, months, hint) => {
  const form = {
    ...newSentence(frequency, thursday),
    on: { kind: 'dates' as const, dates: [...dates] },
    months: [...months],
  }

  expect(hintOf(form)).toBe(hint)
})
