import { expect, test } from 'vitest'
import { roomAt, type Sent } from './pace.ts'

const at = (clock: string) => new Date(`2026-11-26T${clock}:00Z`)
const sent = (clock: string, recipients = 1): Sent => ({ at: at(clock), recipients })
const now = at('10:00')

test('where little was sent there is room', () => {
  expect(roomAt([], 5, { messages: 2, recipients: 10 }, now)).toBeNull()
  expect(roomAt([sent('09:50', 5)], 5, { messages: 2, recipients: 10 }, now)).toBeNull()
})

test('the letter that fills the hour is waited for, and what left an hour ago fills nothing', () => {
  const latest = [sent('09:50'), sent('09:20'), sent('09:10')]

  expect(roomAt(latest, 1, { messages: 3, recipients: 99 }, now)).toEqual(at('10:10'))
  expect(roomAt([sent('09:50'), sent('09:00')], 1, { messages: 2, recipients: 99 }, now)).toBeNull()
})

test('many recipients wait for as many to be an hour ago as they need', () => {
  const latest = [sent('09:50', 2), sent('09:40', 3), sent('09:30', 5)]

  expect(roomAt(latest, 1, { messages: 9, recipients: 10 }, now)).toEqual(at('10:30'))
  expect(roomAt(latest, 7, { messages: 9, recipients: 10 }, now)).toEqual(at('10:40'))
  expect(roomAt(latest, 50, { messages: 9, recipients: 10 }, now)).toEqual(at('10:50'))
})

test('what waits for its time already is before whatever comes', () => {
  expect(roomAt([sent('10:30')], 1, { messages: 1, recipients: 9 }, now)).toEqual(at('11:30'))
})
