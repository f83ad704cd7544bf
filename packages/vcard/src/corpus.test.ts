import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { CardData } from './card/card-data.ts'
import { describe } from './card/describe.ts'
import { applyChange } from './edit/apply-change.ts'
import type { CardChange } from './edit/change.ts'
import { textOfFile } from './text/decode.ts'
import { type Card, readCard, readCards, writeCard } from './text/read-cards.ts'

const folder = new URL('../corpus/', import.meta.url)
const now = '2026-11-26T08:00:00Z'
const corpus = readdirSync(folder)
  .sort()
  .map((file) => ({
    name: file.replace('.vcf', ''),
    text: textOfFile(readFileSync(new URL(file, folder))).text,
  }))

function cardsIn(text: string): Card[] {
  return [...readCards(text)].flatMap((result) => (result.kind === 'card' ? [result.card] : []))
}

function named(name: string): CardData {
  const text = corpus.find((one) => one.name === name)!.text
  const result = readCard(text)
  if (result.kind !== 'card') throw new Error(`${name}: ${result.reason}`)
  return describe(result.card)
}

const fields = {
  fullName: () => 'Nuovo; nome, "in" pieno',
  name: ({ name }) => ({ ...name, given: 'Nuòvo, nome' }),
  phonetic: () => ({ family: 'Fo: netica', given: 'No;me' }),
  nickname: () => 'Uno, Due',
  organisation: () => 'Comune; Nuovo, srl',
  units: () => ['Ufficio, uno', 'Stanza; 2'],
  title: () => 'Nuova carica',
  role: () => 'Nuovo ruolo',
  manager: () => 'Il nuovo capo',
  assistant: () => 'La nuova',
  birthday: () => ({ year: 1980, month: 5, day: 17, text: '' }),
  anniversary: () => ({ year: 2001, month: 2, day: 3, text: '' }),
  categories: () => ['Una, sola', 'Due'],
  note: () => 'Nuova\nnota; con, tutto\\',
  timeZone: () => 'Europe/London',
  members: ({ members }) => [...members, 'urn:uuid:nuovo'],
  emails: ({ emails }) => withFirst(emails, { device: null }),
  phones: ({ phones }) => withFirst(phones, { device: 'cell' as const }),
  urls: ({ urls }) => withFirst(urls, { device: null }),
  addresses: ({ addresses }) => [
    { ...(addresses[0] ?? blankAddress), street: 'Via, nuova; 1', preferred: false },
    ...addresses.slice(1),
  ],
  messengers: ({ messengers }) => [
    { ...(messengers[0] ?? { ...several, service: 'xmpp' }), value: 'nuovo@x.example', preferred: false },
    ...messengers.slice(1),
  ],
  custom: ({ custom }) => [...custom, { id: null, label: 'Matricola, n.', value: '12; 3' }],
} satisfies { [Field in keyof CardChange]?: (data: CardData) => CardChange[Field] }

const several = { id: null, place: 'work', label: '', preferred: false } as const
const blankAddress = {
  ...several,
  poBox: '',
  extended: '',
  street: '',
  locality: '',
  region: '',
  postalCode: '',
  country: '',
}

function withFirst<One extends object>(known: readonly One[], more: { device: null | 'cell' }) {
  const first = known[0] ?? { ...several, ...more }
  return [{ ...first, value: 'nuovo.valore', preferred: false }, ...known.slice(1)] as never
}

test('every card of the corpus is read or explains itself, and reading it twice says the same', () => {
  const unreadable = corpus.flatMap(({ name, text }) => {
    const result = readCard(text)
    if (result.kind === 'unreadable') return [`${name}: ${result.reason}`]
    const again = readCard(writeCard(result.card))
    expect([name, again.kind === 'card' && describe(again.card)]).toEqual([name, describe(result.card)])
    return []
  })

  expect(unreadable).toEqual([
    'binary-rubbish: no-card',
    'no-begin: no-card',
    'nothing-at-all: no-card',
    'sogo-vlist: no-card',
  ])
})

test('written back unchanged a card is the same, line by line', () => {
  const marks = /^\s*(?:[\w-]+\.)?(?:BEGIN|END|VERSION)[^:\r\n]*:.*$/i
  const lines = (text: string) =>
    text
      .replace(/^\uFEFF/, '')
      .split(/\r\n|\r|\n/)
      .filter((line) => line.trim() !== '' && !marks.test(line))
  const between = new Set(['text-around-cards', 'agent-within-agent', 'outlook-21-agent'])
  for (const { name, text } of corpus) {
    const cards = cardsIn(text)
    if (cards.length === 0 || between.has(name)) continue
    expect([name, lines(cards.map(writeCard).join(''))]).toEqual([name, lines(text)])
  }
})

test.each(Object.keys(fields) as (keyof typeof fields)[])(
  'changing %s leaves every other line of every card to the letter, and says what was meant',
  (field) => {
    for (const { name, text } of corpus)
      for (const card of cardsIn(text)) {
        const before = describe(card)
        const wanted = fields[field](before)
        const after = applyChange(card, { [field]: wanted } as CardChange, { now })
        const read = cardsIn(writeCard(after))[0]!
        const said = describe(read)

        const kept = card.lines.filter((line) => after.lines.includes(line))
        expect([name, after.lines.filter((line) => kept.includes(line))]).toEqual([name, kept])
        const gone = card.lines.filter((line) => !after.lines.includes(line) && line.name !== 'REV')
        const most = field === 'note' || field === 'phonetic' ? 2 : 1
        expect([name, gone.slice(most)]).toEqual([name, []])
        expect([name, withoutIds(said[field])]).toEqual([name, withoutIds(wanted)])
        // Without FN the name is put together of the others.
        const untouched = { [field]: null, fullName: '', revision: '' }
        expect([name, { ...said, ...untouched }]).toEqual([name, { ...before, ...untouched }])
      }
  },
)

function withoutIds(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, one: unknown) => (key === 'id' ? undefined : one)))
}

test('a form that is saved as it was shown changes no card of the corpus', () => {
  for (const { name, text } of corpus)
    for (const card of cardsIn(text)) {
      const { photo: _photo, ...form } = describe(card)
      expect([name, applyChange(card, form, { now }).lines]).toEqual([name, card.lines])
    }
})

test('five hundred edits at random never lose a line that they did not mean', () => {
  let seed = 20_261_126
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const texts = [
    '',
    'è',
    'a;b',
    'a,b',
    'a\\b',
    'a\nb',
    '"',
    '^n',
    ':',
    '  x ',
    '😀'.repeat(40),
    '\u0007a',
    '=3D',
    '<b>',
  ]
  const word = () => texts[random(texts.length)]! + texts[random(texts.length)]!
  const clean = (text: string) => text.replace(/\p{Cc}/gu, (one) => (one === '\n' ? one : '')).trim()
  const all = corpus.flatMap(({ text }) => cardsIn(text))
  for (let round = 0; round < 500; round++) {
    let card = all[random(all.length)]!
    const strange = card.lines.filter(
      ({ name }) => name.startsWith('X-') && !/^X-(?:CUSTOM|AB|PHON)/.test(name),
    )
    for (let step = 0; step < 3; step++) {
      const data = describe(card)
      const [title, given, label, value] = [word(), word(), word(), word()]
      const change = [
        { title },
        { name: { ...data.name, given } },
        { note: value },
        { phones: data.phones.slice(random(3)) },
        { phones: [...data.phones, { ...several, value: `1${value}`, label, device: 'fax' as const }] },
        { custom: [{ id: null, label, value: `1${value}` }] },
        { addresses: data.addresses.map((one) => ({ ...one, locality: value, place: 'home' as const })) },
      ][random(7)]!
      card = cardsIn(writeCard(applyChange(card, change, { now })))[0]!
      const said = describe(card)
      if (change.title !== undefined) expect(said.title).toBe(clean(change.title))
      if (change.note !== undefined) expect(said.note).toBe(clean(change.note))
      if (change.name !== undefined) expect(said.name.given).toBe(clean(change.name.given))
      if (change.custom !== undefined) expect(said.custom.at(-1)?.value).toBe(clean(change.custom[0]!.value))
    }
    const left = card.lines.map(({ raw }) => raw)
    for (const { raw, name } of strange) expect(left.includes(raw) ? '' : `${name}: ${raw}`).toBe('')
  }
})

test('Outlook, Nokia and Android say accents in many charsets', () => {
  expect(named('outlook-21-qp-windows-1252')).toMatchObject({
    fullName: 'Nicolò Forlì',
    organisation: "Comune di Sant'Agata",
    units: ['Università'],
  })
  expect(named('outlook-21-qp-windows-1252').addresses[0]!.street).toBe('Via della Libertà, 1\nscala B')
  expect(named('outlook-21-qp-soft-breaks').note).toBe(
    'Prima riga = uguale\nseconda riga che va avanti per un bel pezzo e poi finisce',
  )
  expect(named('outlook-21-qp-koi8').name).toMatchObject({ family: 'Петров', given: 'Иван' })
  expect(named('outlook-21-qp-shift-jis').name).toMatchObject({ family: '山田', given: '太郎' })
  expect(named('outlook-21-charset-unknown').name.family).toBe('Città')
  expect(named('android-21')).toMatchObject({ fullName: '€ È à', birthday: { month: 3, day: 2 } })
})

test('encodings of files are told apart, and a character that a fold tore is whole again', () => {
  for (const name of ['utf-16', 'latin-1']) expect(named(name).fullName).toBe('Ciò Però')
  expect(named('bom').fullName).toBe('Con BOM')
  expect(named('fold-inside-a-character').fullName).toBe('Perché no €')
})

test('what programs have each in their own way is said in one', () => {
  expect(named('apple-30-labels')).toMatchObject({
    phones: [{ label: 'reperibilità, notte' }],
    urls: [{ value: 'https://sito.example/a,b' }],
    messengers: [{ service: 'facebook', value: 'lucia.sarti' }],
    custom: [{ value: '2010-06-05' }, { label: 'Mother', value: 'Anna' }],
  })
  expect(named('cardbook-40').addresses[0]).toMatchObject({ street: 'Via Zante', place: 'home' })
  expect(named('nextcloud-30').addresses).toEqual([])
  expect(named('language-altid')).toMatchObject({ fullName: 'Giovanni', title: 'Papa' })
  expect(named('kaddressbook-30')).toMatchObject({ manager: 'Il capo', assistant: 'Anna' })
  expect(named('photo-unfolded-base64-30')).toMatchObject({
    photo: { kind: 'inline' },
    phones: [{ value: '1' }],
  })
  expect(named('agent-within-agent').phones.map(({ value }) => value)).toEqual(['1'])
})

test('cards at the bounds are read, described and changed in time', () => {
  const open = 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\nN:A;;;;\r\n'
  const end = '\r\nEND:VCARD\r\n'
  const size = 3_990_000
  const repeated = (text: string) => text.repeat(Math.floor(size / text.length))
  const bombs: Record<string, string> = {
    note: `NOTE:${repeated('a')}`,
    'a note of backslashes': `NOTE:${repeated('\\')}`,
    'a note of commas': `CATEGORIES:${repeated('a,')}`,
    'parts without end': `N:${repeated(';')}`,
    'folded photo': `PHOTO;ENCODING=b;TYPE=JPEG:${repeated(`${'A'.repeat(70)}\r\n `)}`,
    'photo as data': `PHOTO:data:${repeated(';a')}`,
    'quoted-printable': `NOTE;ENCODING=QUOTED-PRINTABLE:${repeated('=E0')}`,
    'soft breaks': `NOTE;ENCODING=QUOTED-PRINTABLE:${repeated('aaaa=\r\n')}`,
    'folds of one letter': `NOTE:${'a\r\n '.repeat(60_000)}`,
    'one long name': repeated('A'),
    'one long head': `TEL${repeated(';TYPE=a')}:1`,
    'quotes that never close': `TEL;X="${repeated('a;')}:1`,
    'quotes and quotes': `TEL;X=${repeated('"')}:1`,
    'lines with labels': Array.from(
      { length: 9_900 },
      (_, at) => `i${at}.TEL:${at}\r\ni${at}.X-ABLABEL:l${at}`,
    ).join('\r\n'),
    spaces: `NOTE:${repeated(' ')}`,
    'begin within begin': repeated('BEGIN:VCARD\r\n'),
  }
  const slow: string[] = []
  for (const [name, bomb] of Object.entries(bombs)) {
    const started = performance.now()
    const result = readCard(open + bomb + end)
    if (result.kind === 'card') {
      const data = describe(result.card)
      writeCard(applyChange(result.card, { title: 'x', phones: data.phones.slice(0, 5) }, { now }))
    }
    const took = performance.now() - started
    // Alone each takes less than 300 ms; twenty thousand lines 450.
    if (took > 2000) slow.push(`${name}: ${Math.round(took)} ms`)
  }
  expect(slow).toEqual([])
  expect(readCard(`${open}NOTE:${'a'.repeat(5_000_000)}${end}`)).toMatchObject({ reason: 'too-large' })
  expect(readCard(open + 'TEL:1\r\n'.repeat(30_000) + end)).toMatchObject({ reason: 'too-many-lines' })
})
