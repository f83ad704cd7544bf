import type { MessageSummary, MessageWindow } from '@staffetta/contract'
import { describe, expect, test } from 'vitest'
import {
  applyAdded,
  applyRemoved,
  applyWindow,
  indexOf,
  makeOld,
  missingPages,
  patchRows,
  withFlags,
} from './list-cache.ts'
import type { ListQuery, MessageList } from './known-list.ts'
import { refsOf, takesThreads, unreadOf, withUnread } from './list-threads.ts'

const page = 10
const query: ListQuery = {
  mailboxId: 'inbox',
  order: 'arrival',
  ascending: false,
  filter: 'all',
  threads: true,
}

interface Stored {
  uid: number
  conversation: number
  flags: string[]
  modseq: string
}

const refOf = (uid: number) => `inbox.1.${uid.toString(36)}`
const writer = (uid: number) => ({ name: `P${uid % 4}`, address: `p${uid % 4}@x.example` })

/** The mail server with its conversations, as far as a list can see it. */
class Server {
  messages: Stored[] = []
  #next = 1
  #modseq = 1

  constructor(count: number, pick: (below: number) => number) {
    this.add(count, pick)
  }

  add(count: number, pick: (below: number) => number): MessageSummary[] {
    const added = Array.from({ length: count }, () => {
      const uid = this.#next++
      const answered = pick(2) === 0 ? this.messages[pick(this.messages.length)] : undefined
      this.messages.push({ uid, conversation: answered?.conversation ?? uid, flags: [], modseq: '1' })
      return uid
    })
    return added.map((uid) => this.#summary(this.messages.find((one) => one.uid === uid)!))
  }

  list(): MessageSummary[] {
    const newest = new Map(this.messages.map((message) => [message.conversation, message]))
    return [...newest.values()]
      .toSorted((one, other) => other.uid - one.uid)
      .map((message) => this.#summary(message))
  }

  window(offset: number): MessageWindow {
    const list = this.list()
    return {
      mailboxId: 'inbox',
      uidValidity: '1',
      total: list.length,
      offset,
      rows: list.slice(offset, offset + page),
      threaded: true,
      staleSince: null,
    }
  }

  remove(refs: string[]): void {
    this.messages = this.messages.filter(({ uid }) => !refs.includes(refOf(uid)))
  }

  flag(message: Stored, flags: string[]) {
    Object.assign(message, { flags, modseq: String(++this.#modseq) })
    return { flags, modseq: message.modseq }
  }

  #summary(message: Stored): MessageSummary {
    const members = this.messages.filter((one) => one.conversation === message.conversation)
    const people = new Map(members.map(({ uid }) => [writer(uid).address, writer(uid)]))
    return {
      ref: refOf(message.uid),
      mailboxId: 'inbox',
      messageId: null,
      subject: `n. ${message.uid}`,
      from: [writer(message.uid)],
      to: [],
      sentAt: null,
      receivedAt: new Date(message.uid * 1000).toISOString(),
      sizeBytes: message.uid,
      flags: message.flags,
      hasAttachments: false,
      invitation: false,
      priority: 'normal',
      preview: null,
      modseq: message.modseq,
      thread:
        members.length === 1
          ? null
          : {
              count: members.length,
              people: [...people.values()],
              refs: members.map(({ uid }) => refOf(uid)),
              unread: members.filter(({ flags }) => !flags.includes('seen')).map(({ uid }) => refOf(uid)),
            },
    }
  }
}

function look(server: Server, list: MessageList | undefined, first: number, last: number): MessageList {
  let known = list
  for (let round = 0; round < 12; round += 1) {
    const pages = missingPages(known, first, last, page)
    if (known && pages.length === 0) return known
    for (const at of pages.length > 0 ? pages : [0]) known = applyWindow(known, server.window(at * page))
  }
  throw new Error('The list never became true.')
}

const shown = (list: MessageList, first: number, last: number) =>
  Array.from({ length: Math.max(0, Math.min(last + 1, list.total) - first) }, (_, at) =>
    list.rows.get(first + at),
  ).map((row) => row?.summary)

function random(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

describe.each(Array.from({ length: 60 }, (_, seed) => seed + 1))('seed %i', (seed) => {
  test('events applied to an old list of conversations equal a fresh fetch', () => {
    const pick = random(seed)
    const server = new Server(20 + pick(60), pick)
    let list = look(server, undefined, 0, 24)
    let lookedAt = list.epoch

    for (let step = 0; step < 60; step += 1) {
      const kind = pick(5)
      if (kind === 0) list = applyAdded(list, query, server.add(1 + pick(3), pick), { threaded: true })
      else if (kind === 1) {
        const refs = server.messages.filter(() => pick(12) === 0).map(({ uid }) => refOf(uid))
        if (pick(2) === 0) list = applyRemoved(list, query, refs, { here: true })
        server.remove(refs)
        list = applyRemoved(list, query, refs)
      } else if (kind === 2) {
        const target = server.messages[pick(server.messages.length)]
        if (!target) continue
        const ref = refOf(target.uid)
        const change = server.flag(target, pick(2) ? ['seen'] : ['flagged'])
        list = patchRows(list, (row) =>
          withUnread(row.ref === ref ? withFlags(row, change.flags, change.modseq) : row, (one) =>
            one === ref ? change.flags.includes('seen') : undefined,
          ),
        )
      } else if (kind === 3) list = makeOld(list)
      else {
        const first = pick(Math.max(1, server.list().length))
        list = look(server, list, first, first + 14)
        lookedAt = list.epoch
        expect(shown(list, first, first + 14)).toEqual(server.list().slice(first, first + 15))
      }
      const truth = server.list()
      // After a doubt even how many there are has to be asked.
      if (list.epoch === lookedAt) expect(list.total).toBe(truth.length)
      for (const [index, row] of list.rows)
        if (row.epoch === list.epoch) expect(row.summary).toEqual(truth[index])
    }
  })
})

/** Conversations of the given sizes, the first the oldest; all their messages came one after the other. */
function listOf(...sizes: number[]): { server: Server; list: MessageList } {
  const server = new Server(0, () => 1)
  for (const size of sizes) {
    const [first] = server.add(1, () => 1)
    server.add(size - 1, () => 1)
    for (const message of server.messages.slice(-size)) message.conversation = parse(first!.ref)
  }
  return { server, list: look(server, undefined, 0, 9) }
}
const parse = (ref: string) => Number.parseInt(ref.split('.')[2]!, 36)

test('an answer takes its conversation to the top, and the number of rows stays', () => {
  const { server, list } = listOf(2, 1, 1)
  const before = server.list().at(-1)!
  const [answer] = server.add(1, () => 0)

  const after = applyAdded(list, query, [answer!], { threaded: true })

  expect(after).toMatchObject({ total: 3, epoch: list.epoch })
  expect(after.rows.get(0)!.summary.thread).toMatchObject({ count: before.thread!.count + 1 })
  expect(shown(after, 0, 9)).toEqual(server.list())
})

test('mail told without its conversation makes the list old instead of guessing', () => {
  const { server, list } = listOf(1, 1)

  const after = applyAdded(
    list,
    query,
    server.add(1, () => 1),
  )

  expect(after).toMatchObject({ total: 2, epoch: list.epoch + 1 })
})

test('a conversation taken away here leaves at once and is not counted again', () => {
  const { list } = listOf(1, 3, 1)
  const refs = refsOf(list.rows.get(1)!.summary)

  const here = applyRemoved(list, query, refs, { here: true })
  const after = applyRemoved(here, query, refs)

  expect(refs).toHaveLength(3)
  expect(after).toMatchObject({ total: 2, epoch: list.epoch })
})

test('a conversation is unread while one of its messages is', () => {
  const { server, list } = listOf(2)
  const [older, newest] = server.messages.map(({ uid }) => refOf(uid))
  const read = (row: MessageSummary, ref: string) =>
    withUnread(row.ref === ref ? { ...row, flags: ['seen'] } : row, (one) => (one === ref ? true : undefined))

  const one = read(list.rows.get(0)!.summary, newest!)
  expect(unreadOf(one)).toEqual([older])
  expect(unreadOf(read(one, older!))).toEqual([])
})

test('an earlier message of a conversation is found at its row', () => {
  const { server, list } = listOf(3, 1)

  expect(indexOf(list, refOf(server.messages[0]!.uid))).toBe(1)
})

test('when conversations become known the flat rows make place for them', () => {
  const { server } = listOf(2, 2)
  const flat = applyWindow(undefined, { ...server.window(0), total: 4, threaded: false })

  expect(applyWindow(flat, server.window(0))).toMatchObject({ total: 2, threaded: true })
})

test('what one wrote, threw away or looks at in another order stays flat', () => {
  const mailbox = (role: string | null) => ({ role }) as Parameters<typeof takesThreads>[1]

  expect(takesThreads(query, undefined)).toBe(true)
  expect(takesThreads({ ...query, mailboxId: 'p1' }, mailbox(null))).toBe(true)
  expect(takesThreads({ ...query, mailboxId: 'p1' }, mailbox('sent'))).toBe(false)
  expect(takesThreads({ ...query, mailboxId: 'p1' }, undefined)).toBe(false)
  expect(takesThreads({ ...query, filter: 'unread' }, mailbox('inbox'))).toBe(false)
  expect(takesThreads({ ...query, order: 'date' }, mailbox('inbox'))).toBe(false)
})
