import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { seal, unseal } from './seal.ts'

const halves = { server: randomBytes(32), holder: randomBytes(32) }
const context = { tenantId: 't', accountId: 'a', rowId: 'r' }

test('what was sealed opens with both halves in its own row', () => {
  expect(unseal(seal('pässword', halves, context), halves, context)).toBe('pässword')
})

test('one half, another row or a changed byte open nothing', () => {
  const sealed = seal('password', halves, context)
  const changed = Buffer.from(sealed)
  changed[changed.length - 1]! ^= 1

  expect(unseal(sealed, { ...halves, holder: randomBytes(32) }, context)).toBeUndefined()
  expect(unseal(sealed, { ...halves, server: randomBytes(32) }, context)).toBeUndefined()
  expect(unseal(sealed, halves, { ...context, accountId: 'b' })).toBeUndefined()
  expect(unseal(changed, halves, context)).toBeUndefined()
  expect(unseal(Buffer.alloc(3), halves, context)).toBeUndefined()
})
