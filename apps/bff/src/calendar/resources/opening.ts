import type { Availability } from '@staffetta/contract'
import type { StoredResource } from '../../db/resources.ts'
import { wallOf } from '../index/zones.ts'

const dayMs = 86_400_000
const minuteMs = 60_000
const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const
/** How far, and in which steps, the next free time is looked for. */
const SEARCHED_MS = 14 * dayMs
const STEP_MS = 30 * minuteMs

/** Milliseconds; `whole`: days rather than hours. */
export interface Wanted {
  start: number
  end: number
  whole: boolean
}

/** Why a resource cannot be had then, whoever else has it; null where its rules have nothing against it. */
export function whyNot(
  resource: StoredResource,
  { start, end, whole }: Wanted,
  now: number,
): Exclude<Availability, 'free' | 'taken'> | null {
  if (resource.noticeMinutes > 0 && start < now + resource.noticeMinutes * minuteMs) return 'too-soon'
  if (start > now + resource.aheadDays * dayMs) return 'too-far'
  return isOpen(resource, { start, end, whole }) ? null : 'closed'
}

/** Hours within one opening of one day; of whole days, days on which it opens at all. */
function isOpen({ opening, zone }: StoredResource, { start, end, whole }: Wanted): boolean {
  if (opening.length === 0) return true
  const from = wallOf(zone, start)
  const to = wallOf(zone, end)
  const firstDay = Math.floor(from / dayMs)
  const onDay = (day: number) => opening.filter((one) => one.day === weekdays[(((day + 4) % 7) + 7) % 7])
  if (whole) {
    const lastDay = Math.max(firstDay, Math.ceil(to / dayMs) - 1)
    for (let day = firstDay; day <= lastDay && day - firstDay < 370; day++)
      if (onDay(day).length === 0) return false
    return true
  }
  const midnight = firstDay * dayMs
  return onDay(firstDay).some(
    (one) =>
      from >= midnight + minutesOf(one.from) * minuteMs && to <= midnight + minutesOf(one.to) * minuteMs,
  )
}

/** The next time from then on at which it is open and nobody's, as long as what is wanted; null within two weeks. */
export function nextFree(
  resource: StoredResource,
  wanted: Wanted,
  { taken, now }: { taken: readonly { start: number; end: number }[]; now: number },
): number | null {
  const length = wanted.end - wanted.start
  const step = wanted.whole ? dayMs : STEP_MS
  for (let start = wanted.start + step; start <= wanted.start + SEARCHED_MS; start += step) {
    const end = start + length
    if (whyNot(resource, { ...wanted, start, end }, now) !== null) continue
    if (!taken.some((one) => one.start < end && one.end > start)) return start
  }
  return null
}

/** "08:30" → 510; "24:00" is the end of the day. */
function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number) as [number, number]
  return hours * 60 + minutes
}
