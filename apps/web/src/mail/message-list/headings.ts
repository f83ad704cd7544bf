import type { DayGroup, Formats } from '@staffetta/i18n'
import type { ListQuery, MessageList } from '../list-cache.ts'

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
