import type { CalendarTime } from '@staffetta/icalendar'
import { expect, test } from 'vitest'
import type { TaskRow } from '../index/task-entry.ts'
import { duesOf } from './due.ts'
import { brokenEntry } from '../index/entry.ts'
import { standingOf, taskDuesOf } from './task-standing.ts'

const row = (more: Partial<TaskRow>): TaskRow => ({
  recurrenceId: null,
  title: 'Relazione',
  due: null,
  start: null,
  priority: 'normal',
  status: 'needs-action',
  percent: 0,
  completedAt: null,
  tags: [],
  parentUid: null,
  assignee: null,
  hasNotes: false,
  hasReminders: true,
  alarms: [{ action: 'display', trigger: { kind: 'before-end', days: 0, minutes: 60 } }],
  messageId: null,
  order: 0,
  class: 'public',
  words: '',
  ...more,
})
const zoned = (local: string): CalendarTime => ({ kind: 'zoned', local, zone: 'Europe/Rome' })
const dues = (one: TaskRow) => {
  const entry = standingOf('u', one, 'Europe/Rome')
  const year = { from: Date.parse('2027-01-01T00:00:00Z'), to: Date.parse('2028-01-01T00:00:00Z') }
  return entry === undefined
    ? []
    : duesOf(entry, { ...year, zone: 'Europe/Rome', by: 'screen' }).map(({ at }) =>
        new Date(at).toISOString(),
      )
}

test('before it is due, by the clock of its own zone', () => {
  expect(dues(row({ due: zoned('2027-07-01T12:00:00') }))).toEqual(['2027-07-01T09:00:00.000Z'])
})

test('before the day it is due', () => {
  expect(dues(row({ due: { kind: 'date', date: '2027-07-01' } }))).toEqual(['2027-06-30T21:00:00.000Z'])
})

test('before it begins, where that is what the alarm counts from', () => {
  const alarms = [{ action: 'display', trigger: { kind: 'before-start', days: 0, minutes: 30 } }] as const
  const both = { start: zoned('2027-07-01T09:00:00'), due: zoned('2027-07-02T12:00:00') }

  expect(dues(row({ ...both, alarms }))).toEqual(['2027-07-01T06:30:00.000Z'])
})

test('nothing reminds of what is done, or of what has no time', () => {
  expect(dues(row({ due: zoned('2027-07-01T12:00:00'), status: 'completed' }))).toEqual([])
  expect(dues(row({}))).toEqual([])
})

test('what is to come by mail is nothing for the screen, and of a list only what is open speaks', () => {
  const alarms = [{ action: 'email', trigger: { kind: 'before-end', days: 1, minutes: 0 } }] as const
  const due = zoned('2027-07-01T12:00:00')
  const tasks = [
    row({ due, alarms, recurrenceId: '2027-07-01T10:00:00Z' }),
    row({ due, alarms, status: 'completed' }),
    row({ due, alarms, status: 'cancelled' }),
  ]
  const entries = new Map([['/a.ics', { ...brokenEntry('', 'unreadable'), uid: 'u', tasks }]])
  const month = { from: Date.parse('2027-06-15T00:00:00Z'), to: Date.parse('2027-07-15T00:00:00Z') }
  const asked = { ...month, zone: 'Europe/Rome' }

  expect(taskDuesOf(entries, { ...asked, by: 'screen' })).toEqual([])
  expect(taskDuesOf(entries, { ...asked, by: 'mail' })).toMatchObject([
    {
      href: '/a.ics',
      due: {
        at: Date.parse('2027-06-30T10:00:00Z'),
        appearance: { start: Date.parse('2027-07-01T10:00:00Z') },
      },
    },
  ])
})
