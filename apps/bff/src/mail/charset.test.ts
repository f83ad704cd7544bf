import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { decodeText } from './charset.ts'
import { decodeTransfer } from './transfer.ts'

const italian = 'Perché costa 5 € “così”'

test.each([
  ['windows-1252', iconv.encode(italian, 'windows-1252')],
  ['iso-8859-1', iconv.encode(italian, 'windows-1252')],
  ['utf-8', Buffer.from(italian)],
  ['utf-7', iconv.encode(italian, 'utf7')],
  ['"UTF-8"', Buffer.from(italian)],
])('Italian text in %s keeps its accents and its euro', (charset, bytes) => {
  expect(decodeText(bytes, charset)).toEqual({ text: italian, guessed: false })
})

test('Japanese in ISO-2022-JP is read', () => {
  const bytes = Buffer.from('\u001b$B$3$s$K$A$O\u001b(B', 'latin1')

  expect(decodeText(bytes, 'ISO-2022-JP').text).toBe('こんにちは')
})

test.each([undefined, 'us-ascii', 'x-nobody-knows', 'utf-8'])(
  'what calls itself %s and is not, is guessed from its bytes',
  (charset) => {
    expect(decodeText(iconv.encode(italian, 'windows-1252'), charset)).toEqual({
      text: italian,
      guessed: true,
    })
  },
)

test('UTF-8 without a label is recognised', () => {
  expect(decodeText(Buffer.from(italian), undefined)).toEqual({ text: italian, guessed: true })
})

test('broken quoted-printable and base64 give what can be read', () => {
  expect(decodeTransfer(Buffer.from('caff=E8 =ZZ =\r\nfine='), 'quoted-printable').toString('latin1')).toBe(
    'caffè =ZZ fine',
  )
  expect(decodeTransfer(Buffer.from('Y2lh*byE\n='), 'base64').toString()).toBe('ciao!')
})
