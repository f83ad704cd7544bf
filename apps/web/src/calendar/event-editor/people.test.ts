import { expect, test } from 'vitest'
import { parsePeople, writePerson } from './people.ts'

test('a list of people is read with and without names, and the comma inside of quotes parts nobody', () => {
  const { people, rest } = parsePeople('"Rossi, Anna" <anna@a.example>; luca@a.example\nmailto:eva@a.example')

  expect(people.map(({ name, address }) => [name, address])).toEqual([
    ['Rossi, Anna', 'anna@a.example'],
    ['', 'luca@a.example'],
    ['', 'eva@a.example'],
  ])
  expect(rest).toBe('')
})

test('what is no address stays to be mended', () => {
  expect(parsePeople('anna@, luca@a.example, Eva').rest).toBe('anna@, Eva')
})

test.each([
  { name: '', address: 'a@b.example' },
  { name: 'Anna', address: 'a@b.example' },
  { name: 'Rossi, Anna', address: 'a@b.example' },
])('$name $address is read as it was written', (person) => {
  expect(parsePeople(writePerson(person)).people).toEqual([{ ...person, role: 'required' }])
})
