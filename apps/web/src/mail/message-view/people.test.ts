import type { Me, MessageDetail } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { isExternal, pretendedAddress, repliesTo, strangeReplyTo } from './people.ts'

const me = { address: 'elena@comune.example', domains: ['comune.example'] } as Me
const person = (address: string, name = '') => ({ address, name })
const message = (parts: { from: string; to: string[]; cc?: string[]; replyTo?: string[] }) =>
  ({
    summary: { from: [person(parts.from)], to: parts.to.map((one) => person(one)) },
    cc: (parts.cc ?? []).map((one) => person(one)),
    replyTo: (parts.replyTo ?? []).map((one) => person(one)),
  }) as unknown as MessageDetail

test('an address is outside when it is in no domain of the tenant, nor below one', () => {
  expect(isExternal('a@comune.example', me)).toBe(false)
  expect(isExternal('a@Ufficio.Comune.Example', me)).toBe(false)
  expect(isExternal('a@comune.example.evil.example', me)).toBe(true)
  expect(isExternal('a@altrocomune.example', me)).toBe(true)
})

test('a name that is another address gives itself away', () => {
  expect(pretendedAddress(person('x@evil.example', 'sindaco@comune.example'))).toBe('sindaco@comune.example')
  expect(pretendedAddress(person('x@evil.example', 'sin\u200bdaco＠comune.example'))).toBe(
    'sindaco@comune.example',
  )
  expect(pretendedAddress(person('a@b.example', 'A@b.example'))).toBeNull()
})

test('an answer to all reaches everyone once and not oneself', () => {
  const detail = message({
    from: 'sara@studio.example',
    to: ['ELENA@comune.example', 'paolo@comune.example'],
    cc: ['sara@studio.example', 'ut@comune.example'],
  })
  expect(repliesTo(detail, me).map(({ address }) => address)).toEqual([
    'sara@studio.example',
    'paolo@comune.example',
    'ut@comune.example',
  ])
})

test('an answer to what one wrote oneself goes to those it was written to', () => {
  expect(repliesTo(message({ from: 'elena@comune.example', to: ['paolo@comune.example'] }), me)).toEqual([
    person('paolo@comune.example'),
  ])
})

test('an answer that would go to another domain is told', () => {
  expect(strangeReplyTo(message({ from: 'a@b.example', to: [], replyTo: ['x@evil.example'] }))).toBe(
    'x@evil.example',
  )
  expect(strangeReplyTo(message({ from: 'a@b.example', to: [], replyTo: ['ufficio@b.example'] }))).toBeNull()
})
