import { expect, test } from 'vitest'
import { initialsOf } from './Avatar.tsx'

test.each([
  ['Elena Guidi', 'EG'],
  ['Ragioneria – Davide Lolli', 'RL'],
  ['s.conti@studiovalle.example', 'SC'],
  ['protocollo', 'P'],
  ['山田 太郎', '山太'],
  ['', '?'],
  ['<<>>', '?'],
])('%s is shown as %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})
