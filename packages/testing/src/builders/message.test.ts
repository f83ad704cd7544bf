import { expect, test } from 'vitest'
import { encodeText, encodeWords, quotedPrintable } from './charsets.ts'
import { aMessage } from './message.ts'

test('a message is one part until something else is added', () => {
  const plain = aMessage().text('Ciao').build().toString()
  const rich = aMessage()
    .text('Ciao')
    .html('<p>Ciao')
    .inline('logo', { content: 'x' })
    .attach({ filename: 'è.pdf', content: 'y' })
    .build()
    .toString()

  expect(plain).toContain('Content-Type: text/plain; charset=utf-8')
  expect(plain).not.toContain('multipart')
  expect(rich.match(/multipart\/\w+/g)).toEqual([
    'multipart/mixed',
    'multipart/related',
    'multipart/alternative',
  ])
  expect(rich).toContain("filename*=UTF-8''%C3%A8.pdf")
})

test('equal messages are equal bytes', () => {
  const build = () => aMessage().messageId('a@b').date(new Date(0)).text('a').html('b').build()

  expect(build().equals(build())).toBe(true)
})

test('old charsets are written byte for byte', () => {
  expect(encodeText('€ “è”', 'windows-1252')).toEqual(Buffer.from([0x80, 0x20, 0x93, 0xe8, 0x94]))
  expect(encodeText('Perché + più', 'utf-7').toString()).toBe('Perch+AOk- +- pi+APk-')
  expect(() => encodeText('Ж', 'iso-8859-1')).toThrow('not in this charset')
})

test('long subjects become several encoded words and no line is too long', () => {
  const subject = 'Perché la riunione è stata spostata a venerdì? '.repeat(4)
  const qp = quotedPrintable(Buffer.from(`${'à'.repeat(100)} \r\n${'x'.repeat(200)}`))

  expect(
    encodeWords(subject)
      .split('\r\n')
      .every((line) => line.length <= 76),
  ).toBe(true)
  expect(qp.split('\r\n').every((line) => line.length <= 76)).toBe(true)
  expect(
    Buffer.from(
      qp.replace(/=\r\n/g, '').replace(/=(..)/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
      'latin1',
    ).toString(),
  ).toBe(`${'à'.repeat(100)} \r\n${'x'.repeat(200)}`)
})
