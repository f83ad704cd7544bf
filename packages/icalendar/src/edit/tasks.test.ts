import { expect, test } from 'vitest'
import { aTask, changed, linesThat, objectIn, startsOf } from '../../test/builders.ts'
import { corpusText } from '../../test/corpus.ts'
import { applyChange, completeTask, describe, newTask, type TaskData } from '../index.ts'

const now = '2026-03-03T10:00:00Z'

test('a task is ticked off and opened again', () => {
  const done = changed(
    completeTask(aTask('SUMMARY:Pratica', 'STATUS:IN-PROCESS', 'X-A:b'), { done: true, now }),
  )
  const open = changed(completeTask(done.object, { done: false, now }))

  expect(describe(done.object).master).toMatchObject({ status: 'completed', percent: 100, completedAt: now })
  expect(describe(open.object).master).toMatchObject({ status: 'needs-action', percent: 0 })
  expect(linesThat(open.text, /^(COMPLETED|X-A)/)).toEqual(['X-A:b'])
  expect(done.reschedules).toBe(false)
})

test('of a task that recurs the first open occurrence is ticked off', () => {
  const task = objectIn(corpusText('task-recurring'))

  const result = changed(completeTask(task, { done: true, now }))

  const overrides = describe(result.object).overrides as TaskData[]
  expect(overrides.map(({ recurrenceId, status }) => [recurrenceId, status])).toEqual([
    ['2026-03-02T08:00:00Z', 'completed'],
    ['2026-03-09T08:00:00Z', 'completed'],
  ])
  expect(describe(result.object).master).toMatchObject({ status: 'needs-action' })
})

test('due, priority, percent and relations are set and taken away', () => {
  const task = objectIn(corpusText('task-tasks-org'))

  const set = changed(
    applyChange(task, {
      scope: 'all',
      now,
      uid: 'x',
      change: {
        due: { kind: 'date', date: '2026-04-30' },
        priority: 5,
        percent: 60,
        relatedTo: [{ uid: 'altro@x', kind: 'sibling' }],
      },
    }),
  )
  const cleared = changed(
    applyChange(set.object, {
      scope: 'all',
      now,
      uid: 'x',
      change: { due: null, priority: 0, relatedTo: [] },
    }),
  )

  expect(describe(set.object).master).toMatchObject({
    due: { kind: 'date', date: '2026-04-30' },
    priority: 5,
    percent: 60,
    relatedTo: [{ uid: 'altro@x', kind: 'sibling' }],
  })
  expect(describe(cleared.object).master).toMatchObject({ priority: 0, relatedTo: [] })
  expect(describe(cleared.object).master).not.toHaveProperty('due')
  expect(cleared.text).toContain('X-APPLE-SORT-ORDER:123')
})

test('a new task without dates is whole, one that recurs by its due date does', () => {
  const bare = newTask({ summary: 'Telefonare' }, { uid: 'a', now })
  const weekly = newTask(
    {
      summary: 'Rapporto',
      due: { kind: 'date', date: '2026-03-06' },
      recurrence: {
        kind: 'rule',
        frequency: 'weekly',
        interval: 1,
        weekdays: [],
        monthDays: [],
        months: [],
        positions: [],
        end: { kind: 'never' },
        weekStart: 'mo',
      },
    },
    { uid: 'b', now },
  )

  expect(describe(bare.object).master).toMatchObject({
    kind: 'task',
    status: 'needs-action',
    summary: 'Telefonare',
  })
  expect(describe(weekly.object).master).toMatchObject({ due: { kind: 'date', date: '2026-03-06' } })
  expect(startsOf(weekly.object, '2026-03-01', '2026-03-21')).toEqual([
    '2026-03-06',
    '2026-03-13',
    '2026-03-20',
  ])
})

test('a task without dates gets a due date, and a start when one is said', () => {
  const due = changed(
    applyChange(aTask('SUMMARY:x'), {
      scope: 'all',
      now,
      uid: 'x',
      change: { due: { kind: 'date', date: '2026-04-30' } },
    }),
  )
  const both = changed(
    applyChange(due.object, {
      scope: 'all',
      now,
      uid: 'x',
      change: { start: { kind: 'date', date: '2026-04-20' } },
    }),
  )

  expect(linesThat(due.text, /^(DTSTART|DUE)/)).toEqual(['DUE;VALUE=DATE:20260430'])
  expect(linesThat(both.text, /^(DTSTART|DUE)/)).toEqual([
    'DUE;VALUE=DATE:20260430',
    'DTSTART;VALUE=DATE:20260420',
  ])
})

test('a series of due dates is moved by its due date', () => {
  const task = aTask(
    'DUE;TZID=Europe/Rome:20260302T120000',
    'RRULE:FREQ=WEEKLY;COUNT=3',
    'EXDATE;TZID=Europe/Rome:20260309T120000',
  )

  const moved = changed(
    applyChange(task, {
      scope: 'all',
      now,
      uid: 'x',
      change: { due: { kind: 'zoned', local: '2026-03-02T15:00:00', zone: 'Europe/Rome' } },
    }),
  )

  expect(startsOf(moved.object, '2026-03-01', '2026-04-01')).toEqual([
    '2026-03-02T15:00:00',
    '2026-03-16T15:00:00',
  ])
  expect(linesThat(moved.text, /^(DTSTART;|DUE)/)).toEqual(['DUE;TZID=Europe/Rome:20260302T150000'])
})

test('a task due on the day it starts is due that day in each occurrence', () => {
  const task = aTask('DTSTART;VALUE=DATE:20260306', 'DUE;VALUE=DATE:20260306', 'RRULE:FREQ=WEEKLY')

  const result = changed(completeTask(task, { done: true, now, occurrence: '2026-03-13T00:00:00Z' }))

  expect(describe(result.object).overrides[0]).toMatchObject({
    due: { kind: 'date', date: '2026-03-13' },
    status: 'completed',
  })
})

test('a task loses its start and stays due when it was', () => {
  const task = aTask('DTSTART;VALUE=DATE:20260420', 'DUE;VALUE=DATE:20260430')
  const lasting = aTask('DTSTART:20260420T080000Z', 'DURATION:P1D')
  const without = (object: typeof task) =>
    changed(applyChange(object, { scope: 'all', now, uid: 'x', change: { start: null } })).text

  expect(linesThat(without(task), /^(DTSTART|DUE|DURATION)/)).toEqual(['DUE;VALUE=DATE:20260430'])
  expect(linesThat(without(lasting), /^(DTSTART|DUE|DURATION)/)).toEqual(['DUE:20260421T080000Z'])
})

test('the place of a task in a list ordered by hand is read and written as other programs do', () => {
  const result = changed(
    applyChange(aTask('X-APPLE-SORT-ORDER:123'), {
      scope: 'all',
      now,
      uid: 'x',
      change: { sortOrder: 77 },
    }),
  )

  expect(describe(aTask('X-APPLE-SORT-ORDER:123')).master).toMatchObject({ sortOrder: 123 })
  expect(linesThat(result.text, /^X-APPLE/)).toEqual(['X-APPLE-SORT-ORDER:77'])
})
