import { describe as describeObject, newTask, parse, type TaskData } from '@staffetta/icalendar'
import { expect, test } from 'vitest'
import { mailLinkOf, messageIdIn } from '../index/mail-link.ts'
import { taskChangeOf, taskFieldsOf } from './task-fields.ts'

const now = '2027-03-01T08:00:00Z'

function taskWith(...lines: string[]): TaskData {
  const todo = ['BEGIN:VTODO', 'UID:a', 'DTSTAMP:20270101T000000Z', ...lines, 'END:VTODO']
  const result = parse(['BEGIN:VCALENDAR', 'VERSION:2.0', ...todo, 'END:VCALENDAR', ''].join('\r\n'))
  if (result.kind !== 'read') throw new Error(result.reason)
  return describeObject(result.object).master as TaskData
}

const read = (data: TaskData) => taskFieldsOf(data, { due: data.due ?? null, start: data.start ?? null })

test('the nine priorities of the file are three words, and one that says the same word stays', () => {
  const words = [0, 1, 4, 5, 6, 9].map((priority) => read(taskWith(`PRIORITY:${priority}`)).priority)

  expect(words).toEqual(['normal', 'high', 'high', 'normal', 'low', 'low'])
  const data = taskWith('PRIORITY:3')
  expect(taskChangeOf({ priority: 'high' }, { data, now })).toEqual({})
  expect(taskChangeOf({ priority: 'normal' }, { data, now })).toEqual({ priority: 5 })
})

test('people are reminded before a task is due, whichever end other programs counted from', () => {
  const alarm = (trigger: string) => ['BEGIN:VALARM', 'ACTION:DISPLAY', trigger, 'END:VALARM']
  const bare = taskWith('DUE:20270302T090000Z', ...alarm('TRIGGER:-PT15M'))
  const lasting = taskWith(
    'DTSTART:20270301T090000Z',
    'DUE:20270302T090000Z',
    ...alarm('TRIGGER:-PT15M'),
    ...alarm('TRIGGER;RELATED=END:-PT1H'),
  )
  const reminders = [{ kind: 'before-start', minutes: 30, by: 'screen' } as const]

  expect(read(bare).reminders).toEqual([{ kind: 'before-start', minutes: 15, by: 'screen' }])
  expect(read(lasting).reminders).toEqual([{ kind: 'before-start', minutes: 60, by: 'screen' }])
  expect(taskChangeOf({ reminders }, { data: lasting, now }).alarms?.map(({ trigger }) => trigger)).toEqual([
    { kind: 'before-end', days: 0, minutes: 30 },
    // What counts from the start is nobody's reminder here, and stays.
    { kind: 'before-start', days: 0, minutes: 15 },
  ])
})

test('a task that repeats by its due date keeps its start with it', () => {
  const due = { kind: 'date', date: '2027-03-05' } as const
  const data = taskWith('DTSTART;VALUE=DATE:20270303', 'DUE;VALUE=DATE:20270303', 'RRULE:FREQ=WEEKLY')
  const times = { due: { kind: 'date', date: '2027-03-03' } as const, start: null }

  expect(taskChangeOf({ due }, { data, now, ...times })).toMatchObject({ due, start: due })
  expect(() => taskChangeOf({ due: null }, { data, now, ...times })).toThrow('request/invalid')
  expect(taskChangeOf({ due }, { data: taskWith(), now })).toEqual({ due })
})

test('a mail is named by its Message-ID, as Thunderbird and Apple write it', () => {
  const id = '<CA+b%c/1@mail.example>'

  expect(mailLinkOf(id)).toBe('mid:CA%2Bb%25c%2F1@mail.example')
  expect(messageIdIn(mailLinkOf(id))).toBe(id)
  expect(messageIdIn('message:%3Cabc@x.example%3E')).toBe('<abc@x.example>')
  expect(messageIdIn('https://comune.example/')).toBeNull()
  expect(read(taskWith('URL:mid:abc@x.example'))).toMatchObject({ url: '', messageId: '<abc@x.example>' })
  const { text } = newTask({ summary: 'x', ...taskChangeOf({ messageId: id }, { now }) }, { uid: 'a', now })
  expect(text).toContain('URL:mid:CA%2Bb%25c%2F1@mail.example')
})
