import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import type { Frequency, Rule } from './rule.ts'

/** A rule that would take more steps than anyone's calendar needs. */
export class TooComplex extends Error {
  override name = 'TooComplex'
}

/** What one expansion may still spend. */
export interface Budget {
  /** Starts that may still be produced. */
  starts: number
  /** When it must be over, by the clock of `performance.now()`. */
  readonly endsAt: number
}

const dayMs = 86_400_000
const unitMs: Partial<Record<Frequency, number>> = {
  secondly: 1000,
  minutely: 60_000,
  hourly: 3_600_000,
  daily: dayMs,
  weekly: 7 * dayMs,
}

/**
 * The wall clocks in [from, to] that a rule gives a series, ascending, the first start included as COUNT counts it.
 *
 * The library counts in UTC on wall clocks: it then takes its arithmetic paths, which jump to the window, and the zone is ours
 * to apply (VTIMEZONEs of a file have no IANA name). It is asked for stretches of a size it can answer in milliseconds, and
 * rules so dense that a single answer could hang it are refused before. Throws TooComplex.
 */
export function expandRule(
  rule: Rule,
  start: number,
  window: { from: number; to: number },
  { budget }: { budget: Budget },
): number[] {
  refuseDense(rule)
  const bounded = withoutNeedlessCount(rule, start)
  const to = Math.min(window.to, bounded.last)
  const from = Math.max(window.from, start)
  const walls: number[] = []
  if (to < from) return walls

  const query = openCounting(bounded.rule, start)
  if (query === undefined) return walls
  const stretch = stretchOf(rule)
  for (let low = from; low <= to; low += stretch) {
    if (performance.now() > budget.endsAt) throw new TooComplex('too many steps')
    const high = Math.min(to, low + stretch - 1000)
    for (const wall of between(query, low, high)) {
      if (budget.starts-- <= 0) return walls
      walls.push(wall)
    }
  }
  return walls
}

/** RFC 5545 §3.3.10: DTSTART counts as the first of COUNT, also when the rule would not give it. */
function openCounting(rule: Rule, start: number): RRuleTemporal | undefined {
  const query = openRule(rule, start)
  if (rule.count === undefined || between(query, start, start).length > 0) return query
  return rule.count === 1 ? undefined : openRule({ ...rule, count: rule.count - 1 }, start)
}

function between(query: RRuleTemporal, from: number, to: number): number[] {
  try {
    return query.between(new Date(from), new Date(to), true).map((date) => date.epochMilliseconds)
  } catch (error) {
    // The library's own limits (10,000 periods, 1,000,000 candidates) speak through a plain Error.
    throw new TooComplex(error instanceof Error ? error.message.slice(0, 100) : 'refused')
  }
}

/** Without any BYxxx, COUNT is a multiplication: the library need not walk there. */
function withoutNeedlessCount(rule: Rule, start: number): { rule: Rule; last: number } {
  const unit = unitMs[rule.frequency]
  if (rule.count === undefined) return { rule, last: Infinity }
  if (unit === undefined || hasBy(rule)) {
    if (rule.count > 100_000) throw new TooComplex('COUNT')
    return { rule, last: Infinity }
  }
  const { count, ...endless } = rule
  return { rule: endless, last: start + (count - 1) * rule.interval * unit }
}

function hasBy(rule: Rule): boolean {
  return [
    rule.seconds,
    rule.minutes,
    rule.hours,
    rule.days,
    rule.monthDays,
    rule.yearDays,
    rule.weeks,
    rule.months,
    rule.positions,
  ].some((list) => list.length > 0)
}

const mostSlotsADay = 1440
const mostSlotsUnderPositions = 10_000

function refuseDense(rule: Rule): void {
  const slots = slotsADay(rule)
  if (slots > mostSlotsADay && unitMs[rule.frequency] !== 1000 && !isSubDaily(rule))
    throw new TooComplex('BYSECOND')
  if (rule.positions.length > 0 && slots * daysIn(rule) > mostSlotsUnderPositions)
    throw new TooComplex('BYSETPOS')
  if (rule.scale !== undefined && rule.scale !== 'gregorian') throw new TooComplex('RSCALE')
}

function isSubDaily(rule: Rule): boolean {
  return rule.frequency === 'hourly' || rule.frequency === 'minutely' || rule.frequency === 'secondly'
}

function slotsADay(rule: Rule): number {
  const hours = rule.hours.length || (isSubDaily(rule) ? 24 : 1)
  const minutes =
    rule.minutes.length || (rule.frequency === 'minutely' || rule.frequency === 'secondly' ? 60 : 1)
  const seconds = rule.seconds.length || (rule.frequency === 'secondly' ? 60 : 1)
  return hours * minutes * seconds
}

function daysIn(rule: Rule): number {
  return rule.frequency === 'yearly'
    ? 366
    : rule.frequency === 'monthly'
      ? 31
      : rule.frequency === 'weekly'
        ? 7
        : 1
}

/** How far one question to the library reaches, so that it holds at most some thousands of starts. */
function stretchOf(rule: Rule): number {
  const days = Math.max(1, Math.floor(4000 / slotsADay(rule)))
  if (slotsADay(rule) > 4000) return 3_600_000
  return Math.min(days, 36_500) * dayMs
}

function openRule(rule: Rule, start: number): RRuleTemporal {
  try {
    const list = (items: readonly number[]) => (items.length === 0 ? undefined : [...items])
    const by = {
      bySecond: list(rule.seconds),
      byMinute: list(rule.minutes),
      byHour: list(rule.hours),
      byDay:
        rule.days.length === 0
          ? undefined
          : rule.days.map((day) => `${day.nth ?? ''}${day.weekday.toUpperCase()}`),
      byMonthDay: list(rule.monthDays),
      byYearDay: list(rule.yearDays),
      byWeekNo: list(rule.weeks),
      byMonth: list(rule.months),
      bySetPos: list(rule.positions),
    }
    return new RRuleTemporal({
      freq: rule.frequency.toUpperCase() as Uppercase<Frequency>,
      interval: rule.interval,
      dtstart: Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO('UTC'),
      wkst: rule.weekStart.toUpperCase(),
      cache: false,
      ...(rule.count === undefined ? {} : { count: rule.count }),
      ...(rule.scale !== undefined && rule.skip !== undefined ? skipping(rule.skip) : {}),
      ...Object.fromEntries(Object.entries(by).filter(([, value]) => value !== undefined)),
    })
  } catch (error) {
    throw new TooComplex(error instanceof Error ? error.message.slice(0, 100) : 'refused')
  }
}

function skipping(skip: string): { rscale: string; skip?: 'OMIT' | 'BACKWARD' | 'FORWARD' } {
  const known = (['OMIT', 'BACKWARD', 'FORWARD'] as const).find((one) => one === skip.toUpperCase())
  return known === undefined || known === 'OMIT'
    ? { rscale: 'GREGORIAN' }
    : { rscale: 'GREGORIAN', skip: known }
}
