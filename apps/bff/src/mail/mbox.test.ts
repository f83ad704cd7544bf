import { expect, test } from 'vitest'
import { mboxMessage } from './mbox.ts'

test('a message in an mbox begins with its date, and no line of its own can begin another', () => {
  const source = Buffer.from('Subject: x\r\n\r\nFrom qui\r\n>From là\r\nFromage\r\n', 'utf8')

  expect(mboxMessage(source, new Date('2026-11-06T09:05:07Z')).toString('utf8')).toBe(
    'From - Fri Nov  6 09:05:07 2026\nSubject: x\n\n>From qui\n>>From là\nFromage\n\n',
  )
})

test('bytes of no charset stay as they are, and a last line without an end gets one', () => {
  expect(mboxMessage(Buffer.from([0xff, 0x00, 0xe8]), new Date(0)).subarray(-5)).toEqual(
    Buffer.from([0xff, 0x00, 0xe8, 0x0a, 0x0a]),
  )
})
