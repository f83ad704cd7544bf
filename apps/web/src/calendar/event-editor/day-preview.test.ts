import type { Occurrence } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { previewOf } from './day-preview.ts'
import type { WhenForm } from '../fields/when-form.ts'

const zone = 'Europe/Rome'
const when: WhenForm = {
  allDay: false,
  startDay: '2026-11-26',
  startMinute: 570,
  endDay: '2026-11-26',
  endMinute: 690,
  startZone: zone,
  endZone: zone,
}

const anOccurrence = (title: string, from: string, to: string, more: Partial<Occurrence> = {}) =>
  ({
    ref: `mio.${title}`,
    recurrenceId: null,
    title,
    startAt: `${from}:00+01:00`,
    endAt: `${to}:00+01:00`,
    days: null,
    status: 'confirmed',
    transparent: false,
    ...more,
  }) as Occurrence

const rows = (
  occurrences: Occurrence[],
  except: { ref: string; recurrenceId: string | null } | null = null,
) =>
  previewOf(occurrences, { when, except, zone }).map(({ occurrence, hours, overlaps }) => [
    occurrence.title,
    hours,
    overlaps,
  ])

test('the events of the day stand by their hours, and say which of them overlap', () => {
  const day = [
    anOccurrence('dopo', '2026-11-26T11:30', '2026-11-26T12:00'),
    anOccurrence('insieme', '2026-11-26T11:00', '2026-11-26T12:00'),
    anOccurrence('libero', '2026-11-26T10:00', '2026-11-26T12:00', { transparent: true }),
    anOccurrence('domani', '2026-11-27T10:00', '2026-11-27T12:00'),
    anOccurrence('notte', '2026-11-25T22:00', '2026-11-26T02:00'),
    anOccurrence('ferie', '2026-11-24T00:00', '2026-11-28T00:00', {
      days: { start: '2026-11-24', end: '2026-11-28' },
    }),
  ]

  expect(rows(day)).toEqual([
    ['ferie', null, false],
    ['notte', '00:00–02:00', false],
    ['libero', '10:00–12:00', false],
    ['insieme', '11:00–12:00', true],
    ['dopo', '11:30–12:00', false],
  ])
})

test('the event that is edited does not stand in its own way', () => {
  const own = anOccurrence('Giunta', '2026-11-26T09:30', '2026-11-26T11:30', { recurrenceId: 'r1' })

  expect(rows([own], { ref: own.ref, recurrenceId: 'r1' })).toEqual([])
  expect(rows([own], { ref: own.ref, recurrenceId: 'r2' })).toHaveLength(1)
})

test('hours of another zone are compared as instants', () => {
  const inRome = anOccurrence('insieme', '2026-11-26T12:00', '2026-11-26T12:30')
  const inLondon = { ...when, startZone: 'Europe/London', endZone: 'Europe/London' }

  expect(previewOf([inRome], { when: inLondon, except: null, zone })[0]!.overlaps).toBe(true)
  expect(rows([inRome])[0]![2]).toBe(false)
})
