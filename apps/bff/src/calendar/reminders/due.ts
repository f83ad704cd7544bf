import { createHash } from 'node:crypto'
import type { Alarm } from '@staffetta/icalendar'
import type { Appearance, Entry, Facts } from '../index/entry.ts'
import { isZone, instantOf, wallOf } from '../index/zones.ts'

const dayMs = 86_400_000

/** One alarm of one appearance. */
export interface Due {
  key: string
  at: number
  appearance: Appearance
  facts: Facts
}

export interface Asked {
  from: number
  to: number
  /** Where whole days and floating times are read. */
  zone: string
  by: 'screen' | 'mail'
}

/** What an object reminds of between two instants; nothing of what is cancelled or was declined. */
export function duesOf(entry: Entry, { from, to, zone, by }: Asked): Due[] {
  const dues: Due[] = []
  const wanted = (facts: Facts | null | undefined) => facts?.alarms.filter((alarm) => isBy(alarm, by)) ?? []
  if (![entry.master, ...entry.overrides].some((facts) => wanted(facts).length > 0)) return dues
  for (const [place, appearance] of entry.appearances.entries()) {
    const facts = appearance.override < 0 ? entry.master : entry.overrides[appearance.override]
    if (facts === null || facts === undefined) continue
    if (facts.status === 'cancelled' || facts.people?.mine === 'declined') continue
    for (const alarm of wanted(facts)) {
      const at = momentOf(alarm, appearance, zone)
      if (at === undefined || at < from || at >= to) continue
      if (alarm.trigger.kind === 'at' && !isFirstAfter(entry, place, at)) continue
      dues.push({ key: keyOf(entry.uid, appearance, at), at, appearance, facts })
    }
  }
  return dues
}

function isBy({ action }: Alarm, by: Asked['by']): boolean {
  return by === 'mail' ? action === 'email' : action === 'display' || action === 'audio'
}

/** Days before are days of the calendar: with a change of the clocks between, the hour on the wall stays (RFC 5545 §3.3.6). */
function momentOf(
  { trigger }: Alarm,
  { start, end, local, zone }: Appearance,
  viewer: string,
): number | undefined {
  if (trigger.kind === 'at') return Date.parse(trigger.at)
  const near = local || zone === null || !isZone(zone) ? viewer : zone
  const anchor = trigger.kind === 'before-end' || trigger.kind === 'after-end' ? end : start
  const sign = trigger.kind === 'before-start' || trigger.kind === 'before-end' ? -1 : 1
  const wall = local ? anchor : wallOf(near, anchor)
  const day = trigger.days === 0 && !local ? anchor : instantOf(near, wall + sign * trigger.days * dayMs)
  return day + sign * trigger.minutes * 60_000
}

/** An instant is of no occurrence in particular: it speaks of the next one after it, else of the last. */
function isFirstAfter({ appearances }: Entry, place: number, at: number): boolean {
  const next = appearances.findIndex(({ start }) => start >= at)
  return place === (next < 0 ? appearances.length - 1 : next)
}

/** Of the moment, too: what is moved reminds again, what is dismissed stays so. */
function keyOf(uid: string, { recurrenceId }: Appearance, at: number): string {
  return createHash('sha256')
    .update(`${uid}\n${recurrenceId ?? ''}\n${at}`)
    .digest('base64url')
    .slice(0, 22)
}
