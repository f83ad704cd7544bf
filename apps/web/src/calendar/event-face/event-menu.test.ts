import type { Calendar, Occurrence } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { aCalendar, anOccurrence } from '../occurrences/municipal-calendar.ts'
import { eventMenu } from './event-menu.ts'

const may = (write: boolean): Calendar['can'] => ({
  write,
  rename: false,
  remove: false,
  share: false,
  leave: true,
})
const lent = (write: boolean) =>
  aCalendar('c', 'Paolo', 'lampone', { kind: 'shared', owner: 'Paolo', can: may(write) })
const places = {
  own: aCalendar('c', 'Elena', 'bosco'),
  'to read': lent(false),
  'to change': lent(true),
  subscribed: aCalendar('c', 'Feste', 'viola', { kind: 'subscribed', can: may(false) }),
}
const asked = { mine: null, accepted: 0, tentative: 0, declined: 0, waiting: 2 }
const organizer = { name: 'Paolo', address: 'paolo@monteverde.example' }
const events: Record<string, Partial<Occurrence>> = {
  'an event': {},
  'a meeting I call': { people: { ...asked, organizer, calls: true } },
  'a meeting of another': { people: { ...asked, organizer, calls: false } },
  'time that is taken': { hidden: true },
}
const another = aCalendar('d', 'Altro', 'senape')
const all = 'duplicate move-to colour download delete'
const looks = 'duplicate download'

// What each kind of event offers in each kind of calendar, and whether a line says why something is missing.
test.each([
  ['own', 'an event', all, null],
  ['own', 'a meeting I call', all, null],
  ['own', 'a meeting of another', all, 'invited'],
  ['to read', 'an event', looks, 'read'],
  ['to read', 'a meeting I call', looks, 'read'],
  ['to read', 'time that is taken', '', 'hidden'],
  ['to change', 'an event', all, null],
  ['to change', 'a meeting I call', all, null],
  ['to change', 'a meeting of another', 'duplicate colour download', 'colleague'],
  ['subscribed', 'an event', looks, 'subscribed'],
  ['subscribed', 'a meeting of another', looks, 'subscribed'],
] as const)('in a calendar %s, %s offers: %s', (place, event, offered, why) => {
  const occurrence = anOccurrence('Giunta', '2026-11-26', '15:00', '17:00', {
    calendarId: 'c',
    ...events[event],
  })

  const entries = eventMenu(occurrence, [places[place], another], (key) => key, null)

  expect(
    entries
      .filter(({ kind }) => kind !== 'separator' && kind !== 'heading')
      .map(({ id }) => id)
      .join(' '),
  ).toBe(offered)
  const said = entries.flatMap((entry) => (entry.kind === 'heading' ? [entry.label] : []))
  expect(said).toEqual(why === null ? [] : [`calendar.event.why.${why}`])
})

test('nothing is offered that has no place to go', () => {
  const own = { ...places.own, can: may(true) }
  const tasks = aCalendar('t', 'Attività', 'cielo', { holds: { events: false, tasks: true } })
  const ids = (calendarId: string, calendars: Calendar[]) =>
    eventMenu(
      anOccurrence('Giunta', '2026-11-26', '15:00', '17:00', { calendarId }),
      calendars,
      (key) => key,
      null,
    ).map(({ id }) => id)

  expect(ids('c', [own, tasks])).not.toContain('move-to')
  expect(ids('c', [places['to read'], tasks])).not.toContain('duplicate')
})
