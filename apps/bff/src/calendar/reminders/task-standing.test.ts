import type { CalendarTime } from '@staffetta/icalendar'
import { expect, test } from 'vitest'
import type { TaskRow } from '../index/task-entry.ts'
import { duesOf } from './due.ts'
import { standingOf } from './task-standing.ts'

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
