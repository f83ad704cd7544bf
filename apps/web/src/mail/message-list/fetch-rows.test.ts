import type { MessageSummary, MessageWindow } from '@staffetta/contract'
import { expect, test, vi } from 'vitest'
import { queryClient } from '../../app/query-client.ts'
import { missingPages } from '../list-cache.ts'
import { applyMailEvents } from '../live.ts'
import { mailQueries } from '../queries.ts'
import { ensureRows } from './fetch-rows.ts'

const answers: ((window: MessageWindow) => void)[] = []
vi.mock('../../app/api.ts', () => ({
  api: { mail: { listMessages: () => new Promise((resolve) => answers.push(resolve)) } },
}))

const row = (ref: string) =>
  ({ ref, mailboxId: 'inbox', flags: [], preview: '', thread: null }) as unknown as MessageSummary
const query = {
  mailboxId: 'inbox',
  order: 'arrival',
  ascending: false,
  filter: 'all',
  threads: true,
} as const
const window = (threaded: boolean, ...refs: string[]): MessageWindow => ({
  mailboxId: 'inbox',
  uidValidity: '1',
  total: refs.length,
  offset: 0,
  rows: refs.map(row),
  threaded,
  staleSince: null,
})
const list = () => queryClient.getQueryData(mailQueries.list(query).queryKey)

// In a folder of 100,000 a message came while the first answer with conversations was on its way: it was seen for an
// instant in the flat list, which that answer then replaced.
test('a message that comes while a list is on its way is asked for again, not hidden by the older answer', async () => {
  ensureRows(query, 0, 10)
  answers.shift()!(window(false, 'inbox.1.a'))
  await vi.waitFor(() => expect(list()?.total).toBe(1))
  queryClient.setQueryData(mailQueries.list(query).queryKey, (known) => known && { ...known, epoch: 1 })

  ensureRows(query, 0, 10)
  applyMailEvents(queryClient, [
    { type: 'mail.messages-added', mailboxId: 'inbox', summaries: [row('inbox.1.b')], threaded: false },
  ])
  answers.shift()!(window(true, 'inbox.1.a'))
  await vi.waitFor(() => expect(list()?.threaded).toBe(true))

  expect(missingPages(list(), 0, 10, 50)).toEqual([0])
})

test('an answer nothing was told meanwhile is true', async () => {
  ensureRows(query, 0, 10)
  answers.shift()!(window(true, 'inbox.1.b', 'inbox.1.a'))
  await vi.waitFor(() => expect(list()?.total).toBe(2))

  expect(missingPages(list(), 0, 10, 50)).toEqual([])
})
