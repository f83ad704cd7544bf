import type { MessageSummary, SearchFrame } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { withFrame, type SearchState } from './use-search.ts'

const begun: SearchState = { found: [], failed: [], searched: 0, mailboxes: 0, state: 'running', error: null }
const row = { ref: 'inbox.1.a' } as MessageSummary
const after = (...frames: SearchFrame[]) => frames.reduce(withFrame, begun)

test('folders are shown as they are found, with how many hits each has in all', () => {
  const state = after(
    { kind: 'hits', mailboxId: 'inbox', rows: [row], total: 340, searched: 1, mailboxes: 3 },
    { kind: 'hits', mailboxId: 'sent', rows: [], total: 0, searched: 2, mailboxes: 3 },
  )

  expect(state.found).toEqual([{ mailboxId: 'inbox', rows: [row], total: 340 }])
  expect(state).toMatchObject({ searched: 2, mailboxes: 3 })
})

test('a folder that could not be searched is told and the others go on', () => {
  const state = after(
    { kind: 'failed', mailboxId: 'archive', error: 'mail/server-slow', searched: 1, mailboxes: 2 },
    { kind: 'hits', mailboxId: 'inbox', rows: [row], searched: 2, mailboxes: 2 },
  )

  expect(state.failed).toEqual(['archive'])
  expect(state.found).toHaveLength(1)
})

test('a line that says nothing of the progress leaves it', () => {
  expect(after({ kind: 'hits', searched: 4, mailboxes: 9 }, { kind: 'done' })).toMatchObject({
    searched: 4,
    mailboxes: 9,
  })
})
