import { expect, test } from 'vitest'
import {
  everyoneIn,
  groupRecipient,
  isWellWritten,
  parseRecipients,
  withoutTwins,
  writeRecipient,
  recipientOf,
} from './recipients.ts'

const read = (text: string) => parseRecipients(text).map(({ name, address, valid }) => [name, address, valid])

test('a pasted list becomes one recipient each, with or without names', () => {
  expect(
    read('Sara Conti <s.conti@studio.example>, paolo@comune.example;\n"Rossi, Mario" <m@x.example>\r\n'),
  ).toEqual([
    ['Sara Conti', 's.conti@studio.example', true],
    ['', 'paolo@comune.example', true],
    ['Rossi, Mario', 'm@x.example', true],
  ])
})

test('addresses with only spaces between them are a list too', () => {
  expect(read('a@b.example c@d.example')).toEqual([
    ['', 'a@b.example', true],
    ['', 'c@d.example', true],
  ])
})

test('what is not an address stays to be mended', () => {
  expect(read('Sara Conti')).toEqual([['', 'Sara Conti', false]])
  expect(read('Sara <sara@>')).toEqual([['Sara', 'sara@', false]])
})

test.each(['a@b.example', 'nome.cognome+x@sub.comune.example', 'info@città.example'])(
  '%s is well written',
  (address) => {
    expect(isWellWritten(address)).toBe(true)
  },
)

test.each([
  '',
  'a@b',
  'a b@c.example',
  'a@b@c.example',
  'a@-b.example',
  'a@b.example\r\nBcc: x@y.example',
  `${'x'.repeat(250)}@b.example`,
])('%j is not', (address) => {
  expect(isWellWritten(address)).toBe(false)
})

test('a recipient written out is read back as the same', () => {
  const [one] = parseRecipients('"Rossi, \\"Mario\\"" <m@x.example>')
  expect(parseRecipients(writeRecipient(one!))[0]).toMatchObject({
    name: 'Rossi, "Mario"',
    address: 'm@x.example',
  })
})

test('a group stands as one and goes to each of its people once', () => {
  const people = [
    { name: 'Anna', address: 'anna@b.example' },
    { name: 'Luca', address: 'luca@b.example' },
  ]
  const chips = withoutTwins([
    groupRecipient('Giunta', people),
    groupRecipient('Commissione', people.slice(1)),
    groupRecipient('Giunta', people),
    recipientOf({ name: '', address: 'ANNA@b.example' }),
  ])

  expect(chips.map(({ name }) => name)).toEqual(['Giunta', 'Commissione', ''])
  expect(everyoneIn(chips).map(({ address }) => address)).toEqual(['anna@b.example', 'luca@b.example'])
})

test('the same address twice is one recipient', () => {
  expect(withoutTwins(parseRecipients('a@b.example, A@B.example'))).toHaveLength(1)
})
