import type { WorkingHours } from '@staffetta/contract'

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
type Weekday = (typeof weekdays)[number]

/** Minutes of the day; an end at 0 is midnight after it, as people type it. */
export interface FormSpan {
  from: number
  to: number
}
export type HoursForm = Record<Weekday, FormSpan[]>

export function formOf(spans: WorkingHours['spans']): HoursForm {
  const form = Object.fromEntries(weekdays.map((day) => [day, [] as FormSpan[]])) as HoursForm
  for (const { day, from, to } of spans) form[day].push({ from: minutesOf(from), to: minutesOf(to) % 1440 })
  return form
}

/** What is wrong with a day; null where it can be kept. */
export function problemOf(spans: readonly FormSpan[]): 'backwards' | 'overlap' | null {
  if (spans.some((span) => span.from >= endOf(span))) return 'backwards'
  const sorted = inOrder(spans)
  return sorted.some((span, at) => at > 0 && span.from < endOf(sorted[at - 1]!)) ? 'overlap' : null
}

/** Whether every day of it can be kept. */
export function isKept(form: HoursForm): boolean {
  return weekdays.every((day) => problemOf(form[day]) === null)
}

/** In order; times that touch are one. */
export function spansOf(form: HoursForm): WorkingHours['spans'] {
  return weekdays.flatMap((day) => {
    const kept: WorkingHours['spans'] = []
    for (const span of inOrder(form[day])) {
      const [from, to] = [clockText(span.from), clockText(endOf(span))]
      const last = kept.at(-1)
      if (last?.to === from) last.to = to
      else kept.push({ day, from, to })
    }
    return kept
  })
}

/** What somebody most likely means by one more: the afternoon after a morning, else an hour after the last. */
export function oneMore(spans: readonly FormSpan[]): FormSpan {
  const last = Math.max(0, ...spans.map(endOf))
  if (last === 0) return { from: 480, to: 840 }
  if (last <= 840) return { from: 900, to: 1080 }
  return { from: Math.min(last + 60, 1380), to: Math.min(last + 120, 1439) }
}

/** 510 → "08:30". */
export function clockText(minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
}

function inOrder(spans: readonly FormSpan[]): FormSpan[] {
  return spans.toSorted((a, b) => a.from - b.from)
}

function endOf({ to }: FormSpan): number {
  return to === 0 ? 1440 : to
}
