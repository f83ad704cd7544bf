import { expect, test } from 'vitest'
import { bareContact } from '../state/contact.ts'
import { whoHas } from './by-address.ts'

test('of several cards with an address the nearest is meant, whatever its capitals', () => {
  const card = (ref: string) => bareContact(ref, 'b', 'Lucia@monteverde.example')
  const books = [
    { kind: 'directory' as const, contacts: [card('theirs')] },
    { kind: 'own' as const, contacts: [card('mine'), card('mine, again')] },
  ]

  expect(whoHas('LUCIA@monteverde.example', books)?.ref).toBe('mine')
  expect(whoHas('lucia@monteverde.example', books.slice(0, 1))?.ref).toBe('theirs')
  expect(whoHas('nessuno@monteverde.example', books)).toBeUndefined()
})
