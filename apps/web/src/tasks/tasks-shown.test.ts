import type { Task } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { wallClock } from '../calendar/clock/wall-clock.ts'
import { placedAt } from './manual-order.ts'
import { countIn, groupsOf, type Look, type TaskOrder, type TaskView } from './tasks-shown.ts'

const none = { day: null, at: null }
let made = 0

function aTask(title: string, more: Partial<Task> = {}): Task {
  return {
    ref: `c.${++made}`,
    calendarId: 'c',
    uid: title,
    recurrenceId: null,
    title,
    due: none,
    start: none,
    priority: 'normal',
    status: 'needs-action',
    percent: 0,
    completedAt: null,
    tags: [],
    parentUid: null,
    assignee: null,
    hasNotes: false,
    hasReminders: false,
    messageId: null,
    order: made,
    ...more,
  }
}

const on = (day: string) => ({ due: { day, at: null } })
// Ten in the morning of a Tuesday.
const look: Look = {
  now: Date.parse('2026-11-24T09:00:00Z'),
  today: '2026-11-24',
  clock: wallClock('Europe/Rome'),
}
const groups = (tasks: Task[], view: TaskView, order: TaskOrder = 'due') =>
  groupsOf(tasks, { view, order, look, listId: null }).map(({ id, rows }) => [
    id,
    ...rows.map(({ task, depth }) => '>'.repeat(depth) + task.title),
  ])

const tasks = [
  aTask('ieri', on('2026-11-23')),
  aTask('alle nove', { due: { day: null, at: '2026-11-24T08:00:00.000Z' } }),
  aTask('oggi', on('2026-11-24')),
  aTask('domani', on('2026-11-25')),
  aTask('venerdì', on('2026-11-27')),
  aTask('dicembre', on('2026-12-09')),
  aTask('quando capita'),
  aTask('fatta', { ...on('2026-11-20'), status: 'completed', completedAt: '2026-11-20T10:00:00.000Z' }),
]

test('each view shows its tasks, in the words of when they are due', () => {
  expect(groups(tasks, 'all')).toEqual([
    ['overdue', 'ieri'],
    ['today', 'alle nove', 'oggi'],
    ['tomorrow', 'domani'],
    ['week', 'venerdì'],
    ['later', 'dicembre'],
    ['none', 'quando capita'],
  ])
  expect(groups(tasks, 'today')).toEqual([['all', 'alle nove', 'oggi']])
  expect(groups(tasks, 'done')).toEqual([['all', 'fatta']])
  expect(countIn(tasks, look, null)).toEqual({ today: 2, overdue: 2, upcoming: 3, all: 7, done: 1 })
  expect(countIn(tasks, look, 'altro').all).toBe(0)
})

test('what is late comes first, and a priority decides among those of one day', () => {
  const urgent = aTask('urgente', { ...on('2026-11-25'), priority: 'high' })

  expect(groups([...tasks, urgent], 'upcoming')[0]).toEqual(['tomorrow', 'urgente', 'domani'])
  expect(groups([...tasks, urgent], 'all', 'priority')[0]!.slice(0, 3)).toEqual(['all', 'urgente', 'ieri'])
})

test('parts stand below what they are a part of, and nothing is lost in a circle', () => {
  const family = [
    aTask('parte', { parentUid: 'tutto' }),
    aTask('tutto', on('2026-11-24')),
    aTask('parte di oggi', { ...on('2026-11-24'), parentUid: 'altrove' }),
    aTask('a', { parentUid: 'b' }),
    aTask('b', { parentUid: 'a' }),
  ]

  expect(groups(family, 'all')).toEqual([
    ['today', 'tutto', '>parte', 'parte di oggi'],
    ['none', 'a', '>b'],
  ])
})

test('a task is put between two others with one number, while there is one between them', () => {
  const [a, b, c] = [aTask('a', { order: 0 }), aTask('b', { order: 1000 }), aTask('c', { order: 1001 })]
  const at = (moved: Task, to: number) =>
    placedAt([a, b, c], moved, to).map(({ task, order }) => [task.title, order])

  expect(at(c, 1)).toEqual([['c', 500]])
  expect(at(c, 0)).toEqual([['c', -1024]])
  expect(at(a, 2)).toEqual([['a', 2025]])
  expect(at(a, 1)).toEqual([
    ['a', 2024],
    ['c', 3048],
  ])
})
