export type BusyKind = 'busy' | 'tentative' | 'unavailable'

/** Time that is taken. Half open: the end is free again. */
export interface BusyInterval {
  startAt: string
  endAt: string
  busy: BusyKind
}

/** Counted in milliseconds. */
export interface Span {
  from: number
  to: number
}

const weight: Record<BusyKind, number> = { tentative: 1, unavailable: 2, busy: 3 }

/** Sorted intervals that do not overlap; where several do, the firmest word holds: busy, unavailable, tentative. */
export function mergeBusy(intervals: readonly BusyInterval[]): BusyInterval[] {
  const edges = new Set<string>()
  const real = intervals.filter(({ startAt, endAt }) => startAt < endAt)
  for (const { startAt, endAt } of real) edges.add(startAt).add(endAt)
  const opening = groupBy(real, 'startAt')
  const closing = groupBy(real, 'endAt')
  const open: Record<BusyKind, number> = { busy: 0, tentative: 0, unavailable: 0 }
  const merged: BusyInterval[] = []
  let current: BusyInterval | undefined
  for (const at of [...edges].sort()) {
    for (const { busy } of closing.get(at) ?? []) open[busy]--
    for (const { busy } of opening.get(at) ?? []) open[busy]++
    const [firmest] = (Object.keys(open) as BusyKind[])
      .filter((kind) => open[kind] > 0)
      .sort((a, b) => weight[b] - weight[a])
    if (current?.busy === firmest) continue
    if (current !== undefined) merged.push({ ...current, endAt: at })
    current = firmest === undefined ? undefined : { startAt: at, endAt: at, busy: firmest }
  }
  return merged
}

function groupBy(intervals: readonly BusyInterval[], edge: 'startAt' | 'endAt'): Map<string, BusyInterval[]> {
  const groups = new Map<string, BusyInterval[]>()
  for (const interval of intervals) {
    const group = groups.get(interval[edge])
    if (group === undefined) groups.set(interval[edge], [interval])
    else group.push(interval)
  }
  return groups
}

/** The parts of a span that no other covers. */
export function subtract(span: Span, covers: readonly Span[]): Span[] {
  const left: Span[] = []
  let at = span.from
  for (const cover of [...covers].sort((a, b) => a.from - b.from)) {
    if (cover.to <= at) continue
    if (cover.from >= span.to) break
    if (cover.from > at) left.push({ from: at, to: cover.from })
    at = Math.max(at, cover.to)
  }
  if (at < span.to) left.push({ from: at, to: span.to })
  return left
}
