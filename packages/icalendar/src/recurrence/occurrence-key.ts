import { dayMs, instantOf, isoOf, type Moment } from '../time/moment.ts'
import { toWall, utc, type Zone } from '../time/zone.ts'

/**
 * What names an occurrence of a series: its instant. For dates and floating times, which have none by themselves, the time as
 * if it were UTC, so that it does not depend on who looks.
 */
export type OccurrenceKey = number

/** The key of an occurrence by its own start, which has the kind and the zone of the series. */
export function keyOf(start: Moment): OccurrenceKey {
  return start.kind === 'zoned' ? instantOf(start, utc) : start.wall
}

/** The key as the wire spells it. */
export function keyText(key: OccurrenceKey): string {
  return isoOf(key)
}

/**
 * A RECURRENCE-ID, EXDATE or RDATE in the terms of the series. Programs write it in UTC, in another zone, without one, or as a
 * bare date; the instant decides, and a bare date in a timed series means that day.
 */
export function keyIn(
  series: Moment,
  value: Moment,
  fileZone: Zone,
): { key: OccurrenceKey } | { day: number } {
  switch (series.kind) {
    case 'date':
      return {
        key: dayOf(
          value.kind === 'utc' && value.wall % dayMs !== 0 ? toWall(fileZone, value.wall) : value.wall,
        ),
      }
    case 'floating':
      return value.kind === 'date' ? { day: value.wall } : { key: value.wall }
    default:
      if (value.kind === 'date') return { day: value.wall }
      return { key: instantOf(value, series.zone ?? utc) }
  }
}

function dayOf(wall: number): number {
  return Math.floor(wall / dayMs) * dayMs
}

/** Occurrences named one way or the other. */
export class KeySet {
  readonly #keys = new Set<OccurrenceKey>()
  readonly #days = new Set<number>()

  add(named: { key: OccurrenceKey } | { day: number }): void {
    if ('key' in named) this.#keys.add(named.key)
    else this.#days.add(named.day)
  }

  has(start: Moment): boolean {
    return this.#keys.has(keyOf(start)) || (this.#days.size > 0 && this.#days.has(dayOf(start.wall)))
  }
}
