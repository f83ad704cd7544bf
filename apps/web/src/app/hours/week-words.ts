import type { WorkingHours } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'
import { weekdays } from './hours-form.ts'

type Span = WorkingHours['spans'][number]
type Day = Span['day']

/** "lun–ven 8–14, mar e gio anche 14:30–17:30": a week as people say it, in the order of the clock. */
export function weekWords(spans: readonly Span[], { t, locale }: { t: Translate; locale: string }): string {
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  const said = new Set<Day>()
  const parts = partsOf(spans).map(({ days, times }) => {
    const words = { days: list.format(runsOf(days, locale)), times: list.format(times) }
    const again = days.every((day) => said.has(day))
    for (const day of days) said.add(day)
    return t(again ? 'hours.week.also' : 'hours.week.part', words)
  })
  return parts.length === 0 ? t('hours.week.nothing') : parts.join(', ')
}

/** The days of each time; times of the same days, one after the other, stand together. */
function partsOf(spans: readonly Span[]): { days: Day[]; times: string[] }[] {
  const days = new Map<string, Day[]>()
  for (const { day, from, to } of spans.toSorted((a, b) => a.from.localeCompare(b.from))) {
    const time = `${plain(from)}–${plain(to)}`
    days.set(time, [...(days.get(time) ?? []), day])
  }
  const parts: { days: Day[]; times: string[] }[] = []
  for (const [time, those] of days) {
    const inOrder = weekdays.filter((day) => those.includes(day))
    const last = parts.at(-1)
    if (last?.days.join() === inOrder.join()) last.times.push(time)
    else parts.push({ days: inOrder, times: [time] })
  }
  return parts
}

/** Three days and more in a row are said by their first and last. */
function runsOf(days: readonly Day[], locale: string): string[] {
  const name = (day: Day) =>
    new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(
      Date.UTC(2024, 0, 1 + weekdays.indexOf(day)),
    )
  const runs: Day[][] = []
  for (const day of days) {
    const run = runs.at(-1)
    if (run !== undefined && weekdays.indexOf(run.at(-1)!) + 1 === weekdays.indexOf(day)) run.push(day)
    else runs.push([day])
  }
  return runs.flatMap((run) => (run.length > 2 ? [`${name(run[0]!)}–${name(run.at(-1)!)}`] : run.map(name)))
}

/** "08:00" → "8", "08:30" → "8:30". */
function plain(clock: string): string {
  return clock.replace(/^0/, '').replace(/:00$/, '')
}
