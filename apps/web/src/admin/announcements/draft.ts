import { type AdminAnnouncement, type AnnouncementKind, bodyZone } from '@staffetta/contract'
import { wallClock, type WallTime } from '../../calendar/clock/wall-clock.ts'
import { addDays } from '../../calendar/clock/days.ts'
import type { Draft } from './desk.ts'

/** As it is typed: the hours are those of the bodies' clocks, wherever one types them. */
export interface Typed extends Omit<Draft, 'beginsAt' | 'endsAt' | 'en'> {
  en: string
  begins: WallTime
  ends: WallTime
}

const clock = wallClock(bodyZone)
const hour = 60

export function blankDraft(kind: AnnouncementKind, now: number): Typed {
  const { day, minute } = clock.wallOf(now)
  const begins = { day, minute: Math.floor(minute / 15) * 15 }
  const blank = { kind, it: '', en: '', services: [], onSignIn: false, everybody: true, bodies: [] }
  return { ...blank, ...usualTimes(kind, begins) }
}

/** Work is done in the evening of the next day; what does not work is mended within hours; one is told things for a week. */
export function usualTimes(kind: AnnouncementKind, now: WallTime): Pick<Typed, 'begins' | 'ends'> {
  if (kind === 'maintenance') {
    const day = addDays(now.day, 1)
    return { begins: { day, minute: 20 * hour }, ends: { day, minute: 21 * hour } }
  }
  if (kind === 'fault') return { begins: now, ends: clock.wallOf(instantOf(now) + 4 * hour * 60_000) }
  return { begins: now, ends: { day: addDays(now.day, 7), minute: now.minute } }
}

export function typedOf({ announcement, onSignIn, audience }: AdminAnnouncement): Typed {
  const { kind, it, en, services, beginsAt, endsAt } = announcement
  return {
    kind,
    it,
    en: en ?? '',
    services,
    onSignIn,
    begins: clock.wallOf(Date.parse(beginsAt)),
    ends: clock.wallOf(Date.parse(endsAt)),
    everybody: audience?.everybody ?? true,
    bodies: audience?.bodies.map(({ id }) => id) ?? [],
  }
}

export function draftOf({ begins, ends, it, en, ...typed }: Typed): Draft {
  return {
    ...typed,
    it: it.trim(),
    en: en.trim() || null,
    beginsAt: new Date(instantOf(begins)).toISOString(),
    endsAt: new Date(instantOf(ends)).toISOString(),
  }
}

const instantOf = ({ day, minute }: WallTime) => clock.instantOf(day, minute)

export type Flaw = 'text' | 'order' | 'over' | 'bodies'

/** What is to be mended before it can be said, the first of it. */
export function flawOf(typed: Typed, now: number): Flaw | null {
  if (typed.it.trim() === '') return 'text'
  if (instantOf(typed.ends) <= instantOf(typed.begins)) return 'order'
  if (instantOf(typed.ends) <= now) return 'over'
  return typed.everybody || typed.bodies.length > 0 ? null : 'bodies'
}
