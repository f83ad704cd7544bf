import type { Occurrence } from '@staffetta/contract'
import { type Day, daysBetween, eachDay } from '../clock/days.ts'
import { type Bar, layoutBars } from '../event-face/layout.ts'
import { daysOf, isInBand } from '../occurrences/occurrences.ts'
import type { Range } from '../clock/ranges.ts'
import type { WallClock } from '../clock/wall-clock.ts'

export interface MonthDay {
  day: Day
  /** What begins or goes on in this week from here on, and has room. */
  bars: Bar<Occurrence>[]
  count: number
  /** Those of the day for which there is no room, and the row where that is said. */
  left: number
  moreRow: number
}

/**
 * Whole weeks of a month: whole days above as bars, below them what has an hour, in the day it begins; as many as there are
 * rows, the last row free for "others" where more are. Each occurrence is looked at once: there may be thousands.
 */
export function monthWeeks(
  occurrences: readonly Occurrence[],
  { range, rows, clock }: { range: Range; rows: number; clock: WallClock },
): MonthDay[][] {
  const days = eachDay(range)
  const weeks = Array.from({ length: days.length / 7 }, (): Spanned[] => [])
  for (const item of occurrences) {
    const { from, to } = daysOf(item, clock)
    const start = daysBetween(range.from, from)
    const band = isInBand(item)
    // What goes over midnight stands in the day it begins.
    const end = band ? daysBetween(range.from, to) : start + 1
    for (let at = Math.max(0, Math.floor(start / 7)); at < weeks.length && at * 7 < end; at++)
      weeks[at]!.push({ item, from: start - at * 7, to: end - at * 7, band })
  }
  return weeks.map((spanned, at) => weekOf(days.slice(at * 7, at * 7 + 7), spanned, rows))
}

interface Spanned {
  item: Occurrence
  from: number
  to: number
  band: boolean
}

function weekOf(days: Day[], spanned: readonly Spanned[], rows: number): MonthDay[] {
  const inOrder = [...spanned.filter(({ band }) => band), ...spanned.filter(({ band }) => !band)]
  const bars = layoutBars(inOrder, (one) => one, 7)
  const counts = days.map(() => 0)
  const deepest = days.map(() => 0)
  for (const { from, to, row } of bars)
    for (let column = from; column < to; column++) {
      counts[column]!++
      deepest[column] = Math.max(deepest[column]!, row + 1)
    }
  const limits = deepest.map((deep) => (deep > rows ? rows - 1 : rows))
  const shown = bars.filter(({ from, to, row }) => limits.slice(from, to).every((limit) => row < limit))
  return days.map((day, column) => {
    const here = shown.filter(({ from, to }) => from <= column && column < to)
    return {
      day,
      bars: here
        .filter(({ from }) => from === column)
        .map(({ item: { item }, ...bar }) => ({ ...bar, item })),
      count: counts[column]!,
      left: counts[column]! - here.length,
      moreRow: limits[column]!,
    }
  })
}
