import { expect, test } from 'vitest'
import type { Person } from './evidence.ts'
import { findDuplicates } from './find.ts'
import { nameWords, plainPhone } from './normal.ts'

function person(ref: string, name: string, more: Partial<Person> = {}): Person {
  return {
    ref,
    name,
    uid: '',
    kind: 'individual',
    nickname: '',
    organisation: '',
    emails: [],
    phones: [],
    ...more,
  }
}

function only(...people: Person[]) {
  const [first] = findDuplicates(people)
  return first && { level: first.level, evidence: first.evidence.map(({ kind }) => kind) }
}

test('the same person with accents, in another order and with a title is found by name and address', () => {
  const a = person('a', 'Nicolò Forlì', { emails: ['Nicolo@Monteverde.example'] })
  const b = person('b', 'FORLI, Dott. Nicolo', { emails: ['nicolo@monteverde.example'] })

  expect(only(a, b)).toEqual({ level: 'certain', evidence: ['email', 'name'] })
})

test('homonyms with nothing else in common are never certain, nor even likely', () => {
  expect(only(person('a', 'Mario Rossi'), person('b', 'Mario Rossi'))).toEqual({
    level: 'possible',
    evidence: ['name'],
  })
  const inOneOffice = { organisation: 'Comune di Monteverde', phones: ['0722 555 0100'] }
  expect(only(person('a', 'Mario Rossi', inOneOffice), person('b', 'Rossi Mario', inOneOffice))?.level).toBe(
    'likely',
  )
  expect(
    only(
      person('a', 'Mario Rossi', { birthday: '1970-1-1' }),
      person('b', 'Mario Rossi', { birthday: '1980-1-1' }),
    ),
  ).toBeUndefined()
})

test('Beppe is Giuseppe, and a nickname that a card tells is one', () => {
  const phones = ['333 1234567']

  expect(only(person('a', 'Giuseppe Verdi', { phones }), person('b', 'Verdi Beppe', { phones }))).toEqual({
    level: 'certain',
    evidence: ['mobile', 'short-name'],
  })
  expect(only(person('a', 'Enzo Neri'), person('b', 'Lorenzo Neri'))?.evidence).toEqual(['short-name'])
  const told = person('a', 'Ada Neri', { nickname: 'Cippi', phones })
  expect(only(told, person('b', 'Cippi Neri', { phones }))?.evidence).toEqual(['mobile', 'short-name'])
})

test('a family that shares a number and colleagues who share a mailbox are not one person', () => {
  const phones = ['0721 123456']
  expect(only(person('a', 'Ada Neri', { phones }), person('b', 'Ugo Neri', { phones }))).toBeUndefined()
  const emails = ['segreteria@monteverde.example']
  expect(only(person('a', 'Ada Neri', { emails }), person('b', 'Ugo Blu', { emails }))).toBeUndefined()
})

test('numbers are one number however they are written, in Italy unless they say otherwise', () => {
  const one = [
    '333 123 4567',
    '+39 333.1234567',
    '0039-333-1234567',
    '39 333 1234567',
    'tel:+39-333-1234567;ext=2',
  ]
  expect(new Set(one.map((written) => plainPhone(written)))).toEqual(new Set(['+393331234567']))
  expect(plainPhone('0722 555 0112')).toBe('+3907225550112')
  expect(plainPhone('+44 (0)20 7946 0000')).toBe('+442079460000')
  expect(plainPhone('3931234567')).toBe('+393931234567')
  expect(plainPhone('112')).toBe('')
  expect(nameWords("Dott.ssa D'Angelo  Ìda")).toEqual(['dangelo', 'ida'])
})

test('twenty thousand cards are compared in little time, and what is doubled is found', () => {
  const given = ['Ada', 'Ugo', 'Lea', 'Ivo', 'Pia', 'Ezio', 'Rosa', 'Dino', 'Olga', 'Bice']
  const people = Array.from({ length: 20_000 }, (_, at) =>
    person(`r${at}`, `${given[at % 10]} ${'abcdefghijklmnopqrst'[at % 20]}amili${at % 3_700}`, {
      emails: [`p${at}@monteverde.example`],
      phones: [`0722 ${String(100_000 + at)}`, '0722 5550100'],
      organisation: 'Comune',
    }),
  )
  for (let at = 0; at < 200; at++)
    people.push({ ...people[at * 7]!, ref: `d${at}`, phones: [], emails: [`P${at * 7}@monteverde.example`] })
  const started = performance.now()
  const found = findDuplicates(people)

  expect(found.filter(({ level }) => level === 'certain')).toHaveLength(200)
  expect(performance.now() - started).toBeLessThan(20_000)
})
