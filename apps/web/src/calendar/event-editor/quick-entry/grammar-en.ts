import { wordPatterns } from '../../fields/words.ts'
import * as means from './meanings.ts'
import { rule, stop } from './meanings.ts'
import type { Rule } from './understood.ts'

const { weekday: W, longWeekday, month: M, number: N, ordinal: nth } = wordPatterns('en')
const list = String.raw`${W}(?:\s*(?:,|and|&)\s*(?:on\s+)?${W})*`
const nthDate = String.raw`\d{1,2}(?:st|nd|rd|th)?`
const dated = String.raw`(?:\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}(?:/\d{4}|/\d{2})?|${nthDate}\s+(?:of\s+)?${M}(?:,?\s+\d{4})?|${M}\s+${nthDate}(?:,?\s+\d{4})?)`
const D = String.raw`(?:${W},?\s+)?(?:the\s+)?${dated}`
const half = String.raw`in\s+the\s+(?:morning|afternoon|evening)`
const ampm = String.raw`\s?[ap]\.?m\.?`
const T = String.raw`(?:half\s+past\s+\d{1,2}|\d{1,2}(?:[:.]\d{2})?(?:${ampm})?|noon|midday|midnight)`

const repeats: Rule[] = [
  rule(String.raw`(?:every|on)\s+(?:weekdays?|working\s+days?)`, means.everyWorkday),
  rule(
    String.raw`(?:on\s+)?(?:the\s+|every\s+)(?<nth>${nth})\s+(?:(?<weekday>${longWeekday})|(?<work>working\s+day|weekday)|(?<day>day))\s+of\s+(?:the|every|each)\s+month|every\s+(?<nth2>${nth})\s+(?<weekday2>${longWeekday})`,
    means.everyNthOfMonth,
  ),
  rule(
    String.raw`(?:on\s+)?the\s+(?<date>\d{1,2})(?:st|nd|rd|th)?\s+of\s+(?:every|each)\s+month`,
    means.everyDateOfMonth,
  ),
  rule(String.raw`every\s+(?:other|second)\s+(?<list>${list})`, means.everyWeeks(2)),
  rule(
    String.raw`every\s+(?:(?<other>other)\s+|(?<n>${N})\s+)?(?<unit>day|week|month|year)s?(?:\s+on\s+(?<list>${list}))?`,
    means.everyUnit,
  ),
  rule(
    String.raw`(?:every|each)\s+(?<list>${list})|on\s+(?<list2>(?:${longWeekday}))(?<=s)`,
    means.everyWeeks(1),
  ),
  rule('fortnightly', means.everyWeeks(2)),
  rule('(?<unit>daily|weekly|monthly|yearly)', means.everyUnit),
]

const repeatEnds: Rule[] = [
  rule(String.raw`(?:until|till|through)\s+(?<day>${D})`, means.until),
  rule(String.raw`(?:for\s+)?(?<n>${N})\s+times`, means.thatOften),
]

const bareOr = (day: string) => String.raw`(?:${day}|${W}|today|tomorrow|${nthDate})`
const ranges: Rule[] = [
  rule(
    String.raw`(?:from\s+)?(?:the\s+)?(?<from>${bareOr(D)})\s+(?:to|until|till|through)\s+(?:the\s+)?(?<to>${D}|${W}|tomorrow)`,
    means.fromDayToDay,
  ),
  rule(String.raw`(?<from>\d{1,2}|${dated})\s*-\s*(?<to>${dated})`, means.fromDayToDay),
  rule(String.raw`(?<month>${M})\s+(?<from>${nthDate})\s*(?:-|to)\s*(?<to>${nthDate})`, means.fromDayToDay),
]

const hours: Rule[] = [
  rule(
    String.raw`(?:from|between|at)\s+(?<from>${T})\s*(?:-|to|until|till|and)\s*(?<to>${T})`,
    means.fromTimeToTime,
  ),
  rule(
    String.raw`(?<from>\d{1,2}(?:[:.]\d{2})?(?:${ampm})?)\s*(?:-|to)\s*(?<to>\d{1,2}(?:[:.]\d{2})?(?:${ampm})?|noon)`,
    means.fromTimeToTime,
  ),
]

const lengths: Rule[] = [
  rule(String.raw`(?:for\s+)?half\s+an\s+hour`, means.forHalfAnHour),
  rule(
    String.raw`(?:for\s+)?(?<n>${N}|1\.5)\s*(?:hours|hour|hrs|hr|h)(?:\s+and\s+(?:(?<half>a\s+half)|(?<minutes>\d{1,2})(?:\s*minutes|\s*min)?))?`,
    means.forHours,
  ),
  rule(String.raw`(?:for\s+)?(?<n>\d{1,2})h(?<minutes>\d{2})`, means.forHoursAndMinutes),
  rule(String.raw`(?:for\s+)?(?<n>${N})\s*(?:minutes|minute|mins|min)`, means.forMinutes),
  rule(String.raw`for\s+(?<n>${N})\s+(?<unit>days|day|weeks|week)`, means.forDays),
]

const days: Rule[] = [
  rule(String.raw`(?:on\s+)?(?<day>${D})`, means.onDay),
  rule(String.raw`(?<near>the\s+day\s+after\s+tomorrow)`, means.soon),
  rule(String.raw`(?<near>today|tomorrow|tonight|this\s+(?:morning|afternoon|evening))`, means.soon),
  rule(String.raw`in\s+(?<n>${N})\s+(?<unit>day|week|month)s?`, means.inSomeTime),
  rule(String.raw`(?:on\s+)?(?<ofNextWeek>${W})\s+next\s+week`, means.nextOne),
  rule(String.raw`(?:on\s+)?next\s+(?<next>${W})`, means.nextOne),
  rule(
    String.raw`(?:on\s+|this\s+)?(?<day>${W})(?:\s+(?:the\s+)?(?<date>\d{1,2})(?:st|nd|rd|th))?`,
    means.onWeekday,
  ),
  rule(String.raw`on\s+the\s+(?<date>\d{1,2})(?:st|nd|rd|th)?`, means.onDate),
]

const times: Rule[] = [
  rule(String.raw`(?:at|from)\s+(?<time>${T})(?:\s+(?<half>${half}))?`, means.atTime),
  rule(
    String.raw`(?<time>\d{1,2}(?:[:.]\d{2})?${ampm}|\d{1,2}:\d{2}|half\s+past\s+\d{1,2})(?:\s+${half})?`,
    means.atTime,
  ),
  rule('noon|midday', means.atNoon),
]

const wholeDays: Rule[] = [rule(String.raw`all[\s-]day(?:\s+long)?`, means.allDay)]

const placeWords =
  'room|meeting|council|town|city|hall|office|library|school|theatre|court|main|conference|canteen|reception|headquarters'
const places: Rule[] = [
  rule(String.raw`(?:@\s*|c/o\s+)(?<place>[^\u0001,;]*[^\u0001,;\s])`, means.inPlace),
  rule(String.raw`(?:in|at)\s+(?:the\s+)?(?<place>(?:${placeWords})${stop}[^\u0001,;]*)`, means.inPlace),
]

/** In the order in which they are tried: the longer ways to say something before those that are parts of them. */
export const english = {
  repeats,
  repeatEnds,
  others: [...ranges, ...wholeDays, ...hours, ...days, ...lengths, ...times, ...places],
}
