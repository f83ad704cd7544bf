import type { MessageSummary } from '@staffetta/contract'
import { beforeEach, expect, test } from 'vitest'
import {
  clearSelection,
  countSelected,
  isSelected,
  selectAll,
  selectedTarget,
  selection,
  selectRange,
  toggle,
} from './selection.ts'

const row = (uid: number) =>
  ({ ref: `inbox.1.${uid}`, mailboxId: 'inbox', flags: [] }) as unknown as MessageSummary
const query = {
  mailboxId: 'inbox',
  order: 'arrival',
  ascending: false,
  filter: 'unread',
  threads: false,
} as const

beforeEach(clearSelection)

test('a row ticked twice is not selected', () => {
  toggle(row(1), 0)
  toggle(row(1), 0)

  expect(selectedTarget(query, [])).toBeNull()
})

test('a range adds to what is already selected', () => {
  toggle(row(9), 9)
  selectRange([row(1), undefined, row(3)], 3)

  expect(selectedTarget(query, [])?.set).toEqual({ refs: ['inbox.1.9', 'inbox.1.1', 'inbox.1.3'] })
})

test('a whole list but some is told as such, and reaches rows never seen', () => {
  selectAll(1248)
  toggle(row(7), 7)

  expect(selectedTarget(query, [row(7), row(8)])).toEqual({
    mailboxId: 'inbox',
    set: { all: { mailboxId: 'inbox', filter: 'unread', except: ['inbox.1.7'] } },
    known: [row(8)],
    count: 1247,
  })
  expect(isSelected(selection.get().now, 'inbox.1.zzz')).toBe(true)
  expect(countSelected(selection.get().now)).toBe(1247)
})
