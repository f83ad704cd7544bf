import type { MessageSummary } from '@staffetta/contract'
import { beforeEach, expect, test, vi } from 'vitest'
import { neighbours, openMessage, showRows, stepAside, whenRowIsKnown } from './open-message.ts'

const refs = ['inbox.1.c', 'inbox.1.b', 'inbox.1.a']
const goTo = vi.fn<(ref: string | null) => void>()
const query = {
  mailboxId: 'inbox',
  order: 'arrival',
  ascending: false,
  filter: 'all',
  threads: false,
} as const
const target = (...gone: string[]) => ({
  mailboxId: 'inbox',
  set: { refs: gone },
  known: [],
  count: gone.length,
})

beforeEach(() => {
  goTo.mockClear()
  showRows({
    total: 3,
    rowAt: (index) => (refs[index] === undefined ? undefined : ({ ref: refs[index] } as MessageSummary)),
    indexOf: (ref) => (refs.includes(ref) ? refs.indexOf(ref) : undefined),
    selectAll: () => undefined,
  })
})

const open = (ref: string) => openMessage.set({ ref, query, goTo })

test('when the open message leaves, the next one is opened', () => {
  open('inbox.1.c')
  stepAside(target('inbox.1.c'))

  expect(goTo).toHaveBeenCalledWith('inbox.1.b')
})

test('when the last one leaves, the one before it is opened', () => {
  open('inbox.1.a')
  stepAside(target('inbox.1.a', 'inbox.1.b'))

  expect(goTo).toHaveBeenCalledWith('inbox.1.c')
})

test('when all leave, the list is shown', () => {
  open('inbox.1.b')
  stepAside({ ...target(), set: { all: { mailboxId: 'inbox', filter: 'all', except: [] } } })

  expect(goTo).toHaveBeenCalledWith(null)
})

test('messages that are not open leave without a change of place', () => {
  open('inbox.1.b')
  stepAside(target('inbox.1.a'))

  expect(goTo).not.toHaveBeenCalled()
})

test('the reader knows who stands beside', () => {
  expect(neighbours('inbox.1.b', query)).toMatchObject({
    index: 1,
    previous: { ref: 'inbox.1.c' },
    next: { ref: 'inbox.1.a' },
  })
  expect(neighbours('inbox.1.zz', query)).toBeNull()
})

test('a row that is still loading is told when it has loaded, and only the last one asked for', () => {
  const told: string[] = []
  const rows: (string | undefined)[] = ['inbox.1.c']
  const show = () =>
    showRows({
      total: 3,
      rowAt: (index) => (rows[index] === undefined ? undefined : ({ ref: rows[index] } as MessageSummary)),
      indexOf: () => undefined,
      selectAll: () => undefined,
    })
  show()

  whenRowIsKnown(0, ({ ref }) => told.push(ref))
  whenRowIsKnown(1, ({ ref }) => told.push(ref))
  whenRowIsKnown(2, ({ ref }) => told.push(ref))
  rows.push('inbox.1.b', 'inbox.1.a')
  show()
  show()

  expect(told).toEqual(['inbox.1.c', 'inbox.1.a'])
})
