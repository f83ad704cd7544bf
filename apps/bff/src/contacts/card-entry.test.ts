import { expect, test } from 'vitest'
import { BookIndex } from './book-index.ts'
import { cardEntry, digestCards } from './card-entry.ts'

const card = (...lines: string[]) =>
  ['BEGIN:VCARD', 'VERSION:3.0', 'UID:1', ...lines, 'END:VCARD', ''].join('\r\n')

test('a card is remembered by its row, and found by any field without its accents', () => {
  const { row, words, hidden } = cardEntry(
    card(
      'FN:Dott. Niccolò Forlì',
      'N:Forlì;Niccolò;;Dott.;',
      'ORG:Comune;Tributi;IMU',
      'EMAIL:casa@example.org',
      'EMAIL;TYPE=pref:ufficio@example.org',
      'TEL:+39 0722 555-01',
      'NOTE:Perché sì',
    ),
    '"1"',
  )

  expect(row).toMatchObject({
    name: 'Dott. Niccolò Forlì',
    sortName: 'Forlì Niccolò',
    office: 'IMU',
    emails: ['ufficio@example.org', 'casa@example.org'],
    problem: null,
  })
  for (const word of ['niccolo', 'tributi', 'perche', '39072255501']) expect(words).toContain(word)
  expect(hidden).toBe(false)
})

test('of a picture its mark alone is remembered, and another picture has another', () => {
  const mark = (data: string) => cardEntry(card('FN:A', `PHOTO;ENCODING=b;TYPE=PNG:${data}`), '').row.photo

  expect(mark('AAAA')).toHaveLength(12)
  expect(mark('AAAA')).not.toBe(mark('AAAB'))
  expect(cardEntry(card('FN:A', 'PHOTO;VALUE=uri:https://example.org/a.png'), '').row.photo).toBe('')
  expect(cardEntry(card('FN:A', `PHOTO;ENCODING=b:${'A'.repeat(100_000)}`), '').weight).toBeLessThan(2_000)
})

test.each([
  ['X-STAFFETTA-HIDDEN:TRUE', true],
  ['X-STAFFETTA-HIDDEN:false', false],
  ['CLASS:PRIVATE', true],
  ['CLASS:confidential', true],
  ['CLASS:PUBLIC', false],
])('%s keeps a card from the directory: %s', (line, hidden) => {
  expect(cardEntry(card('FN:A', line), '').hidden).toBe(hidden)
  expect(cardEntry(card('FN:A') + card('FN:B', line), '').hidden).toBe(hidden)
})

test('what cannot be read says so, and is hidden where somebody may have asked for it', () => {
  expect(cardEntry('SUMMARY:Quando?', '')).toMatchObject({ row: { problem: 'unreadable' }, hidden: true })
  expect(cardEntry(card(`NOTE:${'a'.repeat(5_000_000)}`), '').row.problem).toBe('too-large')
})

test('members are named as their cards are, in both versions', () => {
  const { row } = cardEntry(
    card(
      'FN:Giunta',
      'X-ADDRESSBOOKSERVER-KIND:group',
      'X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:abc',
      'X-ADDRESSBOOKSERVER-MEMBER:mailto:a@example.org',
    ),
    '',
  )

  expect(row).toMatchObject({ kind: 'group', members: ['abc', 'mailto:a@example.org'] })
})

test('a book is in order by family name, also after what came, changed and went', async () => {
  const index = new BookIndex({ href: '/b/' } as never)
  const put = (name: string, family: string) =>
    index.put(`/b/${name}`, cardEntry(card(`FN:${name}`, `N:${family};${name};;;`), ''))
  const names = () => index.sorted().map(({ entry }) => entry.row.name)
  put('Zoe', 'Bianchi')
  put('Ada', 'Verdi')
  put('Édith', 'Èrcoli')
  expect(names()).toEqual(['Zoe', 'Édith', 'Ada'])
  put('Ada', 'Abate')
  put('Carlo', 'Carli')
  index.remove('/b/Zoe')

  expect(names()).toEqual(['Ada', 'Carlo', 'Édith'])
  expect(index.count({ hidden: true })).toBe(3)
})

test('reading many cards lets others have their turn', async () => {
  const texts = Array.from({ length: 2_000 }, (_, i) => ({
    text: card(
      `FN:Persona ${i}`,
      `N:Persona;${i};;;`,
      'ORG:Comune;Ufficio',
      'TEL;TYPE=work:0722 555',
      'NOTE:Nota',
    ),
    etag: `"${i}"`,
  }))
  let turns = 0
  const clock = setInterval(() => turns++, 1)
  await digestCards(texts)
  clearInterval(clock)

  expect(turns).toBeGreaterThan(5)
})
