import { expect, test } from 'vitest'
import { bareContact } from '../state/contact.ts'
import { isInOffice, namesOf, officesOf, pathOf } from './offices.ts'

const person = (...units: string[]) => ({ ...bareContact(units.join(), 'ente', ''), units })

test('offices stand by name below their sectors, each with all of its people', () => {
  const people = [person('Tecnico', 'Edilizia'), person('Tecnico'), person('Affari', 'Protocollo'), person()]
  expect(officesOf(people)).toMatchObject([
    { name: 'Affari', level: 1, people: 1, parts: [{ name: 'Protocollo', level: 2, people: 1 }] },
    { name: 'Tecnico', level: 1, people: 2, parts: [{ name: 'Edilizia', people: 1 }] },
  ])
})

test('offices of one name in two sectors are two, and a name may have a stroke in it', () => {
  const people = [person('A/B', 'Segreteria'), person('C', 'Segreteria')]
  const path = pathOf(['A/B', 'Segreteria'])
  expect(namesOf(path)).toEqual(['A/B', 'Segreteria'])
  expect(people.map((one) => isInOffice(one, path))).toEqual([true, false])
  expect(isInOffice(people[0]!, pathOf(['A/B']))).toBe(true)
})
