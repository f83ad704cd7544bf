import type { WorkingHours } from './calendar-hours.ts'

type Spans = WorkingHours['spans']

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** Of everybody, where neither they nor their body said another. */
export const usualWeek: WorkingHours = {
  zone: 'Europe/Rome',
  spans: weekdays.slice(0, 5).map((day) => ({ day, from: '08:00', to: '18:00' })),
}

/** In order, those that meet or touch made one. */
export function sortedSpans(spans: Spans): Spans {
  const sorted = spans.toSorted(
    (a, b) => weekdays.indexOf(a.day) - weekdays.indexOf(b.day) || a.from.localeCompare(b.from),
  )
  const kept: Spans = []
  for (const span of sorted) {
    const last = kept.at(-1)
    if (last?.day !== span.day || last.to < span.from) kept.push({ ...span })
    else if (span.to > last.to) last.to = span.to
  }
  return kept
}

/** What is wrong with a week, beyond what the schema refuses. */
export function weekFlaw({ zone, spans }: WorkingHours): 'zone' | 'spans' | null {
  try {
    Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    return 'zone'
  }
  const overlaps = sortedSpans(spans).length !== spans.length
  return overlaps || spans.some(({ from, to }) => from >= to) ? 'spans' : null
}
