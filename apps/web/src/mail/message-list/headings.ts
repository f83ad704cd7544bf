import type { DayGroup, Formats } from '@staffetta/i18n'
import type { ListQuery, MessageList } from '../known-list.ts'

/** Beyond these rows the dates themselves are enough. */
const mostRows = 200

/** The stretches of days at the top of a list by time, as far as its rows are known without a gap. */
export function dayHeadings(list: MessageList, query: ListQuery, formats: Formats): Map<number, DayGroup> {
  const headings = new Map<number, DayGroup>()
  if (query.order !== 'arrival' || query.ascending) return headings
  let last: DayGroup | null = null
  for (let index = 0; index < Math.min(list.total, mostRows); index += 1) {
    const row = list.rows.get(index)
    if (!row) break
    const group = formats.dayGroup(row.summary.receivedAt)
    if (group === last) continue
    headings.set(index, group)
    last = group
    if (group === 'older') break
  }
  return headings
}

/** Which stretch a row is in, by the headings above it. */
export function groupAt(headings: ReadonlyMap<number, DayGroup>, index: number): DayGroup | null {
  let group: DayGroup | null = null
  for (const [at, one] of headings) if (at <= index) group = one
  return group
}

/** About when the row at a place arrived: between the nearest known rows above and below; null when one is missing. */
export function instantAt(list: MessageList, index: number): Date | null {
  let above: [number, number] | null = null
  let below: [number, number] | null = null
  for (const [at, row] of list.rows) {
    const time = Date.parse(row.summary.receivedAt)
    if (at <= index && (!above || at > above[0])) above = [at, time]
    if (at >= index && (!below || at < below[0])) below = [at, time]
  }
  if (!above || !below) return null
  const share = above[0] === below[0] ? 0 : (index - above[0]) / (below[0] - above[0])
  return new Date(above[1] + (below[1] - above[1]) * share)
}
