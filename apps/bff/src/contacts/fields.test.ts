import { expect, test } from 'vitest'
import { changeOf } from './fields.ts'

test('members that stay are spelt as they are stored, new ones as both versions have them', () => {
  const stored = ['URN:UUID:rosa', 'luca', 'mailto:a@example.org']

  expect(changeOf({ members: ['rosa', 'urn:uuid:luca', 'anna', 'mailto:b@example.org'] }, stored)).toEqual({
    members: ['URN:UUID:rosa', 'luca', 'urn:uuid:anna', 'mailto:b@example.org'],
  })
  expect(changeOf({ title: 'x' }, stored)).toEqual({ title: 'x' })
})
