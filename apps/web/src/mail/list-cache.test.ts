import type { MessageSummary, MessageWindow } from '@staffetta/contract'
import { describe, expect, test } from 'vitest'
import {
  applyAdded,
  applyRemoved,
  applyWindow,
  fits,
  makeOld,
  missingPages,
  patchRows,
  withFlags,
} from './list-cache.ts'
import { emptyList, type ListQuery, type MessageList } from './known-list.ts'

const page = 10

function aMessage(uid: number, flags: string[] = []): MessageSummary {
  return {
    ref: `inbox.1.${uid.toString(36)}`,
    mailboxId: 'inbox',
    messageId: null,
    subject: `n. ${uid}`,
    from: [],
    to: [],
    sentAt: null,
    receivedAt: new Date(uid * 1000).toISOString(),
    sizeBytes: uid,
    flags,
    hasAttachments: uid % 3 === 0,
    invitation: false,
    priority: 'normal',
    preview: null,
    modseq: '1',
    thread: null,
  }
}

/** The mail server, as far as a list can see it. */
class Server {
  messages: MessageSummary[]
  private next: number
  private modseq = 1

  constructor(count: number) {
    this.messages = Array.from({ length: count }, (_, at) => aMessage(at + 1))
    this.next = count + 1
  }

  list(query: ListQuery): MessageSummary[] {
    const fitting = this.messages.filter((message) => fits(message, query.filter))
    return query.ascending ? fitting : fitting.toReversed()
  }

  window(query: ListQuery, offset: number): MessageWindow {
    const list = this.list(query)
    return {
      mailboxId: 'inbox',
      uidValidity: '1',
      total: list.length,
      offset,
      rows: list.slice(offset, offset + page),
      threaded: false,
      staleSince: null,
    }
  }

  add(count: number): MessageSummary[] {
    const added = Array.from({ length: count }, () => aMessage(this.next++))
    this.messages.push(...added)
    return added
  }

  remove(refs: string[]): void {
    this.messages = this.messages.filter((message) => !refs.includes(message.ref))
  }

  flag(ref: string, flags: string[]): { flags: string[]; modseq: string } {
    const modseq = String(++this.modseq)
    this.messages = this.messages.map((message) =>
      message.ref === ref ? { ...message, flags, modseq } : message,
    )
    return { flags, modseq }
  }
}

/** What the screen does: asks for what is missing or old in a range until nothing is. */
function look(server: Server, query: ListQuery, list: MessageList | undefined, first: number, last: number) {
  let known = list
  for (let round = 0; round < 10; round += 1) {
    const pages = missingPages(known, first, last, page)
    if (known && pages.length === 0) return known
    for (const at of pages.length > 0 ? pages : [0])
      known = applyWindow(known, server.window(query, at * page))
  }
  throw new Error('The list never became true.')
}

function shown(list: MessageList, first: number, last: number) {
  const rows: (MessageSummary | undefined)[] = []
  for (let index = first; index <= Math.min(last, list.total - 1); index += 1)
    rows.push(list.rows.get(index)?.summary)
  return rows
}

function random(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

const arrival: ListQuery = {
  mailboxId: 'inbox',
  order: 'arrival',
  ascending: false,
  filter: 'all',
  threads: false,
}

describe.each([
  ['the newest first', arrival],
  ['the oldest first', { ...arrival, ascending: true }],
])('%s', (_, query) => {
  test.each(Array.from({ length: 40 }, (_none, seed) => seed + 1))(
    'events applied to an old list equal a fresh fetch (seed %i)',
    (seed) => {
      const pick = random(seed)
      const server = new Server(20 + pick(60))
      let list = look(server, query, undefined, 0, 24)

      for (let step = 0; step < 60; step += 1) {
        const kind = pick(5)
        if (kind === 0) list = applyAdded(list, query, server.add(1 + pick(3)))
        else if (kind === 1) {
          const refs = server.messages.filter(() => pick(12) === 0).map((message) => message.ref)
          const here = pick(2) === 0
          if (here) list = applyRemoved(list, query, refs, { here })
          server.remove(refs)
          list = applyRemoved(list, query, refs)
        } else if (kind === 2) {
          const target = server.messages[pick(server.messages.length)]
          if (!target) continue
          const { flags, modseq } = server.flag(target.ref, pick(2) ? ['seen'] : ['seen', 'flagged'])
          list = patchRows(list, (row) => (row.ref === target.ref ? withFlags(row, flags, modseq) : row))
        } else if (kind === 3) {
          list = makeOld(list)
        } else {
          const first = pick(Math.max(1, server.messages.length))
          list = look(server, query, list, first, first + 14)
          expect(shown(list, first, first + 14)).toEqual(server.list(query).slice(first, first + 15))
        }
        expect(list.total).toBe(server.list(query).length)
        for (const [index, row] of list.rows)
          if (row.epoch === list.epoch) expect(row.summary).toEqual(server.list(query)[index])
      }
    },
  )
})

test('an empty list that grew old is asked again, once', () => {
  const window = { mailboxId: 'inbox', uidValidity: '1', offset: 0, threaded: true, staleSince: null }
  const empty = applyWindow(undefined, { ...window, total: 0, rows: [] })
  expect(missingPages(empty, 0, 20, page)).toEqual([])
  expect(missingPages(makeOld(empty), 0, 20, page)).toEqual([0])
  expect(missingPages(applyWindow(makeOld(empty), { ...window, total: 0, rows: [] }), 0, 20, page)).toEqual(
    [],
  )
})

test('a message reported twice is there once', () => {
  const server = new Server(5)
  const before = look(server, arrival, undefined, 0, 9)
  const added = server.add(1)

  const list = applyAdded(applyAdded(before, arrival, added), arrival, added)

  expect(list.total).toBe(6)
})

test('a message taken away here is not counted again when the server says so', () => {
  const server = new Server(30)
  const before = look(server, arrival, undefined, 0, 9)
  const ref = before.rows.get(3)!.summary.ref

  const list = applyRemoved(applyRemoved(before, arrival, [ref], { here: true }), arrival, [ref])

  expect(list.total).toBe(29)
  expect(list.rows.get(3)!.summary.ref).not.toBe(ref)
})

test('news older than what is known is dropped', () => {
  const known = { ...aMessage(1, ['seen']), modseq: '18446744073709551610' }

  expect(withFlags(known, [], '18446744073709551609')).toBe(known)
  expect(withFlags(known, [], '18446744073709551611').flags).toEqual([])
})

test('a rebuilt mailbox (UIDVALIDITY) voids all that was known', () => {
  const server = new Server(30)
  const before = look(server, arrival, undefined, 0, 29)

  const list = applyWindow(before, { ...server.window(arrival, 0), uidValidity: '2' })

  expect(list.rows.size).toBe(page)
})

test('a preview once fetched outlives a window that comes without', () => {
  const server = new Server(3)
  const before = patchRows(look(server, arrival, undefined, 0, 2), (row) => ({
    ...row,
    preview: 'Buongiorno',
  }))

  const list = applyWindow(makeOld(before), server.window(arrival, 0))

  expect(shown(list, 0, 2).map((row) => row?.preview)).toEqual(['Buongiorno', 'Buongiorno', 'Buongiorno'])
})

test('rows that did not change stay the same object, so that they are not drawn again', () => {
  const server = new Server(3)
  const before = look(server, arrival, undefined, 0, 2)

  const list = applyWindow(makeOld(before), server.window(arrival, 0))

  for (let index = 0; index < 3; index += 1)
    expect(list.rows.get(index)!.summary).toBe(before.rows.get(index)!.summary)
})

test('memory is bounded: far rows are dropped, near ones stay', () => {
  let list: MessageList = emptyList
  for (let offset = 0; offset < 3000; offset += 50)
    list = applyWindow(list, {
      mailboxId: 'inbox',
      uidValidity: '1',
      total: 100_000,
      offset,
      rows: Array.from({ length: 50 }, (_, at) => aMessage(100_000 - offset - at)),
      threaded: false,
      staleSince: null,
    })

  expect(list.rows.size).toBe(2000)
  expect(list.rows.has(2999)).toBe(true)
  expect(list.rows.has(0)).toBe(false)
})
