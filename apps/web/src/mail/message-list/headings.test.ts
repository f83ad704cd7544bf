import type { MessageSummary } from '@staffetta/contract'
import { createFormats, createTranslator, loadCatalogue } from '@staffetta/i18n'
import { expect, test } from 'vitest'
import { emptyList, type MessageList } from '../known-list.ts'
import { dayHeadings, groupAt, instantAt } from './headings.ts'

const t = createTranslator('it', await loadCatalogue('it'))
const formats = createFormats('it', t, {
  timeZone: 'Europe/Rome',
  now: () => new Date('2026-11-24T10:00:00Z'),
})
const arrival = {
  mailboxId: 'inbox',
  order: 'arrival',
  ascending: false,
  filter: 'all',
  threads: false,
} as const

function listOf(instants: Record<number, string>, total: number): MessageList {
  const rows = Object.entries(instants).map(
    ([index, receivedAt]) =>
      [
        Number(index),
        { summary: { ref: `inbox.1.${index}`, receivedAt } as MessageSummary, epoch: 0 },
      ] as const,
  )
  return { ...emptyList, total, rows: new Map(rows) }
}

test('the first row of each stretch of days has a heading, until the older ones', () => {
  const list = listOf(
    {
      0: '2026-11-24T09:00:00Z',
      1: '2026-11-24T08:00:00Z',
      2: '2026-11-23T08:00:00Z',
      3: '2026-10-01T08:00:00Z',
      4: '2026-09-01T08:00:00Z',
    },
    5,
  )

  const headings = dayHeadings(list, arrival, formats)

  expect([...headings]).toEqual([
    [0, 'today'],
    [2, 'yesterday'],
    [3, 'older'],
  ])
  expect(groupAt(headings, 1)).toBe('today')
  expect(groupAt(headings, 4)).toBe('older')
})

test('a row not known yet ends the headings: none can appear later above what is on screen', () => {
  const list = listOf({ 0: '2026-11-24T09:00:00Z', 2: '2026-11-23T08:00:00Z' }, 3)

  expect([...dayHeadings(list, arrival, formats).keys()]).toEqual([0])
})

test('other orders have no days', () => {
  const list = listOf({ 0: '2026-11-24T09:00:00Z' }, 1)

  expect(dayHeadings(list, { ...arrival, order: 'from' }, formats).size).toBe(0)
})

test('while one drags the date is told between the rows that are known', () => {
  const list = listOf({ 0: '2026-01-11T00:00:00Z', 1000: '2026-01-01T00:00:00Z' }, 1001)

  expect(instantAt(list, 500)?.toISOString()).toBe('2026-01-06T00:00:00.000Z')
  expect(instantAt(listOf({ 0: '2026-01-11T00:00:00Z' }, 1001), 500)).toBeNull()
})
