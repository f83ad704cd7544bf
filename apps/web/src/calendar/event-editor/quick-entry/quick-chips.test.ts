import { expect, test } from 'vitest'
import { parseQuickEntry } from './parse-quick-entry.ts'
import { quickChips } from './quick-chips.ts'

const now = new Date('2026-11-25T10:00:00+01:00')

const chips = (text: string) =>
  quickChips(parseQuickEntry(text, { now, zone: 'Europe/Rome', language: 'it' }).fields, {
    locale: 'it',
    today: '2026-11-25',
  }).map(({ kind, text: words }) => `${kind}: ${words}`)

test('days of another year say which one', () => {
  expect(chips('ferie dal 3 al 14 agosto')).toEqual(['day: mar 3 ago 2027 – sab 14 ago 2027'])
  expect(chips('scadenza domani')).toEqual(['day: gio 26 nov'])
})

test('hours, the next dates of a rule and the place each have their chip', () => {
  expect(chips('Giunta ogni giovedì alle 15 in sala giunta')).toEqual([
    'day: gio 26 nov',
    'hours: 15:00–16:00',
    'repeat: gio 26 nov, gio 3 dic, gio 10 dic…',
    'place: sala giunta',
  ])
})

test('where nothing was understood there is nothing to show', () => {
  expect(chips('Riunione')).toEqual([])
})
