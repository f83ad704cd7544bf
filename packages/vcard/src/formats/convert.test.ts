import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { CardData } from '../card/card-data.ts'
import { describe, octetsOf } from '../card/describe.ts'
import { textOfFile } from '../text/decode.ts'
import { type Card, readCards, writeCard } from '../text/read-cards.ts'
import { convertCard, writeCards } from './convert.ts'
import { strictCard } from './strict-card.ts'

const folder = new URL('../../corpus/', import.meta.url)
const corpus = readdirSync(folder).flatMap((file) =>
  cardsIn(textOfFile(readFileSync(new URL(file, folder))).text).map((card) => ({ file, card })),
)

function cardsIn(text: string): Card[] {
  return [...readCards(text)].flatMap((result) => (result.kind === 'card' ? [result.card] : []))
}

function card(...lines: string[]): Card {
  return cardsIn(['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n'))[0]!
}

/** What must be the same in every version. */
function said(data: CardData) {
  const { version: _version, revision: _revision, timeZone: _zone, fullName, photo, keys, ...rest } = data
  const plain = JSON.parse(
    JSON.stringify(rest, (key, one: unknown) => (key === 'id' ? undefined : one)),
  ) as object
  const size = photo?.kind === 'inline' ? photo.size : null
  return { ...plain, fullName: fullName || undefined, size, keys: keys.map((key) => key.size) }
}

test.each(['3.0', '4.0'] as const)('every card of the corpus says in %s what it said', (version) => {
  const demanded = new Set([
    'everything-empty.vcf',
    'nothing.vcf',
    'binary-in-a-card.vcf',
    'control-characters.vcf',
  ])
  for (const { file, card: original } of corpus) {
    const converted = cardsIn(writeCard(convertCard(original, version)))[0]!
    expect([file, converted.version]).toEqual([file, version])
    if (original.version !== version)
      expect([file, converted.lines.some(({ name, value }) => name === 'FN' && value !== '')]).toEqual([
        file,
        true,
      ])
    if (demanded.has(file) || original.lines.some(({ name }) => name === 'FN') === false) continue
    const [before, after] = [said(describe(original)), said(describe(converted))]
    expect([file, after]).toEqual([file, before])
  }
})

test('every card of the corpus is written as strict 4.0, and what that cannot say is told', () => {
  const left = new Set<string>()
  for (const { file, card: original } of corpus) {
    if (file.startsWith('control')) continue
    const strict = strictCard(original)
    for (const name of strict.left) left.add(`${file} ${name}`)
    const [again] = cardsIn(strict.text)
    const [before, after] = [describe(original), describe(again!)]
    expect([file, after.name, after.note]).toEqual([file, before.name, before.note])
    expect([file, after.emails.map(({ value }) => value)]).toEqual([
      file,
      before.emails.map(({ value }) => value),
    ])
  }
  expect([...left].every((one) => /\.vcf (?:URL|PHOTO|KEY|MEMBER|IMPP|BDAY|ANNIVERSARY)$/.test(one))).toBe(
    true,
  )
})

test('a group is one in both worlds, and a picture is', () => {
  const four = card(
    'VERSION:4.0',
    'FN:Giunta',
    'KIND:group',
    'MEMBER:urn:uuid:a',
    'PHOTO:data:image/png;base64,iVBORw0KGgo=',
    'TEL;VALUE=uri;PREF=1;TYPE="work,voice":tel:+39-1',
    'BDAY:--0302',
  )
  const three = convertCard(four, '3.0')

  expect(writeCard(three).split('\r\n').slice(2, -2)).toEqual([
    'N:;;;;',
    'FN:Giunta',
    'X-ADDRESSBOOKSERVER-KIND:group',
    'X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a',
    'PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgo=',
    'TEL;TYPE=work,voice;TYPE=pref:+39-1',
    'BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-02',
  ])
  const back = convertCard(three, '4.0')
  expect(describe(back)).toMatchObject({ kind: 'group', members: ['urn:uuid:a'] })
  expect(octetsOf(back, 'photo')).toEqual(octetsOf(four, 'photo'))
})

test('a strict card is what vcard4 takes, with labels of their own', () => {
  const apple = card(
    'VERSION:3.0',
    'FN:A: b',
    'N:B;A;;;',
    'item1.EMAIL;TYPE=pref:a@b.example',
    'item1.X-ABLABEL:casa',
  )

  expect(strictCard(apple)).toEqual({
    left: [],
    text: [
      'BEGIN:VCARD',
      'VERSION:4.0',
      'FN:A: b',
      'KIND:individual',
      'N:B;A;;;',
      'item1.EMAIL;PREF=1:a@b.example',
      'item1.X-ABLABEL:casa',
      'END:VCARD',
      '',
    ].join('\r\n'),
  })
})

test('what looks like a mark of a card within a text or an address breaks no strict card', () => {
  const odd = card(
    'VERSION:4.0',
    'FN:A',
    `NOTE:${'x'.repeat(60)} BEGIN:VCARD`,
    'IMPP:begin:VCARD',
    'ADR:;;\u0000;b;;;',
  )
  const strict = strictCard(odd)

  expect(strict.left).toEqual(['IMPP'])
  expect(describe(cardsIn(strict.text)[0]!).note).toContain('BEGIN:VCARD')
})

test('a file of many holds them one after the other, in the version that is asked for', () => {
  const cards = [card('VERSION:2.1', 'N:A;B'), card('VERSION:4.0', 'FN:C')]

  expect([...cardsIn(writeCards(cards, '4.0'))].map(({ version }) => version)).toEqual(['4.0', '4.0'])
  expect([...cardsIn(writeCards(cards, 'stored'))].map(({ version }) => version)).toEqual(['2.1', '4.0'])
})
