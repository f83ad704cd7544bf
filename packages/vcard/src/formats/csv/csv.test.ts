import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { CardData } from '../../card/card-data.ts'
import { describe } from '../../card/describe.ts'
import { createCard } from '../../edit/create.ts'
import { textOfFile } from '../../text/decode.ts'
import { readCards } from '../../text/read-cards.ts'
import { cardsOfCsv } from './csv-cards.ts'
import { type CsvFile, readCsv } from './read-csv.ts'
import { writeCsv } from './write-csv.ts'

function csv(text: string, encoding: BufferEncoding = 'utf8'): CsvFile {
  const file = readCsv(Buffer.from(text, encoding))
  if ('problem' in file) throw new Error(file.problem)
  return file
}

function cards(file: CsvFile) {
  return cardsOfCsv(
    file,
    file.columns.map(({ suggested }) => suggested),
  )
}

const outlook = [
  '"Titolo","Nome","Secondo nome","Cognome","Società","Reparto","Posizione","Via (uff.)","Città (uff.)","CAP (uff.)","Telefono (uff.)","Fax (uff.)","Cellulare","Compleanno","Indirizzo posta elettronica","Tipo posta elettronica","Indirizzo posta elettronica 2","Note","Categorie","Priorità","Codice fiscale"',
  '"Dott.","Nicolò","","Forlì","Comune di Sant\'Agata","Università","Messo","Via della Libertà, 1","Monteverde","61020","0722 555-0112","0722 1","333 1234567","15/3/1970","nicolo@monteverde.example","SMTP","n@casa.example","riga ""uno""\r\nriga due","Amici;Lavoro","Normale","FRLNCL70"',
  '"","Ugo","","","","","","","","","","","","0/0/00","/o=First/ou=Ex/cn=ugo","EX","","","","Normale",""',
  '"","","","","","","","","","","","","","","","","","solo una nota","","",""',
].join('\r\n')

test('what Outlook writes in Italy is recognised, in its own charset', () => {
  const file = csv(outlook, 'latin1')
  const { cards: made, problems } = cards(file)

  expect(file).toMatchObject({ encoding: 'windows-1252', delimiter: ',' })
  expect(
    file.columns.filter(({ suggested }) => suggested.kind === 'undecided').map(({ name }) => name),
  ).toEqual(['Codice fiscale'])
  expect(made[0]).toMatchObject({
    row: 2,
    fields: {
      name: { prefix: 'Dott.', given: 'Nicolò', family: 'Forlì' },
      organisation: "Comune di Sant'Agata",
      units: ['Università'],
      title: 'Messo',
      birthday: { year: 1970, month: 3, day: 15 },
      note: 'riga "uno"\nriga due',
      categories: ['Amici', 'Lavoro'],
      emails: [{ value: 'nicolo@monteverde.example' }, { value: 'n@casa.example' }],
      phones: [
        { value: '0722 555-0112', place: 'work', device: null },
        { value: '0722 1', place: 'work', device: 'fax' },
        { value: '333 1234567', device: 'cell' },
      ],
      addresses: [
        { place: 'work', street: 'Via della Libertà, 1', locality: 'Monteverde', postalCode: '61020' },
      ],
    },
  })
  expect(problems).toMatchObject([
    { row: 3, column: 'Indirizzo posta elettronica', problem: 'not-an-address', whole: false },
    { row: 4, problem: 'nobody', whole: true },
  ])
  expect(made.map(({ row }) => row)).toEqual([2, 3])
})

test('a column that nobody knows goes where a person says, or nowhere', () => {
  const file = csv('Nome;Cognome;Matricola;Stanza\nAda;Blu;12;3')
  const [given, family] = file.columns.map(({ suggested }) => suggested)
  const { cards: made } = cardsOfCsv(file, [
    given!,
    family!,
    { kind: 'custom', label: 'Matricola' },
    { kind: 'leave-out' },
  ])

  expect(file.columns[2]).toEqual({ name: 'Matricola', suggested: { kind: 'undecided' }, samples: ['12'] })
  expect(made[0]!.fields.custom).toEqual([{ id: null, label: 'Matricola', value: '12' }])
})

test('two columns of one name are two numbers, but not two names', () => {
  const file = csv('Nome;Nome;Telefono;Altro telefono;E-mail;E-mail\nAda;Blu;1;2;a@b.example;c@d.example')
  const { emails, phones } = cards(file).cards[0]!.fields

  expect(file.columns[1]!.suggested).toEqual({ kind: 'undecided' })
  expect(phones!.map(({ value, label }) => [value, label])).toEqual([
    ['1', ''],
    ['2', ''],
  ])
  expect(emails!.map(({ value }) => value)).toEqual(['a@b.example', 'c@d.example'])
})

test('Google, Thunderbird and English Outlook are recognised', () => {
  const google = cards(
    csv(
      'First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City\nLea,Verdi,Lavoro ::: * myContacts,* Work,lea@a.example ::: lea@b.example,Mobile,333,Home,x,Via,Roma',
    ),
  ).cards[0]!.fields
  const thunderbird = cards(
    csv(
      'First Name,Last Name,Display Name,Primary Email,Secondary Email,Work Phone,Mobile Number,Home City,Work Address,Birth Year,Birth Month,Birth Day,Custom 1\nLea,Verdi,Lea Verdi,a@b.example,c@d.example,1,2,Roma,Via,1980,3,2,x',
    ),
  ).cards[0]!.fields
  const english = cards(
    csv(
      'First Name,Last Name,Business Phone,Business Street,E-mail Address,Birthday\nAl,B,1,Via,a@b.example,4/3/1980',
    ),
  ).cards[0]!.fields

  expect(google).toMatchObject({
    categories: ['Lavoro'],
    emails: [{ value: 'lea@a.example', place: 'work', preferred: true }, { value: 'lea@b.example' }],
    phones: [{ value: '333', device: 'cell' }],
    addresses: [{ place: 'home', street: 'Via', locality: 'Roma' }],
  })
  expect(thunderbird).toMatchObject({
    fullName: 'Lea Verdi',
    emails: [{ value: 'a@b.example' }, { value: 'c@d.example' }],
    phones: [
      { value: '1', place: 'work' },
      { value: '2', device: 'cell' },
    ],
    birthday: { year: 1980, month: 3, day: 2 },
    custom: [{ value: 'x' }],
  })
  expect(english).toMatchObject({ birthday: { month: 4, day: 3 }, addresses: [{ place: 'work' }] })
})

test('encodings and delimiters are told apart', () => {
  const text = 'Nome\tCognome\nNicolò\tForlì\n'

  expect(cards(csv(`\uFEFF${text}`, 'utf16le')).cards[0]!.fields.name!.family).toBe('Forlì')
  expect(csv(text.replaceAll('\t', ';')).delimiter).toBe(';')
  expect(csv('sep=|\r\nNome|Cognome\r\na|b').columns.map(({ name }) => name)).toEqual(['Nome', 'Cognome'])
  expect([readCsv(Buffer.from(' ')), readCsv(Buffer.from('a\0b'))]).toEqual([
    { problem: 'empty' },
    { problem: 'not-csv' },
  ])
})

test('a row that is broken is told by its number and makes no card', () => {
  const { cards: made, problems } = cards(csv('Nome;Cognome\na;b\nc;d;e;f\n\ng;h\n"i;j'))

  expect(made.map(({ row }) => row)).toEqual([2, 5])
  expect(problems.map(({ row, problem }) => [row, problem])).toEqual([
    [3, 'too-many-cells'],
    [6, 'quotes'],
  ])
})

test('no spreadsheet runs what we write, and reading it gives what was meant', () => {
  const note = '=HYPERLINK("http://evil.example";"x")'
  const made = createCard(
    {
      fullName: '@SUM(1)',
      note,
      title: '-1+1',
      role: "'=x",
      phones: [{ id: null, value: '+39 0722 (1)', place: null, device: null, label: '', preferred: false }],
    },
    { uid: '+cmd|calc', version: '4.0', now: '2026-11-26T08:00:00Z', product: 'x' },
  )
  const text = writeCsv([describe(made)])
  const cells = text.slice(1).split(/[;\r\n]+/)

  expect(cells.filter((cell) => /^"?[=+\-@]/.test(cell))).toEqual(['+39 0722 (1)'])
  const again = cards(csv(text)).cards[0]!
  expect(again).toMatchObject({
    uid: '+cmd|calc',
    fields: { fullName: '@SUM(1)', note, title: '-1+1', role: "'=x" },
  })
})

test('our own export, read again, says of every card of the corpus what it said', () => {
  const folder = new URL('../../../corpus/', import.meta.url)
  const all = readdirSync(folder)
    .filter((file) => !/^(?:control|binary)/.test(file))
    .flatMap((file) => [...readCards(textOfFile(readFileSync(new URL(file, folder))).text)])
    .flatMap((result) => (result.kind === 'card' ? [describe(result.card)] : []))
    .filter(
      ({ fullName, emails }) =>
        fullName !== '' && emails.every(({ value }) => /^[^\s@]+@[^\s@]+$/.test(value)),
    )
  const file = csv(writeCsv(all))
  const { cards: made, problems } = cards(file)

  expect(problems).toEqual([])
  expect(file.columns.filter(({ suggested }) => suggested.kind !== 'field')).toEqual([])
  const context = { version: '4.0', now: '2026-11-26T08:00:00Z', product: 'x' } as const
  const again = made.map(({ uid, fields }) => describe(createCard(fields, { ...context, uid: uid || 'x' })))
  expect(again.map(said)).toEqual(all.map(said))
})

function said(data: CardData) {
  const { version: _v, revision: _r, uid: _u, photo: _p, keys: _k, phonetic: _f, ...rest } = data
  const plain = { ...rest, emails: once(rest.emails), phones: once(rest.phones) }
  return JSON.parse(JSON.stringify(plain, (key, one: unknown) => (key === 'id' ? undefined : one))) as object
}

function once<One extends { value: string }>(all: readonly One[]): One[] {
  return all.filter((one, at) => all.findIndex(({ value }) => value === one.value) === at)
}
