import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { describe } from '../card/describe.ts'
import { createCard } from '../edit/create.ts'
import { textOfFile } from '../text/decode.ts'
import { type Card, readCards, writeCard } from '../text/read-cards.ts'
import { convertCard, writeCards } from './convert.ts'
import { cardsOfCsv } from './csv/csv-cards.ts'
import { readCsv } from './csv/read-csv.ts'
import { writeCsv } from './csv/write-csv.ts'
import { compareForImport, updateCard } from './import.ts'
import { readLdif } from './ldif/read-ldif.ts'
import { writeLdif } from './ldif/write-ldif.ts'
import type { NewCard } from './new-card.ts'

const folder = new URL('../../corpus/', import.meta.url)
const corpus = readdirSync(folder)
  .filter((file) => !/^(?:control|binary|everything-empty|nothing)/.test(file))
  .flatMap((file) => cardsIn(textOfFile(readFileSync(new URL(file, folder))).text))
const now = '2026-11-26T08:00:00Z'
const whole = { isPartial: false }
const partial = { isPartial: true }

function cardsIn(text: string): Card[] {
  return [...readCards(text)].flatMap((result) => (result.kind === 'card' ? [result.card] : []))
}

function card(...lines: string[]): Card {
  return cardsIn(['BEGIN:VCARD', 'VERSION:4.0', ...lines, 'END:VCARD', ''].join('\r\n'))[0]!
}

function asBook(cards: readonly Card[]) {
  return cards.map((one, at) => ({ ref: `r${at}`, card: one }))
}

function made(cards: readonly NewCard[]): Card[] {
  return cards.map(({ uid, fields }, at) =>
    createCard(fields, { uid: uid || `new-${at}`, version: '4.0', now, product: 'x' }),
  )
}

test('importing twice adds nothing, in whatever version the file is', () => {
  for (const version of ['3.0', '4.0', 'stored'] as const) {
    const again = cardsIn(writeCards(corpus, version))
    const verdicts = compareForImport(again, asBook(corpus), whole)
    const others = verdicts.flatMap((one, at) =>
      one.kind === 'same' ? [] : [[describe(again[at]!).fullName, one]],
    )
    expect(others).toEqual([])
  }
})

test('our own table and our own LDIF, imported again, add nothing', () => {
  const some = corpus.filter((one) =>
    describe(one).emails.every(({ value }) => /^[^\s@]+@[^\s@]+$/.test(value)),
  )
  const file = readCsv(Buffer.from(writeCsv(some.map(describe))))
  if ('problem' in file) throw new Error(file.problem)
  const table = cardsOfCsv(
    file,
    file.columns.map(({ suggested }) => suggested),
  ).cards
  const directory = readLdif(Buffer.from(writeLdif(some))).cards

  expect(compareForImport(made(table), asBook(some), partial).filter(({ kind }) => kind !== 'same')).toEqual(
    [],
  )
  const verdicts = compareForImport(made(directory), asBook(some), partial)
  const others = verdicts.flatMap((one, at) =>
    one.kind === 'same' ? [] : [[directory[at]!.fields.fullName, one]],
  )
  expect(others).toEqual([])
})

test('what changed is told by field, and after the update it is the same', () => {
  const known = card(
    'UID:a',
    'FN:Ada Blu',
    'EMAIL:a@b.example',
    'X-ALTRO:resta',
    'TEL;TYPE=cell;X-A=1:333 1234567',
  )
  const file = convertCard(
    card('UID:urn:uuid:A', 'FN:Ada Blu', 'EMAIL:nuova@b.example', 'TEL:+39 333 1234567', 'TITLE:Messo'),
    '3.0',
  )
  const [verdict] = compareForImport([file], asBook([known]), whole)
  const updated = updateCard(known, file, { isPartial: false, now })

  expect(verdict).toEqual({ kind: 'changed', ref: 'r0', fields: ['title', 'emails'] })
  expect(writeCard(updated).split('\r\n').slice(2, -3)).toEqual([
    'UID:a',
    'FN:Ada Blu',
    'X-ALTRO:resta',
    'TEL;TYPE=cell;X-A=1:333 1234567',
    'TITLE:Messo',
    'EMAIL:nuova@b.example',
  ])
  expect(compareForImport([file], asBook([updated]), whole)).toEqual([{ kind: 'same', ref: 'r0' }])
})

test('a table that says less takes nothing away', () => {
  const known = card('UID:a', 'FN:Ada Blu', 'EMAIL:a@b.example', 'NOTE:resta')
  const [row] = made([{ uid: 'a', fields: { kind: 'individual', fullName: 'Ada Blu', title: 'Messo' } }])
  const updated = updateCard(known, row!, { isPartial: true, now })

  expect(compareForImport([row!], asBook([known]), partial)).toEqual([
    { kind: 'changed', ref: 'r0', fields: ['title'] },
  ])
  expect(describe(updated)).toMatchObject({
    title: 'Messo',
    note: 'resta',
    emails: [{ value: 'a@b.example' }],
  })
})

test('somebody who stands in a file twice is new once', () => {
  const twice = [card('FN:Ada', 'EMAIL:a@b.example'), card('FN:Ugo'), card('FN:Ada', 'EMAIL:A@b.example')]

  expect(compareForImport(twice, [], whole)).toEqual([
    { kind: 'new' },
    { kind: 'new' },
    { kind: 'repeated', of: 0 },
  ])
})
