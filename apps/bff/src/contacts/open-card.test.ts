import { applyChange, readCard } from '@staffetta/vcard'
import { expect, test } from 'vitest'
import { withCard } from './open-card.ts'

const card = (name: string) =>
  ['BEGIN:VCARD', 'VERSION:3.0', `FN:${name}`, 'N:;;;;', 'X-MIO:resta', 'END:VCARD', ''].join('\r\n')

test('a second card in the same object stays when the first is changed', () => {
  const text = card('Prima') + card('Seconda')
  const read = readCard(text)
  if (read.kind !== 'card') throw new Error(read.reason)
  const changed = applyChange(read.card, { fullName: 'Cambiata' }, { now: '2027-01-01T00:00:00Z' })

  const after = withCard(text, changed)
  expect(after.startsWith(card('Cambiata').replace('END:VCARD\r\n', ''))).toBe(true)
  expect(after.endsWith(card('Seconda'))).toBe(true)
})
