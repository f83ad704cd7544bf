import { type Component, findLine, linesOf, replaceLine, replaceLines } from '../text/component.ts'
import { lineFrom, propertyOf, rawValueOf } from '../text/property.ts'
import { type CalendarObject, momentIn, momentsIn } from '../object/calendar-object.ts'
import { zonesOf } from '../object/object-zones.ts'
import type { Length } from '../recurrence/length.ts'
import { readRule, type Rule, type RuleDay, ruleText, weekdays } from '../recurrence/rule.ts'
import { expandRule } from '../recurrence/expand-rule.ts'
import { asSeriesTime, readOverrides, readSeries, type Series } from '../recurrence/series.ts'
import { lastWall, untilAt } from '../recurrence/until.ts'
import { dayMs, type Moment, timeLine } from '../time/moment.ts'
import { mover, type NewTimes, sameTime, setTimes } from './times.ts'

/**
 * Moves a whole series: the master, what its rule says of days, UNTIL, EXDATEs, RDATEs, and the overrides' RECURRENCE-IDs. An
 * override that stood where the series had it moves along; one that somebody moved stays where it was put.
 */
export function moveSeries(
  draft: CalendarObject,
  times: NewTimes,
  { keepRule }: { keepRule: boolean },
): void {
  const { calendar, master } = draft
  const series = readSeries(draft)
  if (master === undefined || series === undefined) return
  const byDelta = mover(series.start, times.start)
  const move = (keepRule ? undefined : monthMover(series, times.start)) ?? byDelta
  const overrides = readOverrides(draft, series)
  const fileZone = zonesOf(calendar).only
  const moves = !sameTime(series.start, times.start)

  for (const override of overrides) {
    const original = asSeriesTime(
      series.start,
      momentIn(calendar, override.component, 'RECURRENCE-ID')!,
      fileZone,
    )
    const unmoved = sameTime(override.start, original)
    if (unmoved) {
      const start = move(original)
      const sameLength =
        times.end !== undefined &&
        JSON.stringify(lengthKey(override.length)) === JSON.stringify(lengthKey(series.length))
      const end =
        sameLength && times.end !== undefined
          ? { ...times.end, wall: times.end.wall + start.wall - times.start.wall }
          : undefined
      const convert =
        end === undefined &&
        (start.kind === 'date') !== (override.start.kind === 'date') &&
        times.end !== undefined
      const converted =
        convert && times.end !== undefined
          ? { ...times.end, wall: times.end.wall + start.wall - times.start.wall }
          : end
      setTimes(draft, override.component, converted === undefined ? { start } : { start, end: converted })
    }
    if (moves) setRecurrenceId(override.component, move(original))
  }
  if (moves) {
    for (const name of ['EXDATE', 'RDATE'])
      moveDates(calendar, master, name, (moment) => move(asSeriesTime(series.start, moment, fileZone)))
    for (const line of keepRule ? [] : linesOf(master, 'RRULE')) {
      const read = readRule(rawValueOf(line))
      if (read.kind !== 'read') continue
      const rule = movedRule(read.rule, series.start, times.start)
      const until =
        read.rule.until === undefined ? undefined : lastWall(read.rule.until, series.start, fileZone)
      const end = until === undefined ? undefined : untilAt(byDelta({ ...series.start, wall: until }))
      const text = ruleText(end === undefined ? rule : { ...rule, until: end })
      if (text !== ruleText(read.rule)) replaceLine(master, line, lineFrom(`RRULE:${text}`))
    }
  }
  setTimes(draft, master, times)
}

/**
 * A series of one day a month, moved to another day: what was the second Tuesday is now the second Wednesday, which may be a day
 * later or six days before. Undefined for any other series, which moves by as much everywhere.
 */
function monthMover({ start, rules }: Series, to: Moment): ((moment: Moment) => Moment) | undefined {
  const [rule, ...others] = rules
  if (rule === undefined || others.length > 0) return undefined
  const moved = movedRule(rule, start, to)
  if (moved === rule || (rule.frequency !== 'monthly' && rule.frequency !== 'yearly')) return undefined
  const months = monthOf(to.wall) - monthOf(start.wall)
  const byDelta = mover(start, to)
  return (moment) => {
    const month = monthOf(moment.wall) + months
    const window = { from: Date.UTC(1970, month, 1), to: Date.UTC(1970, month + 1, 1) - 1000 }
    const budget = { starts: 40, endsAt: performance.now() + 1500 }
    const [wall, ...more] = expandRule(moved, to.wall, window, { budget })
    return wall === undefined || more.length > 0 ? byDelta(moment) : { ...to, wall }
  }
}

/** Months since January 1970. */
function monthOf(wall: number): number {
  const date = new Date(wall)
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
}

function lengthKey(length: Length): unknown {
  return length.kind === 'exact' ? { ms: length.ms } : length.kind === 'nominal' ? length.duration : length
}

function setRecurrenceId(component: Component, moment: Moment): void {
  const line = findLine(component, 'RECURRENCE-ID')
  const range = line === undefined ? undefined : propertyOf(line)?.params['range']
  const written = timeLine('RECURRENCE-ID', moment)
  replaceLines(component, 'RECURRENCE-ID', [
    typeof range === 'string'
      ? lineFrom(
          written.text.replace(/^RECURRENCE-ID/, `RECURRENCE-ID;RANGE=${range.replace(/[^A-Z]/gi, '')}`),
        )
      : written,
  ])
}

/** EXDATE and RDATE in the kind and zone the series has now; periods become starts, their length is the series'. */
function moveDates(
  calendar: Component,
  master: Component,
  name: string,
  move: (moment: Moment) => Moment,
): void {
  const lines = linesOf(master, name)
  if (lines.length === 0) return
  const periods = lines.some((line) => propertyOf(line)?.type === 'period')
  const moments = periods ? periodStarts(calendar, master, name) : momentsIn(calendar, master, name)
  const [first, ...others] = moments.map(move)
  replaceLines(master, name, first === undefined ? [] : [timeLine(name, first, others)])
}

function periodStarts(calendar: Component, master: Component, name: string): Moment[] {
  return linesOf(master, name).flatMap((line) => {
    const value = rawValueOf(line)
      .split(',')
      .map((period) => period.split('/')[0])
      .join(',')
    const plain = lineFrom(
      `${line.text.slice(0, line.text.length - rawValueOf(line).length).replace(/;VALUE=PERIOD/i, '')}${value}`,
    )
    return momentsIn(calendar, { name: '', items: [plain] }, name)
  })
}

/** A rule that named the day the series begins on names the new one; any other day of it stays. */
function movedRule(rule: Rule, from: Moment, to: Moment): Rule {
  const days = Math.floor(to.wall / dayMs) - Math.floor(from.wall / dayMs)
  if (days === 0) return rule
  const [oldDate, newDate] = [new Date(from.wall), new Date(to.wall)]
  if (rule.positions.length > 0 || rule.yearDays.length > 0 || rule.weeks.length > 0) return rule
  const months =
    rule.months.length === 1 && rule.months[0] === oldDate.getUTCMonth() + 1
      ? [newDate.getUTCMonth() + 1]
      : rule.months
  if (rule.frequency === 'weekly' || rule.frequency === 'daily') {
    return {
      ...rule,
      days: rule.days.map((day) => ({
        ...day,
        weekday: weekdays[(weekdays.indexOf(day.weekday) + ((days % 7) + 7)) % 7]!,
      })),
    }
  }
  const [day, ...otherDays] = rule.days
  if (day !== undefined && otherDays.length === 0 && rule.monthDays.length === 0 && day.nth !== undefined) {
    return { ...rule, months, days: [nthLike(day, newDate)] }
  }
  const [monthDay, ...others] = rule.monthDays
  if (monthDay !== undefined && others.length === 0 && rule.days.length === 0) {
    const last = new Date(Date.UTC(newDate.getUTCFullYear(), newDate.getUTCMonth() + 1, 0)).getUTCDate()
    const moved = monthDay > 0 ? newDate.getUTCDate() : newDate.getUTCDate() - last - 1
    return { ...rule, months, monthDays: [moved] }
  }
  return rule.days.length + rule.monthDays.length === 0 ? { ...rule, months } : rule
}

function nthLike(day: RuleDay, date: Date): RuleDay {
  const weekday = weekdays[(date.getUTCDay() + 6) % 7]!
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  const nth =
    (day.nth ?? 1) > 0 ? Math.ceil(date.getUTCDate() / 7) : -Math.ceil((last - date.getUTCDate() + 1) / 7)
  return { weekday, nth }
}
