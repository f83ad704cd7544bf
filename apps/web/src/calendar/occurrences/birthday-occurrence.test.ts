import type { Birthday } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { wallClock } from '../clock/wall-clock.ts'
import { birthdaysIn } from './birthday-occurrence.ts'

const clock = wallClock('Europe/Rome')
const t = ((key: string, values?: object) => `${key} ${JSON.stringify(values)}`) as never

function drawn(birthday: Partial<Birthday>, from: string, to: string) {
  const marta = { ref: 'b.m', bookId: 'b', name: 'Marta', month: 3, day: 10, year: null, ...birthday }
  return birthdaysIn([marta], { from, to }, { clock, t }).map(({ days, age }) => [days?.start, age])
}

test('a birthday stands in every year one looks at, and says how old somebody becomes', () => {
  expect(drawn({ year: 1990 }, '2025-12-01', '2027-04-01')).toEqual([
    ['2026-03-10', 36],
    ['2027-03-10', 37],
  ])
})

test('where the year is not known no age is said', () => {
  expect(drawn({}, '2026-03-01', '2026-04-01')).toEqual([['2026-03-10', null]])
})

test('before somebody was born they have no birthday', () => {
  expect(drawn({ year: 2027 }, '2026-03-01', '2026-04-01')).toEqual([])
})

test('the 29th of February is the 28th in other years', () => {
  expect(drawn({ month: 2, day: 29 }, '2027-02-01', '2028-03-15')).toEqual([
    ['2027-02-28', null],
    ['2028-02-29', null],
  ])
})
