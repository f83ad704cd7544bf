import { expect, test } from 'vitest'
import { untoldOf } from './untold.ts'

const at = new Date('2026-11-26T16:40:00Z')
const letter = (state: string, recipients: string[], more: object = {}) => ({
  id: `${state} ${recipients.join()}`,
  state,
  recipients,
  refused: [],
  error: null,
  sends_at: at,
  ...more,
})

test('to each the last letter counts: who was told afterwards is told, who was not is not', () => {
  const letters = [
    letter('filed', ['anna@a.example']),
    letter('failed', ['anna@a.example', 'bruno@a.example']),
    letter('filed', ['bruno@a.example']),
  ]

  expect(untoldOf(letters)).toMatchObject([{ address: 'bruno@a.example', state: 'failed' }])
})

test('what was called back was never written, and what left yesterday is older than all that failed before', () => {
  const letters = [
    letter('cancelled', ['anna@a.example']),
    letter('filed', []),
    letter('failed', ['anna@a.example']),
  ]

  expect(untoldOf(letters)).toEqual([])
})

test('whom the server refused among others was not told', () => {
  const letters = [letter('filed', ['anna@a.example', 'bruno@a.example'], { refused: ['bruno@a.example'] })]

  expect(untoldOf(letters)).toMatchObject([{ address: 'bruno@a.example', state: 'failed' }])
})

test('when a letter leaves is known of one that waits its turn, not of one that waits for a server', () => {
  const letters = [
    letter('held', ['anna@a.example']),
    letter('held', ['bruno@a.example'], { error: 'mail/submission-unreachable' }),
  ]

  expect(untoldOf(letters).map(({ leavesAt }) => leavesAt)).toEqual([at.toISOString(), null])
})
