import type { LiveEvent, Mailbox, MessageDetail, MessageSummary } from '@staffetta/contract'
import { QueryClient } from '@tanstack/react-query'
import { beforeEach, expect, test, vi } from 'vitest'
import { emptyList, type ListQuery, type MessageList } from './known-list.ts'
import { applyMailEvents, makeMailOld, watchChanges } from './live.ts'
import { defaultList, mailQueries } from './queries.ts'

const inbox = defaultList('inbox')
const message = { ref: 'inbox.1.a', mailboxId: 'inbox', flags: [], modseq: '5' } as unknown as MessageSummary
const mailbox = { id: 'inbox', name: 'INBOX', total: 9, unread: 3 } as Mailbox
let client: QueryClient

beforeEach(() => {
  client = new QueryClient()
  client.setQueryData(mailQueries.list(inbox).queryKey, {
    ...emptyList,
    uidValidity: '1',
    total: 1,
    rows: new Map([[0, { summary: message, epoch: 0 }]]),
  })
  client.setQueryData(mailQueries.mailboxes().queryKey, {
    mailboxes: [mailbox],
    quota: null,
    orders: ['arrival'],
  })
  client.setQueryData(mailQueries.message(message.ref).queryKey, {
    ref: message.ref,
    summary: message,
  } as MessageDetail)
})

const list = (query: ListQuery = inbox) => client.getQueryData<MessageList>(mailQueries.list(query).queryKey)!
const seen: LiveEvent = {
  type: 'mail.flags-changed',
  mailboxId: 'inbox',
  changes: [{ ref: message.ref, flags: ['seen'], modseq: '6' }],
}

test('flags reach the row, the opened message and whoever shows found rows', () => {
  const watcher = vi.fn<(change: (row: MessageSummary) => MessageSummary | null) => void>()
  const stop = watchChanges(watcher)

  applyMailEvents(client, [seen])
  stop()

  expect(list().rows.get(0)!.summary.flags).toEqual(['seen'])
  expect(client.getQueryData(mailQueries.message(message.ref).queryKey)!.summary.flags).toEqual(['seen'])
  expect(watcher.mock.calls[0]![0](message)?.flags).toEqual(['seen'])
})

test('the same event twice changes nothing the second time', () => {
  applyMailEvents(client, [seen])
  const once = list()
  applyMailEvents(client, [seen])

  expect(list()).toBe(once)
})

test('counts are those the server says', () => {
  applyMailEvents(client, [{ type: 'mail.counts-changed', mailboxId: 'inbox', total: 10, unread: 4 }])

  expect(client.getQueryData(mailQueries.mailboxes().queryKey)!.mailboxes[0]).toMatchObject({
    total: 10,
    unread: 4,
  })
})

test('another mailbox leaves this list alone', () => {
  const before = list()
  applyMailEvents(client, [{ type: 'mail.messages-removed', mailboxId: 'sent', refs: [message.ref] }])

  expect(list()).toBe(before)
})

test('while the server cannot be reached the rows stay and say since when', () => {
  applyMailEvents(client, [
    { type: 'mail.server-state', reachable: false, since: '2026-11-24T10:42:00.000Z' },
  ])
  expect(list()).toMatchObject({ staleSince: '2026-11-24T10:42:00.000Z', total: 1 })

  applyMailEvents(client, [{ type: 'mail.server-state', reachable: true, since: '2026-11-24T10:50:00.000Z' }])
  expect(list()).toMatchObject({ staleSince: null, epoch: 1 })
})

test('an event of a newer server makes everything old instead of being ignored', () => {
  applyMailEvents(client, [{ type: 'mail.something-new' } as unknown as LiveEvent])

  expect(list().epoch).toBe(1)
})

test('old rows stay on screen until they are asked again', () => {
  makeMailOld(client)

  expect(list().rows.get(0)!.summary).toBe(message)
  expect(list().epoch).toBe(1)
})
