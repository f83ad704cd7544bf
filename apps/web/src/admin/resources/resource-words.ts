import type { ResourceSettings } from '@staffetta/contract'
import type { Locale, Translate } from '@staffetta/i18n'
import { weekdays } from '../../app/hours/hours-form.ts'

/** "lun–ven 08:00–18:00 · sab 09:00–12:00": days with the same hours are said together. */
export function hoursWords(opening: ResourceSettings['opening'], locale: Locale): string {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const nameOf = (at: number) => format.format(Date.UTC(2024, 0, 1 + at))
  const daysOf = new Map<string, number[]>()
  for (const [at, day] of weekdays.entries()) {
    const spans = opening.filter((one) => one.day === day).map(({ from, to }) => `${from}–${to}`)
    if (spans.length > 0) daysOf.set(spans.join(', '), [...(daysOf.get(spans.join(', ')) ?? []), at])
  }
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  return [...daysOf]
    .map(([spans, days]) => `${list.format(runsOf(days).map((run) => runWords(run, nameOf)))} ${spans}`)
    .join(' · ')
}

function runsOf(days: readonly number[]): number[][] {
  const runs: number[][] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (last?.at(-1) === day - 1) last.push(day)
    else runs.push([day])
  }
  return runs
}

function runWords(run: readonly number[], nameOf: (at: number) => string): string {
  return run.length > 2 ? `${nameOf(run[0]!)}–${nameOf(run.at(-1)!)}` : run.map(nameOf).join(', ')
}

/** The largest unit it is a whole number of. */
export function noticeWords(minutes: number, t: Translate): string {
  if (minutes % 1440 === 0) return t('setup.resources.days', { count: minutes / 1440 })
  if (minutes % 60 === 0) return t('setup.resources.hours', { count: minutes / 60 })
  return t('setup.resources.minutes', { count: minutes })
}

export function aheadWords(days: number, t: Translate): string {
  if (days % 365 === 0) return t('setup.resources.years', { count: days / 365 })
  if (days % 30 === 0) return t('setup.resources.months', { count: days / 30 })
  return t('setup.resources.days', { count: days })
}
