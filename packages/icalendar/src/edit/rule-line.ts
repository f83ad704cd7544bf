import type { Line } from '../text/component.ts'
import { lineFrom } from '../text/property.ts'
import { type Recurrence, recurrenceText } from '../recurrence/recurrence.ts'
import { readRule, withEnd } from '../recurrence/rule.ts'
import { lastWall, untilAt } from '../recurrence/until.ts'
import type { Moment } from '../time/moment.ts'
import { utc } from '../time/zone.ts'

/**
 * The RRULE of a series that begins there. RFC 5545 §3.3.10 wants UNTIL of the type of DTSTART, in UTC where that has a zone; a
 * person says a day, and means all of it. Throws a RangeError for a rule that is none.
 */
export function ruleLine(recurrence: Recurrence, start: Moment | undefined): Line {
  const text = recurrenceText(recurrence)
  const read = readRule(text)
  if (read.kind === 'unreadable' || read.rule.until === undefined || start === undefined)
    return lineFrom(`RRULE:${text}`)
  const until = untilAt({ ...start, wall: lastWall(read.rule.until, start, utc) })
  const same = until.kind === read.rule.until.kind && until.wall === read.rule.until.wall
  return lineFrom(`RRULE:${same ? text : withEnd(text, { until })}`)
}
