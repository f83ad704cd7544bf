import { expect, test } from 'vitest'
import { applyChange, describe, newEvent, parse, readAttachment, withoutBytes } from '../index.ts'
import { asPlainLinks, withoutLost } from './attachments.ts'

const now = '2026-01-01T00:00:00Z'
const event = (attach: string[]) =>
  parse(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//x//y',
      'BEGIN:VEVENT',
      'UID:u',
      'DTSTAMP:20260101T000000Z',
      'DTSTART:20260302T090000Z',
      'DTEND:20260302T100000Z',
      ...attach,
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  )
const read = (attach: string[]) => {
  const result = event(attach)
  if (result.kind !== 'read') throw new Error(result.kind)
  return result.object
}

test('a file is put in as bytes and comes out as they were, whatever its name', () => {
  const bytes = Buffer.from(Array.from({ length: 5000 }, (_, at) => at % 256))
  const name = 'Delibera "n. 1"; città: finale.pdf'
  const { text } = newEvent(
    {
      start: { kind: 'utc', at: '2026-03-02T09:00:00Z' },
      attachments: [{ name, type: 'application/pdf', base64: bytes.toString('base64') }],
    },
    { uid: 'u', now },
  )
  expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBe(75)

  const result = parse(text)
  if (result.kind !== 'read') throw new Error(result.kind)
  const [found] = describe(result.object).master!.attachments
  expect(found).toMatchObject({ name, type: 'application/pdf', sizeBytes: 5000 })
  expect(readAttachment(text, found!.id)?.bytes).toEqual(bytes)
  expect(withoutBytes(text).length).toBeLessThan(600)
  expect(readAttachment(text, 'another')).toBeUndefined()
})

test('adding and removing leaves the lines of the others, and what cannot be read, word for word', () => {
  const odd = 'ATTACH;X-ODD="never closed:https://x.example/odd'
  const kept = 'ATTACH;X-ORDER=1;FMTTYPE=text/plain:https://x.example/a.txt'
  const object = read([kept, 'ATTACH:https://x.example/b.txt', odd])
  const [first] = describe(object).master!.attachments
  const url = 'https://x.example/c.txt'

  const edited = applyChange(object, {
    scope: 'all',
    change: { attachments: [first!, { url, name: 'c.txt', managedId: 'm1', sizeBytes: 3 }] },
    now,
    uid: 'v',
  })

  if (edited.kind !== 'changed') throw new Error(edited.kind)
  expect(edited.text).toContain(`${kept}\r\n`)
  expect(edited.text).toContain(odd)
  expect(edited.text).not.toContain('b.txt')
  expect(edited.text.replaceAll('\r\n ', '')).toContain(`ATTACH;FILENAME=c.txt;SIZE=3;MANAGED-ID=m1:${url}`)
})

test('what one server keeps under a name of its own is a plain link elsewhere', () => {
  const { master } = read(['ATTACH;MANAGED-ID=m1;FILENAME=a.pdf:https://dav.example/m1'])

  expect(JSON.stringify(asPlainLinks(master!))).not.toContain('MANAGED-ID')
  expect(JSON.stringify(asPlainLinks(master!))).toContain('ATTACH;FILENAME=a.pdf:https://dav.example/m1')
})

test('what the server has thrown away is left out of the text, and nothing else', () => {
  const attach = (id: string) => `ATTACH;FILENAME=a.pdf;MANAGED-ID=${id}:https://dav.example/\r\n  ${id}\r\n`
  const link = 'ATTACH:https://x.example/b.txt\r\n'

  expect(withoutLost(`A\r\n${attach('m1')}${attach('m2')}${link}B\r\n`, attach('m2'))).toBe(
    `A\r\n${attach('m2')}${link}B\r\n`,
  )
})
