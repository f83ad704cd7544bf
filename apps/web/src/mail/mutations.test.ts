import type { MessageSummary } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { partsOf, type Target } from './mutations.ts'

const found = (ref: string, mailboxId: string, thread: string[] | null = null) =>
  ({
    ref,
    mailboxId,
    flags: [],
    thread: thread && { count: thread.length, people: [], refs: thread, unread: [] },
  }) as unknown as MessageSummary

const target = (known: MessageSummary[], refs: string[]): Target => ({
  mailboxId: known[0]!.mailboxId,
  set: { refs },
  known,
  count: refs.length,
})

test('what was found in several folders is worked on folder by folder', () => {
  const known = [found('a', 'inbox'), found('b', 'pratiche'), found('c', 'inbox')]

  const parts = partsOf(target(known, ['a', 'b', 'c']))

  expect(parts.map(({ mailboxId, set, count }) => [mailboxId, set.refs, count])).toEqual([
    ['inbox', ['a', 'c'], 2],
    ['pratiche', ['b'], 1],
  ])
})

test('a conversation goes with all its messages, and only with those that are meant', () => {
  const known = [found('a2', 'inbox', ['a1', 'a2']), found('b', 'pratiche')]

  const parts = partsOf(target(known, ['a1', 'b']))

  expect(parts.map(({ set }) => set.refs)).toEqual([['a1'], ['b']])
})

test('the messages of one folder, or all of it, stay one request', () => {
  const one = target([found('a', 'inbox')], ['a'])
  const all: Target = {
    ...one,
    set: { all: { mailboxId: 'inbox', filter: 'all', except: [] } },
  }

  expect(partsOf(one)).toEqual([one])
  expect(partsOf(all)).toEqual([all])
})
