import { expect, test } from 'vitest'
import type { Appearance, Facts } from '../index/entry.ts'
import { occurrenceOf, placeOf } from './events.ts'
import type { Sight } from '../calendars/access.ts'

const facts: Facts = {
  title: 'Visita medica',
  location: 'Ospedale',
  status: 'confirmed',
  transparent: false,
  class: 'private',
  colour: 'viola',
  categories: ['Salute'],
  reminders: true,
  alarms: [],
  attachments: true,
  people: null,
  words: 'visita medica',
}
const appearance: Appearance = {
  start: Date.parse('2027-03-02T08:00:00Z'),
  end: Date.parse('2027-03-02T09:00:00Z'),
  recurrenceId: null,
  override: -1,
  local: false,
  date: false,
  zone: 'Europe/Rome',
}
const shown = (master: Facts, hides: Sight['hides'], lent = false) =>
  occurrenceOf(
    placeOf('/uffici/giunta/uno.ics'),
    { entry: { master, overrides: [], uid: 'uno' }, appearance },
    { zone: 'Europe/Rome', sight: { hides, lent } },
  )

test('of somebody else’s private event only the time that is taken is shown', () => {
  const occurrence = shown(facts, 'private')

  expect(occurrence).toMatchObject({ hidden: true, title: '', location: '', categories: [], people: null })
  expect(occurrence).toMatchObject({ startAt: '2027-03-02T08:00:00.000Z', transparent: false })
  expect(JSON.stringify(occurrence)).not.toMatch(/medica|Ospedale|Salute/)
})

test('one’s own, a public one, and one to which one is asked, are shown whole', () => {
  const answers = { accepted: 0, tentative: 0, declined: 0, waiting: 1 }
  const asked: Facts = {
    ...facts,
    people: { organizer: null, calls: false, mine: 'needs-action', ...answers },
  }

  for (const [one, hides] of [
    [facts, 'nothing'],
    [{ ...facts, class: 'public' }, 'private'],
    [asked, 'private'],
  ] as const)
    expect(shown(one, hides)).toMatchObject({ hidden: false, title: 'Visita medica' })
})

test('what a colleague is asked to is not what oneself is asked to', () => {
  const answers = { accepted: 0, tentative: 0, declined: 0, waiting: 1 }
  const asked: Facts = { ...facts, people: { organizer: null, calls: false, mine: 'accepted', ...answers } }

  expect(shown(asked, 'private', true)).toMatchObject({ hidden: true, title: '', people: null })
  expect(shown(asked, 'nothing', true)).toMatchObject({ hidden: false, people: { mine: null } })
})

test('who may only know when somebody is taken sees nothing of a public event either', () => {
  expect(shown({ ...facts, class: 'public' }, 'all', true)).toMatchObject({ hidden: true, title: '' })
})
