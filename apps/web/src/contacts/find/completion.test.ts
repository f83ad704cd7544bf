import { expect, test } from 'vitest'
import { blankCard, type Book } from '@staffetta/contract'
import { type Contact, rowOf } from '../state/contact.ts'
import { complete, completionOf, everybody } from './completion.ts'

const book = (id: string, kind: Book['kind']): Book => ({
  id,
  kind,
  name: id,
  colour: 'bosco',
  description: '',
  owner: null,
  isDefault: false,
  count: 0,
  can: { write: true, rename: true, remove: true, share: false, leave: false },
  state: 'ready',
  progress: null,
  error: null,
})
const card = (bookId: string, given: string, family: string, more: Partial<Contact> = {}): Contact => ({
  ...rowOf(
    { ...blankCard, name: { ...blankCard.name, given, family } },
    { ref: `${bookId}.${family}`, uid: family.toLowerCase(), bookId, photo: '' },
  ),
  emails: [`${family.toLowerCase()}@monteverde.example`],
  ...more,
})
const books = [book('mine', 'own'), book('all', 'directory')]
const addresses = (text: string, contacts: Contact[]) =>
  complete(completionOf(books, contacts), text).map(({ address }) => address)

test('a person is found by any part of their name, with or without accents', () => {
  const contacts = [card('mine', 'Niccolò', 'Pezzè'), card('mine', 'Anna', 'Venturi')]
  for (const text of ['nicco', 'PEZZE', 'pezzè nic', 'ezz'])
    expect(addresses(text, contacts)).toEqual(['pezzè@monteverde.example'])
})

test('an office finds the people in it', () => {
  expect(
    addresses('anagrafe', [
      card('mine', 'Lucia', 'Sarti', { office: 'Anagrafe' }),
      card('mine', 'Anna', 'Venturi'),
    ]),
  ).toEqual(['sarti@monteverde.example'])
})

test('one’s own come before those of the whole body, beginnings before what is within', () => {
  expect(
    addresses('sar', [
      card('all', 'Sara', 'Bassi'),
      card('mine', 'Sara', 'Conti'),
      card('mine', 'Cesare', 'Ussari'),
    ]),
  ).toEqual(['conti@monteverde.example', 'bassi@monteverde.example', 'ussari@monteverde.example'])
})

test('whoever is offered says where they are known from, and their other addresses', () => {
  const sarti = card('mine', 'Lucia', 'Sarti', { emails: ['lucia@monteverde.example', 'sarti@casa.example'] })
  expect(complete(completionOf(books, [sarti]), 'lucia')[1]).toMatchObject({
    address: 'sarti@casa.example',
    from: { kind: 'own', name: 'mine' },
    others: ['lucia@monteverde.example'],
    ref: 'mine.Sarti',
  })
})

const wrote = (address: string, times: number, daysAgo = 0, name = '') => ({
  address,
  name,
  times,
  lastAt: new Date(Date.now() - daysAgo * 86_400_000).toISOString(),
})

test('whom one writes to comes first, the more and the later the sooner, whatever book they lie in', () => {
  const contacts = [card('mine', 'Sara', 'Conti'), card('all', 'Sara', 'Bassi'), card('all', 'Anna', 'Sarti')]
  const written = [
    wrote('bassi@monteverde.example', 2),
    wrote('sarti@monteverde.example', 4, 200),
    wrote('sara@fuori.example', 9, 1, 'Sara Fuori'),
  ]
  expect(complete(completionOf(books, contacts, written), 'sar').map(({ address }) => address)).toEqual([
    'sara@fuori.example',
    'bassi@monteverde.example',
    'sarti@monteverde.example',
    'conti@monteverde.example',
  ])
})

test('who was only written to is offered by name and address, and says so; in a book they are not twice', () => {
  const written = [wrote('pezze@studio.example', 1, 3, 'Niccolò Pezzè'), wrote('sarti@monteverde.example', 1)]
  const completion = completionOf(books, [card('mine', 'Lucia', 'Sarti')], written)
  for (const text of ['pezze', 'studio'])
    expect(complete(completion, text)).toMatchObject([{ from: { kind: 'written' }, ref: null }])
  expect(complete(completion, 'sarti')).toHaveLength(1)
})

test('who is in two books is offered once', () => {
  expect(addresses('sarti', [card('all', 'Lucia', 'Sarti'), card('mine', 'Lucia', 'Sarti')])).toHaveLength(1)
})

test('a group stands for its people, wherever their cards lie', () => {
  const group = card('mine', '', 'Giunta', {
    kind: 'group',
    emails: [],
    members: ['urn:uuid:SARTI', 'mailto:fuori@example.org'],
  })
  const [found] = complete(completionOf(books, [group, card('all', 'Lucia', 'Sarti')]), 'giu')
  expect(found?.people).toEqual([
    { name: 'Lucia Sarti', address: 'sarti@monteverde.example' },
    { name: 'fuori@example.org', address: 'fuori@example.org' },
  ])
})

test('people known already are not told twice', () => {
  const cards = complete(completionOf(books, [card('mine', 'Lucia', 'Sarti')]), 'sarti')
  expect(everybody([{ name: 'L', address: 'Sarti@monteverde.example' }], cards)).toHaveLength(1)
})

test('one of twenty-five thousand people is found by first and last name', () => {
  const many = Array.from({ length: 25_000 }, (_, at) =>
    card('all', ['Anna', 'Luca', 'Zoe'][at % 3]!, `Rossi${at}`, {
      office: `Ufficio ${at % 300}`,
      title: 'Istruttore',
    }),
  )
  const completion = completionOf(books, many)
  expect(complete(completion, 'zoe rossi24998').map(({ address }) => address)).toEqual([
    'rossi24998@monteverde.example',
  ])
  expect(complete(completion, 'xy')).toEqual([])
})
