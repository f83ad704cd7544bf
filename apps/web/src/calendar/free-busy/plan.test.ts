import type { BusyTime, WorkingHours } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { holidayOf } from '../clock/holidays.ts'
import { wallClock } from '../clock/wall-clock.ts'
import { hoursOn, outsideOf } from '../clock/working-hours.ts'
import { closedTimes, type PlanRow, stateAt, suggestSlots, takenOn } from './plan.ts'

const clock = wallClock('Europe/Rome')
const weekly = (days: string, from = '08:00', to = '18:00') =>
  days.split(' ').map((day) => ({ day, from, to })) as WorkingHours['spans']
const everyDay = weekly('MO TU WE TH FR')
const isRest = (day: string) => holidayOf(day) !== null
const at = (day: string, time: string) =>
  clock.instantOf(day, Number(time.slice(0, 2)) * 60 + Number(time.slice(3)))
const offOf = (spans: WorkingHours['spans'], zone = 'Europe/Rome') =>
  outsideOf(spans, { from: at('2026-11-01', '00:00'), to: at('2026-12-31', '00:00') }, wallClock(zone))
const taken = (day: string, from: string, to: string, kind: BusyTime['kind'] = 'busy'): BusyTime => ({
  startAt: new Date(at(day, from)).toISOString(),
  endAt: new Date(at(day, to)).toISOString(),
  kind,
})
const aRow = (busy: BusyTime[], more: Partial<PlanRow> = {}): PlanRow => ({
  key: 'anna',
  kind: 'person',
  name: 'Anna',
  detail: '',
  needed: true,
  known: { unknown: null, busy },
  off: offOf(everyDay),
  ...more,
})
const said = (rows: PlanRow[], from: string, minutes = 60) =>
  suggestSlots({
    rows,
    lengthMs: minutes * 60_000,
    span: { from: at(from, '08:00'), to: at('2026-12-31', '00:00') },
    clock,
    isRest,
  }).map((slot) => {
    const { day, minute } = clock.wallOf(slot.from)
    return `${day.slice(5)} ${minute / 60} ${slot.free}${slot.off > 0 ? ' off' : ''}`
  })

test('the first slots are those in which everybody who is needed is free', () => {
  const anna = aRow([taken('2026-11-26', '08:00', '11:15')])
  const bruno = aRow([taken('2026-11-26', '12:00', '17:00', 'tentative')])

  expect(said([anna, bruno], '2026-11-26')).toEqual(['11-26 17 2', '11-27 8 2', '11-27 9 2'])
})

test('who is not needed counts after who is', () => {
  const anna = aRow([])
  const maybe = aRow([taken('2026-11-26', '00:00', '24:00')], { needed: false })

  expect(said([anna, maybe], '2026-11-26')[0]).toBe('11-27 8 2')
  const away = aRow([taken('2026-11-01', '00:00', '24:00'), taken('2026-11-02', '00:00', '24:00')], {
    needed: false,
    known: {
      unknown: null,
      busy: [{ startAt: '2026-11-01T00:00:00Z', endAt: '2027-01-31T00:00:00Z', kind: 'unavailable' }],
    },
  })
  expect(said([anna, away], '2026-11-26')[0]).toBe('11-26 8 1')
})

test('weekends, days of rest and what reaches beyond working hours are passed over', () => {
  expect(said([aRow([])], '2026-12-05', 9 * 60)).toEqual(['12-07 8 1', '12-09 8 1', '12-10 8 1'])
})

test('nobody who is needed is asked outside of their hours, while there is a time within', () => {
  const mornings = aRow([], { off: offOf(weekly('MO TH', '07:45', '13:15')) })
  const maybe = aRow([], { needed: false, off: offOf(weekly('TU', '14:00', '18:00')) })

  expect(said([aRow([]), mornings, maybe], '2026-11-27', 120)).toEqual([
    '11-30 8 2',
    '11-30 10 2',
    '12-03 8 2',
  ])
  const evenings = aRow([], { off: offOf(weekly('MO', '14:00', '20:00')) })
  expect(said([mornings, evenings], '2026-11-27', 60)).toEqual([
    '11-30 8 1 off',
    '11-30 9 1 off',
    '11-30 10 1 off',
  ])
  expect(stateAt(mornings, { from: at('2026-11-30', '13:00'), to: at('2026-11-30', '14:00') })).toBe('off')
})

test('what a server makes of hours stands in the way like hours', () => {
  const [out] = [taken('2026-11-26', '00:00', '24:00', 'unavailable')]
  const away = aRow([out!], { off: [] })
  const only = aRow([], { off: offOf(weekly('TH')) })

  expect(said([away, only], '2026-11-26')[0]).toBe('12-03 8 2')
})

test('hours are those of their zone, also where the clocks of who looks are others', () => {
  const lisbon = { zone: 'Europe/Lisbon', spans: weekly('MO', '22:30', '24:00') }

  expect(hoursOn(lisbon, '2026-11-30', clock)).toEqual([{ from: 1410, to: 1440 }])
  expect(hoursOn(lisbon, '2026-12-01', clock)).toEqual([{ from: 0, to: 60 }])
  expect(hoursOn({ zone: 'Europe/Rome', spans: everyDay }, '2026-11-29', clock)).toEqual([])
})

test('nobody known to be free is said to be', () => {
  const stranger = aRow([], { known: { unknown: 'outside', busy: [] } })

  expect(said([aRow([]), stranger], '2026-11-26')[0]).toBe('11-26 8 1')
  expect(stateAt(stranger, { from: 0, to: 1 })).toBe('unknown')
  expect(stateAt(aRow([], { known: null }), { from: 0, to: 1 })).toBe('unknown')
})

test('what touches a time does not meet it, and the firmest word holds', () => {
  const row = aRow([
    taken('2026-11-26', '09:00', '10:00', 'tentative'),
    taken('2026-11-26', '10:00', '11:00'),
  ])
  const span = (from: string, to: string) => ({ from: at('2026-11-26', from), to: at('2026-11-26', to) })

  expect(stateAt(row, span('11:00', '12:00'))).toBe('free')
  expect(stateAt(row, span('09:30', '10:30'))).toBe('busy')
  expect(takenOn(row, '2026-11-27', clock)).toEqual([])
})

test('a night across midnight is cut at the day', () => {
  const row = aRow([
    { ...taken('2026-11-26', '22:00', '23:00'), endAt: new Date(at('2026-11-27', '06:00')).toISOString() },
  ])

  expect(takenOn(row, '2026-11-26', clock)).toEqual([{ from: 1320, to: 1440, kind: 'busy' }])
  expect(takenOn(row, '2026-11-27', clock)).toEqual([{ from: 0, to: 360, kind: 'busy' }])
})

test('a room is out of reach while it is closed', () => {
  const opening = (['TH', 'FR'] as const).map((day) => ({ day, from: '08:00', to: '13:00' }))
  const span = { from: at('2026-11-26', '00:00'), to: at('2026-11-28', '00:00') }
  const room = aRow([], {
    kind: 'resource',
    known: { unknown: null, busy: closedTimes(opening, span, clock) },
  })

  expect(takenOn(room, '2026-11-26', clock)).toEqual([
    { from: 0, to: 480, kind: 'unavailable' },
    { from: 780, to: 1440, kind: 'unavailable' },
  ])
  expect(closedTimes([], span, clock)).toEqual([])
})
