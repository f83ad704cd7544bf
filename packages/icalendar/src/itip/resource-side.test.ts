import { expect, test } from 'vitest'
import { bookingOf, describe, expand, parse, withoutResource, withResourceAnswer } from '../index.ts'

const room = 'sala@comune.example'
const now = '2026-03-01T08:00:00Z'
const window = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z', zone: 'Europe/Rome' }

const event = (...components: string[][]) => {
  const blocks = components.flatMap((lines) => ['BEGIN:VEVENT', 'UID:a', ...lines, 'END:VEVENT'])
  const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y', ...blocks, 'END:VCALENDAR', ''].join(
    '\r\n',
  )
  const result = parse(text)
  if (result.kind === 'unreadable') throw new Error('unreadable')
  return result.object
}
const asked = ['ORGANIZER:mailto:anna@comune.example', `ATTENDEE;CUTYPE=ROOM;CN=Sala:mailto:${room}`]
const weekly = ['DTSTART:20260302T090000Z', 'DTEND:20260302T100000Z', 'RRULE:FREQ=WEEKLY;COUNT=4']
const booking = (object: ReturnType<typeof event>) => bookingOf(object, room, { now, partstat: 'accepted' })

test('a booking says when and who, and nothing that is nobody’s business there', () => {
  const text = booking(
    event([
      ...weekly,
      ...asked,
      'SUMMARY:Giunta',
      'DESCRIPTION:Ordine del giorno riservato',
      'ATTENDEE:mailto:luca@comune.example',
      'X-APPLE-NOTE:mia',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:-PT15M',
      'END:VALARM',
    ]),
  )!

  expect(text).toContain('SUMMARY:Giunta')
  expect(text).toContain('RRULE:FREQ=WEEKLY;COUNT=4')
  expect(text).toContain('PARTSTAT=ACCEPTED')
  expect(text).toContain('STATUS:CONFIRMED')
  for (const part of ['riservato', 'luca', 'X-APPLE', 'VALARM', 'METHOD']) expect(text).not.toContain(part)
})

test('of a private event not even the title', () => {
  const text = booking(event([...weekly, ...asked, 'CLASS:PRIVATE', 'SUMMARY:Colloquio', 'LOCATION:Qui']))!

  expect(text).not.toMatch(/Colloquio|Qui/)
})

test('an occurrence that does without the room is cancelled there, and stays one of the series', () => {
  const without = ['RECURRENCE-ID:20260309T090000Z', 'DTSTART:20260309T090000Z', 'DTEND:20260309T100000Z']
  const object = event([...weekly, ...asked], [...without, asked[0]!])

  const result = parse(booking(object)!)
  if (result.kind !== 'read') throw new Error(result.kind)
  expect(describe(result.object).overrides).toMatchObject([{ status: 'cancelled' }])
  expect(expand(result.object, window).occurrences).toHaveLength(4)
})

test('only the occurrences that ask for the room are booked', () => {
  const [organizer] = asked as [string]
  const own = [
    'RECURRENCE-ID:20260309T090000Z',
    'DTSTART:20260309T110000Z',
    'DTEND:20260309T120000Z',
    ...asked,
  ]
  const result = parse(booking(event([...weekly, organizer], own))!)

  if (result.kind !== 'read') throw new Error(result.kind)
  expect(expand(result.object, window).occurrences.map(({ startAt }) => startAt)).toEqual([
    '2026-03-09T11:00:00Z',
  ])
  expect(booking(event([...weekly, organizer]))).toBeUndefined()
})

test('the answer of the room stands in every occurrence that asks for it, and changes nothing else', () => {
  const own = [
    'RECURRENCE-ID:20260309T090000Z',
    'DTSTART:20260309T110000Z',
    'DTEND:20260309T120000Z',
    ...asked,
  ]
  const object = event([...weekly, ...asked, 'X-ALTRO:resta'], own)

  const text = withResourceAnswer(object, room, { partstat: 'accepted', untold: true })

  expect(text.match(/PARTSTAT=ACCEPTED/g)).toHaveLength(2)
  expect(text.match(/SCHEDULE-AGENT=NONE/g)).toHaveLength(2)
  expect(text).toContain('X-ALTRO:resta')
  expect(withResourceAnswer(parsed(text), room, { partstat: 'accepted', untold: true })).toBe(text)
})

test('given back, the room is asked nowhere any more and whoever else is asked stays', () => {
  const luca = 'ATTENDEE:mailto:luca@comune.example'
  const own = [
    'RECURRENCE-ID:20260309T090000Z',
    'DTSTART:20260309T110000Z',
    'DTEND:20260309T120000Z',
    ...asked,
  ]

  const text = withoutResource(event([...weekly, ...asked, luca], own), room)

  expect(text).not.toContain('sala@')
  expect(text.match(/luca@/g)).toHaveLength(1)
  expect(text.match(/ORGANIZER/g)).toHaveLength(1)
})

function parsed(text: string) {
  const result = parse(text)
  if (result.kind === 'unreadable') throw new Error('unreadable')
  return result.object
}
