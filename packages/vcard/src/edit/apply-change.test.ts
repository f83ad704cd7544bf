import { expect, test } from 'vitest'
import { describe } from '../card/describe.ts'
import { readCard, writeCard } from '../text/read-cards.ts'
import type { Card } from '../text/read-cards.ts'
import { applyChange } from './apply-change.ts'
import { createCard } from './create.ts'

const now = '2026-11-26T08:00:00Z'

function card(...lines: string[]): Card {
  const result = readCard(['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n'))
  if (result.kind !== 'card') throw new Error(result.reason)
  return result.card
}

/** The lines that are in one text alone, without REV. */
function difference(before: Card, after: Card): { gone: string[]; come: string[] } {
  const [a, b] = [before, after].map((one) =>
    writeCard(one)
      .split('\r\n')
      .filter((line) => !line.startsWith('REV')),
  )
  return { gone: a!.filter((line) => !b!.includes(line)), come: b!.filter((line) => !a!.includes(line)) }
}

const apple = card(
  'VERSION:3.0',
  'PRODID:-//Apple Inc.//iOS 17.0//EN',
  'N:Sarti;Lucia;;;',
  'FN:Lucia Sarti',
  'ORG:Comune di Monteverde;Anagrafe;',
  'item1.EMAIL;type=INTERNET;type=pref:lucia.sarti@monteverde.example',
  'item1.X-ABLabel:_$!<Work>!$_',
  'item2.TEL;type=CELL;type=VOICE:+39 333 1234567',
  'item2.X-ABLabel:reperibilità',
  'TEL;type=WORK;X-EVOLUTION-UI-SLOT=1:0722 555 0112',
  'item3.ADR;type=WORK:;;Piazza della Repubblica\\, 1;Monteverde;PU;61020;Italia',
  'item3.X-ABADR:it',
  'X-SOCIALPROFILE;type=mastodon:https://social.example/@lucia',
  'BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-02',
  'NOTE:Prima riga\\nseconda\\, con virgola',
  'UID:7B1D',
)

test('a card is described in the words of no version', () => {
  const data = describe(apple)

  expect(data).toMatchObject({
    fullName: 'Lucia Sarti',
    name: { family: 'Sarti', given: 'Lucia' },
    organisation: 'Comune di Monteverde',
    units: ['Anagrafe'],
    birthday: { year: null, month: 3, day: 2 },
    note: 'Prima riga\nseconda, con virgola',
  })
  expect(data.emails).toMatchObject([
    { value: 'lucia.sarti@monteverde.example', label: 'Work', preferred: true },
  ])
  expect(data.phones).toMatchObject([
    { value: '+39 333 1234567', device: 'cell', label: 'reperibilità', place: null },
    { value: '0722 555 0112', device: null, place: 'work' },
  ])
  expect(data.addresses).toMatchObject([{ street: 'Piazza della Repubblica, 1', locality: 'Monteverde' }])
})

test('changing one number changes that line, and nothing else', () => {
  const [first, second] = describe(apple).phones
  const after = applyChange(apple, { phones: [first!, { ...second!, value: '0722 555 0113' }] }, { now })

  expect(difference(apple, after)).toEqual({
    gone: ['TEL;type=WORK;X-EVOLUTION-UI-SLOT=1:0722 555 0112'],
    come: ['TEL;TYPE=work;X-EVOLUTION-UI-SLOT=1:0722 555 0113'],
  })
})

test('saving a form in which nothing was changed changes nothing, REV neither', () => {
  const { photo: _photo, ...form } = describe(apple)

  expect(writeCard(applyChange(apple, form, { now }))).toBe(writeCard(apple))
})

test('a number that is removed takes its label with it', () => {
  const [, second] = describe(apple).phones
  const after = applyChange(apple, { phones: [second!] }, { now })

  expect(difference(apple, after).gone).toEqual([
    'item2.TEL;type=CELL;type=VOICE:+39 333 1234567',
    'item2.X-ABLabel:reperibilità',
  ])
})

test('a row of the form that was left empty is no number, and one that was emptied is removed', () => {
  const [first, second] = describe(apple).phones
  const empty = { ...second!, id: null, value: ' ' }
  const after = applyChange(apple, { phones: [first!, { ...second!, value: '' }, empty] }, { now })

  expect(difference(apple, after)).toEqual({
    gone: ['TEL;type=WORK;X-EVOLUTION-UI-SLOT=1:0722 555 0112'],
    come: [],
  })
})

test('a new address with a label gets a group of its own', () => {
  const data = describe(apple)
  const draft = {
    id: null,
    value: 'lucia@casa.example',
    place: 'home',
    device: null,
    label: 'di casa',
    preferred: false,
  } as const
  const after = applyChange(apple, { emails: [...data.emails, draft] }, { now })

  expect(difference(apple, after).come).toEqual([
    'item4.EMAIL;TYPE=home:lucia@casa.example',
    'item4.X-ABLABEL:di casa',
  ])
  expect(describe(after).emails[1]).toMatchObject({
    value: 'lucia@casa.example',
    label: 'di casa',
    place: 'home',
  })
})

test('a birthday without a year is written as each version has it', () => {
  const birthday = { year: null, month: 12, day: 8, text: '' }
  const three = applyChange(card('VERSION:3.0', 'FN:A', 'N:A;;;;'), { birthday }, { now })
  const four = applyChange(card('VERSION:4.0', 'FN:A'), { birthday }, { now })

  expect(writeCard(three)).toContain('BDAY;X-APPLE-OMIT-YEAR=1604:1604-12-08')
  expect(writeCard(four)).toContain('BDAY:--1208')
  expect([describe(three).birthday, describe(four).birthday]).toEqual([birthday, birthday])
})

test('2.1 with quoted-printable and charset is read, and stays 2.1 when it is changed', () => {
  const old = card(
    'VERSION:2.1',
    'N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Forl=EC;Nicol=F2;;;',
    'TEL;HOME;VOICE:0541 1',
    'TEL;CELL:333 1',
    'NOTE;ENCODING=QUOTED-PRINTABLE:Una riga lunga che=',
    ' continua=0D=0Ae va a capo',
    'PHOTO;JPEG;ENCODING=BASE64:',
    ' /9j/4AAQ',
    ' SkZJRg==',
    '',
  )
  const data = describe(old)

  expect(data).toMatchObject({ fullName: 'Nicolò Forlì', note: 'Una riga lunga che continua\ne va a capo' })
  expect(data.phones.map(({ value, place, device }) => [value, place, device])).toEqual([
    ['0541 1', 'home', null],
    ['333 1', null, 'cell'],
  ])
  expect(data.photo).toEqual({ kind: 'inline', mediaType: 'image/jpeg', size: 10 })

  const after = applyChange(old, { note: 'Perché no' }, { now })
  expect(difference(old, after).come).toEqual(['NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Perch=C3=A9 no'])
  expect(describe(after).note).toBe('Perché no')
})

test('what is added stands outside of a card within that was never ended, and of a picture', () => {
  const agent = card('VERSION:2.1', 'N:A;B', 'AGENT:', 'BEGIN:VCARD', 'N:C;D')
  const photo = card('VERSION:2.1', 'N:A;B', 'PHOTO;JPEG;ENCODING=BASE64:/9j/', '', 'TEL')

  for (const one of [agent, photo]) {
    const after = readCard(writeCard(applyChange(one, { title: 'Messo' }, { now })))
    expect(after.kind === 'card' && describe(after.card).title).toBe('Messo')
  }
  expect(describe(photo).photo).toMatchObject({ size: 3 })
  expect(describe(applyChange(photo, { note: 'x' }, { now })).photo).toMatchObject({ size: 3 })
})

test('a group of either kind tells its members, and loses one alone', () => {
  const group = card(
    'VERSION:3.0',
    'FN:Giunta',
    'N:Giunta',
    'X-ADDRESSBOOKSERVER-KIND:group',
    'X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a',
    'X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:b',
  )
  const after = applyChange(group, { members: ['urn:uuid:b', 'urn:uuid:c'] }, { now })

  expect(describe(group)).toMatchObject({ kind: 'group', members: ['urn:uuid:a', 'urn:uuid:b'] })
  expect(difference(group, after)).toEqual({
    gone: ['X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a'],
    come: ['X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:c'],
  })
})

test('a new card is listed under a name whatever is known of somebody', () => {
  const made = createCard(
    {
      emails: [
        { id: null, value: 'info@ditta.example', place: null, device: null, label: '', preferred: true },
      ],
    },
    { uid: 'u1', version: '4.0', now, product: '-//Staffetta//IT' },
  )

  expect(describe(made)).toMatchObject({ uid: 'u1', fullName: 'info@ditta.example' })
  expect(writeCard(made)).toContain('EMAIL;PREF=1:info@ditta.example')
})

test('types in quotes, tel: addresses and data: photos of 4.0 are kept', () => {
  const four = card(
    'VERSION:4.0',
    'FN:A',
    'TEL;VALUE=uri;PREF=1;TYPE="voice,work":tel:+39-0722-1;ext=5',
    'PHOTO:data:image/png;base64,iVBORw0KGgo=',
    'N;SORT-AS="Harten,Rene":van der Harten;Rene,J.;Sir;R.D.O.N.',
  )
  const data = describe(four)
  const after = applyChange(four, { phones: [{ ...data.phones[0]!, value: '+39-0722-2' }] }, { now })

  expect(data).toMatchObject({
    phonetic: { family: 'Harten', given: 'Rene' },
    photo: { mediaType: 'image/png', size: 8 },
  })
  expect(difference(four, after).come).toEqual(['TEL;TYPE="voice,work";VALUE=uri;PREF=1:tel:+39-0722-2'])
})

test('a number whose type is said twice, the second time as a list, is shown with all of them', () => {
  const said = card('VERSION:4.0', 'FN:A', 'TEL;TYPE=work;TYPE="voice","cell":0722 1')

  expect(describe(said).phones).toMatchObject([{ value: '0722 1', place: 'work', device: 'cell' }])
})
