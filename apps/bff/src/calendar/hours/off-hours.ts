import { type BusyTime, usualWeek, type WorkingHours } from '@staffetta/contract'
import type { Tenant } from '../../db/tenants.ts'
import type { Span } from '../index/calendar-index.ts'
import { instantOf, wallOf } from '../index/zones.ts'

const dayMs = 86_400_000
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** Of everybody of the body who set none. */
export function weekOfBody({ workRules }: Pick<Tenant, 'workRules'>): WorkingHours {
  return workRules.hours ?? usualWeek
}

/** "08:30" → 510; "24:00" is the end of the day. */
function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number) as [number, number]
  return hours * 60 + minutes
}

/** Without what only says that somebody is out of office outside of their hours: a server makes that of the same hours. */
export function withoutOffHours(busy: readonly BusyTime[], hours: WorkingHours, span: Span): BusyTime[] {
  const work = workIn(hours, span)
  return busy.flatMap((time) => {
    if (time.kind !== 'unavailable') return [time]
    const [from, to] = [Date.parse(time.startAt), Date.parse(time.endAt)]
    return work.flatMap((one): BusyTime[] => {
      const [startAt, endAt] = [Math.max(from, one.from), Math.min(to, one.to)]
      return startAt < endAt ? [{ startAt: iso(startAt), endAt: iso(endAt), kind: 'unavailable' }] : []
    })
  })
}

function workIn({ zone, spans }: WorkingHours, { from, to }: Span): Span[] {
  const work: Span[] = []
  for (let day = Math.floor(wallOf(zone, from) / dayMs); day * dayMs <= wallOf(zone, to); day++) {
    const name = weekdays[(((day + 3) % 7) + 7) % 7]
    for (const span of spans)
      if (span.day === name)
        work.push({
          from: instantOf(zone, day * dayMs + minutesOf(span.from) * 60_000),
          to: instantOf(zone, day * dayMs + minutesOf(span.to) * 60_000),
        })
  }
  return work
}

/** As icalendar writes instants. */
function iso(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
