import { expect, test } from 'vitest'
import type { Person } from '../../db/people.ts'
import { planImport, type Standing } from './import-plan.ts'

const person = (address: string, more: Partial<Person> = {}): Person => ({
  id: address,
  address,
  name: '',
  listedName: '',
  group: '',
  state: 'enabled',
  signedInAt: null,
  quotaUsed: null,
  quotaTotal: null,
  quotaAt: null,
  sessions: 0,
  role: null,
  ...more,
})

const plan = (text: string | Buffer, standing: Partial<Standing> = {}) =>
  planImport(Buffer.from(text), {
    people: [],
    domains: ['monteverde.example'],
    kept: new Set(),
    others: 'keep',
    ...standing,
  })
const after = (text: string | Buffer, standing: Partial<Standing> = {}) =>
  plan(text, standing).changes.map((change) => change.after)

const anna = {
  address: 'anna@monteverde.example',
  name: 'Anna Neri',
  group: 'Tributi',
  state: 'enabled' as const,
}

test.each([
  ['semicolons and names', 'Nome;E-mail;Ufficio\r\nAnna Neri;anna@monteverde.example;Tributi\r\n'],
  ['commas', 'nome,cognome,indirizzo,gruppo\nAnna,Neri,anna@monteverde.example,Tributi'],
  ['no names of columns', 'anna@monteverde.example;Anna Neri;Tributi'],
  ['the address in another place', 'Anna Neri;anna@monteverde.example;Tributi'],
  ['capitals and a mark', '\uFEFFIndirizzo;Nome;Gruppo;Stato\nAnna@Monteverde.Example;Anna Neri;Tributi;Sì'],
])('a table is read with %s', (_, text) => {
  expect(after(text)).toEqual([anna])
})

test('what a spreadsheet writes in Windows-1252 keeps its accents', () => {
  expect(after(Buffer.from('nome;e-mail\nNicol\xf2 Neri;nico@monteverde.example', 'latin1'))).toMatchObject([
    { name: 'Nicolò Neri' },
  ])
})

test('a bare list, one below the other or one beside the other, is one of addresses', () => {
  const two = ['anna@monteverde.example', 'bruno@monteverde.example']
  expect(after(two.join('\n')).map(({ address }) => address)).toEqual(two)
  expect(after(two.join(', ')).map(({ address }) => address)).toEqual(two)
  expect(after('Anna Neri <anna@monteverde.example>')).toEqual([{ ...anna, group: '' }])
})

test('each bad row is named with its number and why, and the others count', () => {
  const people = [
    person('uscita@monteverde.example', { state: 'left' }),
    person('capo@monteverde.example', { role: 'operator' }),
  ]
  const rows = [
    'e-mail;stato',
    'anna@monteverde.example;',
    'senza-chiocciola;',
    'bruno@altrove.example;',
    'ANNA@monteverde.example;',
    'uscita@monteverde.example;abilitato',
    'capo@monteverde.example;no',
    'carla@monteverde.example;forse',
  ]
  const told = plan(rows.join('\n'), { people, kept: new Set(['capo@monteverde.example']) }).plan

  expect(told).toMatchObject({ added: 1, faultCount: 6 })
  expect(told.faults.map(({ row, fault }) => [row, fault])).toEqual([
    [3, 'not-an-address'],
    [4, 'outside'],
    [5, 'twice'],
    [6, 'left'],
    [7, 'kept'],
    [8, 'unknown-state'],
  ])
})

test('what is so already is unchanged, and what a row does not say stays', () => {
  const people = [
    person('anna@monteverde.example', { listedName: 'Anna Neri', group: 'Tributi' }),
    person('bruno@monteverde.example', { name: 'Bruno', state: 'disabled' }),
  ]
  const { plan: told, changes } = plan('anna@monteverde.example\nbruno@monteverde.example', { people })

  expect(told).toMatchObject({ added: 0, enabled: 1, disabled: 0, renamed: 0, unchanged: 1 })
  expect(changes.map((change) => change.after)).toEqual([
    { address: 'bruno@monteverde.example', name: '', group: '', state: 'enabled' },
  ])
})

test('with the others disabled a file is the whole list, but for who administers and who has left', () => {
  const people = [
    person('anna@monteverde.example'),
    person('bruno@monteverde.example', { sessions: 2 }),
    person('capo@monteverde.example', { role: 'tenant-admin' }),
    person('uscita@monteverde.example', { state: 'left' }),
  ]
  expect(plan('anna@monteverde.example', { people, others: 'disable' }).plan).toMatchObject({
    unchanged: 1,
    disabled: 1,
    sessions: 2,
    losing: ['bruno@monteverde.example'],
  })
})

test('the mark is of what would be written: another state of the list has another one', () => {
  const text = 'anna@monteverde.example'
  const mark = (people: Person[]) => plan(text, { people }).plan.mark

  expect(mark([])).toBe(mark([person('bruno@monteverde.example')]))
  expect(mark([])).not.toBe(mark([person(text, { state: 'disabled' })]))
  expect(mark([person(text, { state: 'disabled' })])).toBe(
    mark([person(text, { state: 'disabled', sessions: 3 })]),
  )
})

test.each([
  ['', 'empty'],
  ['nome;ufficio\nAnna;Tributi', 'no-addresses'],
  ['a\u0000b', 'not-csv'],
])('%j is no list', (text, problem) => {
  expect(plan(text).plan.problem).toBe(problem)
})
