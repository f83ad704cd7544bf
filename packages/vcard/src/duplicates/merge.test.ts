import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { describe } from '../card/describe.ts'
import { textOfFile } from '../text/decode.ts'
import { type Card, readCards, writeCard } from '../text/read-cards.ts'
import { mergeCards, mergePlan, replaceMember } from './merge.ts'

const now = '2026-11-26T08:00:00Z'

function cardsIn(text: string): Card[] {
  return [...readCards(text)].flatMap((result) => (result.kind === 'card' ? [result.card] : []))
}

function card(...lines: string[]): Card {
  return cardsIn(['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n'))[0]!
}

const kept = card(
  'VERSION:3.0',
  'UID:a',
  'FN:Nicolò Forlì',
  'N:Forlì;Nicolò;;;',
  'item1.EMAIL;TYPE=pref:nicolo@a.example',
  'item1.X-ABLabel:ufficio',
  'TEL:333 1234567',
  'TITLE:Messo',
  'NOTE:Prima',
)
const gone = card(
  'VERSION:4.0',
  'UID:b',
  'FN:Nicolò Forlì',
  'N:Forlì;Nicolò;;;',
  'EMAIL;PREF=1:NICOLO@a.example',
  'EMAIL;TYPE=home;PREF=1:n@casa.example',
  'TEL:+39 333 123 4567',
  'TITLE:Capo messo',
  'ROLE:Notifiche',
  'NOTE:Seconda',
  'GEO:geo:43.7,12.6',
  'PHOTO:data:image/png;base64,iVBORw0KGgo=',
)

test('a plan says of each field what both have, where they differ and what is taken from either', () => {
  const states = mergePlan(kept, gone).fields.map(({ field, state }) => `${field} ${state}`)

  expect(states.sort()).toEqual([
    'emails union',
    'fullName both',
    'name both',
    'note differ',
    'phones both',
    'photo gone',
    'role gone',
    'title differ',
  ])
})

test('the merged card is the kept one, with what the other adds and what a person chose', () => {
  const merged = mergeCards(kept, gone, { title: 'gone' }, { now })

  expect(writeCard(merged).split('\r\n').slice(2, -2)).toEqual([
    'UID:a',
    'FN:Nicolò Forlì',
    'N:Forlì;Nicolò;;;',
    'item1.EMAIL;TYPE=pref:nicolo@a.example',
    'EMAIL;TYPE=home:n@casa.example',
    'item1.X-ABLabel:ufficio',
    'TEL:333 1234567',
    'TITLE:Capo messo',
    'NOTE:Prima\\n\\nSeconda',
    'ROLE:Notifiche',
    'PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgo=',
    'REV:2026-11-26T08:00:00Z',
    'GEO:43.7;12.6',
  ])
})

test('of several values a person may want those of one card alone', () => {
  const emails = (choice: 'kept' | 'gone') =>
    describe(mergeCards(kept, gone, { emails: choice, role: 'kept' }, { now }))

  expect(emails('kept')).toMatchObject({ emails: [{ value: 'nicolo@a.example' }], role: '' })
  expect(emails('gone').emails.map(({ value }) => value)).toEqual(['NICOLO@a.example', 'n@casa.example'])
})

test('any two cards of the corpus are merged without loss, and merging again changes nothing', () => {
  const folder = new URL('../../corpus/', import.meta.url)
  const all = readdirSync(folder)
    .filter((file) => !/^(?:control|binary)/.test(file))
    .flatMap((file) => cardsIn(textOfFile(readFileSync(new URL(file, folder))).text))
  for (const [at, first] of all.entries()) {
    const second = all[(at * 7 + 3) % all.length]!
    const merged = cardsIn(writeCard(mergeCards(first, second, {}, { now })))[0]!
    const lost = mergePlan(merged, second).fields.filter(({ state }) => state === 'gone' || state === 'union')
    const values = lost.flatMap(({ kept: mine, gone: theirs }) => theirs.filter((one) => !mine.includes(one)))
    expect([describe(first).fullName, describe(second).fullName, values]).toEqual([
      describe(first).fullName,
      describe(second).fullName,
      [],
    ])
    const left = new Set(merged.lines.map(({ raw }) => raw))
    const replaced = first.lines.filter(
      ({ raw, name }) => !left.has(raw) && name !== 'REV' && name !== 'NOTE',
    )
    expect(replaced.flatMap(({ raw, value }) => (/[^;,\s]/.test(value) ? [raw] : []))).toEqual([])
  }
})

test('a group gets the kept card where it had the other, once', () => {
  const group = card('VERSION:4.0', 'FN:Giunta', 'KIND:group', 'MEMBER:urn:uuid:B', 'MEMBER:urn:uuid:c')

  expect(describe(replaceMember(group, { gone: 'b', kept: 'a' }, { now })!).members).toEqual([
    'urn:uuid:c',
    'urn:uuid:a',
  ])
  expect(describe(replaceMember(group, { gone: 'b', kept: 'c' }, { now })!).members).toEqual(['urn:uuid:c'])
  expect(replaceMember(group, { gone: 'x', kept: 'a' }, { now })).toBeUndefined()
})
