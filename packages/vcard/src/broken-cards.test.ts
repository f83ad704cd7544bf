import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  applyChange,
  convertCard,
  describe,
  readCard,
  readCards,
  strictCard,
  textOfFile,
  writeCard,
} from './index.ts'
import type { Card } from './text/read-cards.ts'

const now = '2026-11-26T08:00:00Z'
const folder = new URL('../corpus/', import.meta.url)
const corpus = readdirSync(folder).map((file) => textOfFile(readFileSync(new URL(file, folder))).text)

/** What means something somewhere in a card, and is put where it means something else. */
const bits = [
  '\r\n',
  '\n',
  '\r',
  ' ',
  ':',
  ';',
  ',',
  '=',
  '"',
  '\\',
  '^',
  '\0',
  '\uFEFF',
  '\uD800',
  'é',
  '😀',
].concat(
  [
    'BEGIN:VCARD\n',
    'END:VCARD\n',
    'VERSION:4.0\n',
    'UID:',
    'N:',
    'X-',
    'AGENT:',
    'item1.',
    ';TYPE=',
    ';VALUE=boolean',
  ],
  [
    'ENCODING=b:',
    'QUOTED-PRINTABLE',
    'CHARSET=utf-8',
    'VALUE=uri:',
    'data:image/png;base64,',
    '=\n',
    '=C3',
    '--0229',
  ],
  ['__proto__', 'constructor.', ';__proto__=x', ';;;;;;', '20260230T250000Z', '1e999'],
)

function cardsIn(text: string): Card[] {
  return [...readCards(text)].flatMap((read) => (read.kind === 'card' ? [read.card] : []))
}

test('broken anywhere a card is read in every way there is, and keeps what a form did not change', () => {
  let seed = 20_261_126
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const broken = () => {
    let text = corpus[random(corpus.length)]!
    for (let times = 1 + random(6); times > 0; times--) {
      const at = random(text.length + 1)
      const gone = random(4) === 0 ? random(40) : random(3)
      text = text.slice(0, at) + bits[random(bits.length)]! + text.slice(at + gone)
    }
    return text
  }
  for (let round = 0; round < 1_500; round++)
    for (const card of cardsIn(broken())) {
      const { photo: _photo, ...form } = describe(card)
      expect(applyChange(card, form, { now }).lines).toEqual(card.lines)
      const after = applyChange(card, { title: 'Nuovo' }, { now })
      expect(
        card.lines.filter((line) => !after.lines.includes(line) && !/^(?:TITLE|REV)$/.test(line.name)),
      ).toEqual([])
      for (const version of ['3.0', '4.0'] as const)
        expect(readCard(writeCard(convertCard(card, version))).kind).toBe('card')
      strictCard(card)
    }
})

const aCard = (...lines: string[]) =>
  cardsIn(['BEGIN:VCARD', 'VERSION:4.0', 'FN:Ida', ...lines, 'END:VCARD', ''].join('\r\n'))[0]!

test('a value that is said to be a boolean or a number is a text all the same', () => {
  const said = describe(aCard('TZ;VALUE=utc-offset;VALUE=boolean:TRUE', 'NOTE;VALUE=integer:12'))

  expect(said.note).toBe('12')
  expect(said.timeZone).toBe('TRUE')
})

test('an address or a number of which nothing can be shown stays when the form is saved', () => {
  const card = aCard('ADR:;;;;;;;Stanza 3', 'TEL;VALUE=uri:tel:', 'TEL:1')
  const { addresses, phones } = describe(card)

  expect([addresses, phones.map(({ value }) => value)]).toEqual([[], ['1']])
  expect(applyChange(card, { addresses, phones }, { now }).lines).toEqual(card.lines)
})
