import { expect, test } from 'vitest'
import { speaksForAttendees, speaksForOrganizer } from './invitation-trust.ts'

const sindaca = { address: 'sindaca@comune.example' }
const said = (organizer: object) => ({ said: organizer as typeof sindaca, stored: undefined })

test('the organizer speaks for themselves, and a colleague who says so for them', () => {
  const bySecretary = { ...sindaca, sentBy: 'segreteria@comune.example' }

  expect(speaksForOrganizer('sindaca@comune.example', said(sindaca))).toBe(true)
  expect(speaksForOrganizer('segreteria@comune.example', said(bySecretary))).toBe(true)
  expect(speaksForOrganizer('segreteria@comune.example', said(sindaca))).toBe(false)
})

test('nobody from outside becomes a secretary by writing so', () => {
  const pretended = { ...sindaca, sentBy: 'chiunque@altrove.example' }

  expect(speaksForOrganizer('chiunque@altrove.example', said(pretended))).toBe(false)
  const stored = { organizer: pretended }
  expect(speaksForOrganizer('chiunque@altrove.example', { said: sindaca, stored })).toBe(true)
})

test('what is stored keeps its organizer, and an event of one’s own has none to speak for', () => {
  const other = { address: 'altri@altrove.example' }

  expect(speaksForOrganizer(other.address, { said: other, stored: { organizer: sindaca } })).toBe(false)
  expect(speaksForOrganizer(other.address, { said: other, stored: { organizer: undefined } })).toBe(false)
  expect(speaksForOrganizer(undefined, said(sindaca))).toBe(false)
})

test('an attendee answers for themselves alone', () => {
  expect(speaksForAttendees('a@x.example', ['a@x.example'])).toBe(true)
  expect(speaksForAttendees('a@x.example', ['a@x.example', 'b@x.example'])).toBe(false)
  expect(speaksForAttendees('a@x.example', [])).toBe(false)
})
