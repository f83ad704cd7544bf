import { afterAll, expect, test } from 'vitest'
import { CardThreads, type ContactsFile, TooMuchWork } from '../worker/card-threads.ts'
import { planImport, type PlanOptions } from './plan.ts'
import { type FileRead, readFile } from './read-file.ts'
import { writeFile } from './write-file.ts'

const threads = new CardThreads({ threads: 1 })
afterAll(() => threads.close())

const octets = (text: string) => new TextEncoder().encode(text)
const card = (...lines: string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n')
const ada = card('UID:ada', 'FN:Ada Blu', 'N:Blu;Ada;;;', 'EMAIL:ada@b.example')
const options: PlanOptions = {
  mode: 'skip',
  isPartial: false,
  version: '3.0',
  now: '2026-11-26T08:00:00Z',
  seed: 'x',
}

function read(text: string | Uint8Array): ContactsFile {
  const file = readFile(typeof text === 'string' ? octets(text) : text)
  if (file.kind !== 'read') throw new Error(file.reason)
  return file
}

test('a file is told by what stands in it', () => {
  expect(read(`rumore\r\n${ada}`)).toMatchObject({ format: 'vcard', cards: [{ name: 'Ada Blu', at: 2 }] })
  expect(read('dn: cn=Ada\ncn: Ada\nmail: ada@b.example\n').format).toBe('ldif')
  expect(read('Nome;Cognome\r\nAda;Blu\r\n')).toMatchObject({
    format: 'csv',
    cards: [{ name: 'Ada Blu', at: 2 }],
  })
  expect(read('Ada Blu,ada@b.example\nBruno,bruno@b.example\n')).toMatchObject({
    cards: [{ emails: ['ada@b.example'], at: 1 }, { at: 2 }],
    columns: [{ target: { kind: 'undecided' } }, { target: { kind: 'field' } }],
  })
})

test.each<[string, Uint8Array, (FileRead & { kind: 'unreadable' })['reason']]>([
  ['nothing', octets(' \r\n'), 'empty'],
  ['a zip', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(300)]), 'not-contacts'],
  ['a picture', Buffer.from(Array.from({ length: 9_000 }, (_, i) => (i * 7919) % 251)), 'not-contacts'],
  ['a page', octets('<!doctype html><p>Nome;Cognome'), 'not-contacts'],
  ['a calendar', octets('BEGIN:VCALENDAR\nEND:VCALENDAR'), 'not-contacts'],
  ['a letter', octets('Gentile Ada,\nle scrivo per\n'), 'not-contacts'],
  ['a long line', octets('x'.repeat(20_000_000)), 'not-contacts'],
])('%s is no file of contacts', (_, file, reason) => {
  expect(readFile(file)).toEqual({ kind: 'unreadable', reason })
})

test('what of a file makes no card is told by its line, the rest is taken', () => {
  const file = read(
    [
      ada,
      card('FN:Foto rotta', 'PHOTO;ENCODING=b:AAAA'),
      card(`NOTE:${'x'.repeat(300_000)}`, 'FN:Prolissa'),
      'BEGIN:VCARD\r\nEND:VCARD\r\n',
    ].join(''),
  )
  expect(file.cards.map(({ name }) => name)).toEqual(['Ada Blu', 'Foto rotta'])
  expect(file.cards[1]!.text).not.toContain('PHOTO')
  expect(file.problems.map(({ at, problem, whole }) => [at, problem, whole])).toEqual([
    [8, 'photo', false],
    [13, 'too-large', true],
    [18, 'unreadable', true],
  ])
})

test('each way to import has its steps', () => {
  const newer = ada.replace('EMAIL', 'TITLE:Messo\r\nEMAIL')
  const texts = [newer, card('FN:Senza nome'), card('UID:ada', 'FN:Altra')]
  const book = [{ ref: 'r', text: ada }]
  const kinds = (mode: PlanOptions['mode']) =>
    planImport(texts, book, { ...options, mode }).map(({ kind }) => kind)

  expect(kinds('skip')).toEqual(['keep', 'add', 'keep'])
  expect(kinds('update')).toEqual(['update', 'add', 'update'])
  expect(kinds('all')).toEqual(['add', 'add', 'add'])
  const [, added] = planImport(texts, book, options)
  expect(added).toMatchObject({ text: expect.stringMatching(/^UID:[0-9a-f-]{36}\r$/m) })
  expect(added).toEqual(planImport(texts, book, options)[1])
  expect(added).toMatchObject({ text: expect.stringContaining('\r\nN:;;;;\r\n') })
})

test('a group imported as new means the people imported with it', () => {
  const group = card(
    'UID:g',
    'FN:Giunta',
    'X-ADDRESSBOOKSERVER-KIND:group',
    'X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:ada',
  )
  const steps = planImport([ada, group], [{ ref: 'r', text: ada }], { ...options, mode: 'all' })
  const texts = steps.map((step) => ('text' in step ? step.text : ''))
  const uid = /^UID:(.+)\r$/m.exec(texts[0]!)![1]!
  expect(uid).not.toBe('ada')
  expect(texts[1]).toContain(`MEMBER:urn:uuid:${uid}`)
})

test('a table of whom one knows by name and address says what is new of them', () => {
  const table = read('Nome;Cognome;E-mail;Posizione\r\nAda;Blu;ada@b.example;Messo\r\n')
  const steps = planImport(
    table.cards.map(({ text }) => text),
    [{ ref: 'r', text: ada }],
    { ...options, mode: 'update', isPartial: true },
  )
  expect(steps).toMatchObject([{ kind: 'update', ref: 'r', text: expect.stringContaining('TITLE:Messo') }])
})

test('what is written is read again in every format', () => {
  for (const format of ['vcard3', 'vcard4', 'csv', 'ldif'] as const)
    expect(read(writeFile([ada], format)).cards).toMatchObject([
      { name: 'Ada Blu', emails: ['ada@b.example'] },
    ])
})

test('a thread reads, compares and writes, and another takes its place when it is lost', async () => {
  expect(await threads.read(octets(ada))).toMatchObject({ cards: [{ uid: 'ada' }] })
  expect(await threads.verdicts([ada], [{ ref: 'r', text: ada }], options)).toEqual([
    { kind: 'same', ref: 'r' },
  ])
  expect(await threads.plan([ada], [], options)).toMatchObject([{ kind: 'add' }])
  const short = new CardThreads({ threads: 1, timeoutMs: 1 })
  await expect(short.read(octets(ada))).rejects.toThrow(TooMuchWork)
  await short.close()
  expect(await threads.write([ada], 'vcard3')).toBe(ada)
}, 30_000)
