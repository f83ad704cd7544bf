import { blankCard } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { indexOf, hasWords, wordsOf } from '../find/index-of.ts'
import { type Contact, rowOf } from '../state/contact.ts'
import { linesIn, linesOf, sorted } from './lines.ts'

const person = (given: string, family: string, more: Partial<Contact> = {}): Contact => ({
  ...rowOf(
    { ...blankCard, name: { ...blankCard.name, given, family } },
    { ref: `b.${family}`, uid: family, bookId: 'b', photo: '' },
  ),
  ...more,
})
const names = (contacts: readonly Contact[]) => contacts.map(({ sortName }) => sortName)
const byName = { order: 'name', givenFirst: false } as const
const byLetter = (contact: Contact) => indexOf(contact).letter

test('people stand by their family name, whatever its accents and capitals', () => {
  const people = [
    person('Ugo', 'Zani'),
    person('Eva', 'Éspositò'),
    person('Ada', 'de Luca'),
    person('Ivo', 'Esposti'),
  ]
  expect(names(sorted(people, byName))).toEqual(['de Luca Ada', 'Éspositò Eva', 'Esposti Ivo', 'Zani Ugo'])
})

test('by organisation, whoever has none comes last', () => {
  const people = [person('Ugo', 'Zani'), person('Eva', 'Bo', { organisation: 'Studio Valle' })]
  expect(names(sorted(people, { ...byName, order: 'organisation' }))).toEqual(['Bo Eva', 'Zani Ugo'])
})

test('whoever says given names first has them in that order; the newest change is first where one asks for it', () => {
  const people = [
    person('Ugo', 'Bo', { changedAt: '2026-11-20T08:00:00.000Z' }),
    person('Eva', 'Zani', { changedAt: '2026-11-25T08:00:00.000Z' }),
    person('Ada', 'Conti'),
  ]
  delete people[2]!.changedAt

  expect(names(sorted(people, { ...byName, givenFirst: true }))).toEqual(['Conti Ada', 'Zani Eva', 'Bo Ugo'])
  expect(names(sorted(people, { ...byName, order: 'changed' }))).toEqual(['Zani Eva', 'Bo Ugo', 'Conti Ada'])
})

test('a letter stands above the first of its names, and leads to it', () => {
  const people = sorted(
    [person('Eva', 'Bo'), person('Ada', 'Alba'), person('Ivo', 'Bini'), person('', '3M')],
    byName,
  )
  const { lines, letters, height } = linesOf(people, byLetter)
  expect(lines.map(({ heading, at }) => heading ?? people[at]!.sortName)).toEqual([
    '#',
    '3M',
    'A',
    'Alba Ada',
    'B',
    'Bini Ivo',
    'Bo Eva',
  ])
  expect(letters.get('B')).toBe(2)
  expect(height).toBe(3 * 28 + 4 * 52)
})

test('of twenty thousand only those in sight are drawn', () => {
  const people = Array.from({ length: 20_000 }, (_, at) => person('A', `Rossi${at}`))
  const whole = linesOf(people, byLetter)
  const drawn = linesIn(whole, 500_000, 500_900)
  expect(drawn.length).toBeLessThan(21)
  expect(drawn[0]!.top).toBeLessThanOrEqual(500_000)
  expect(drawn.at(-1)!.top).toBeGreaterThan(500_800)
})

test.each(['espo', 'eva esp', 'ANAGRAFE', '0722 555', '5550112', 'eva@'])(
  '%s finds somebody by any part',
  (text) => {
    const eva = person('Eva', 'Éspositò', {
      office: 'Anagrafe e stato civile',
      emails: ['eva@monteverde.example'],
      phones: ['+39 0722 555 0112'],
    })
    expect(hasWords(eva, wordsOf(text))).toBe(true)
    expect(hasWords(person('Ugo', 'Zani'), wordsOf(text))).toBe(false)
  },
)
