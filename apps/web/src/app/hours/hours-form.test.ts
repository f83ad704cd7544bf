import { expect, test } from 'vitest'
import { formOf, isKept, oneMore, problemOf, spansOf } from './hours-form.ts'

const week = [
  { day: 'MO' as const, from: '07:45', to: '13:15' },
  { day: 'MO' as const, from: '14:00', to: '17:12' },
  { day: 'SU' as const, from: '20:00', to: '24:00' },
]
const at = (...spans: [number, number][]) => spans.map(([from, to]) => ({ from: from * 60, to: to * 60 }))

test('a week goes through the form unchanged, the end of a day too', () => {
  expect(spansOf(formOf(week))).toEqual(week)
})

test('a day is told what is wrong with it', () => {
  expect(problemOf([])).toBeNull()
  expect(problemOf(at([14, 17], [8, 14]))).toBeNull()
  expect(problemOf(at([20, 0]))).toBeNull()
  expect(problemOf(at([14, 8]))).toBe('backwards')
  expect(problemOf(at([8, 13], [12.5, 17]))).toBe('overlap')
})

test('a week is kept when each of its days can be', () => {
  expect(isKept(formOf(week))).toBe(true)
  expect(isKept({ ...formOf(week), FR: at([14, 8]) })).toBe(false)
})

test('what is typed out of order is kept in order, and what touches is one', () => {
  const form = { ...formOf(week), MO: at([14, 17], [8, 14]) }

  expect(spansOf(form).slice(0, 1)).toEqual([{ day: 'MO', from: '08:00', to: '17:00' }])
})

test('after a morning comes an afternoon', () => {
  expect(oneMore([])).toEqual({ from: 480, to: 840 })
  expect(oneMore(at([8, 13]))).toEqual({ from: 900, to: 1080 })
  expect(oneMore(at([8, 18]))).toEqual({ from: 1140, to: 1200 })
})
