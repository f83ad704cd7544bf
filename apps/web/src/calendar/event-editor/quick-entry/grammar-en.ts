import { addDays, addMonths, type Day, dayAt, daysInMonth, partsOf, weekdayOf } from '../../clock/days.ts'
import { weekdays as order } from '../../fields/day-names.ts'
import type { Frequency } from '../../recurrence/recurrence-form.ts'
import { nextDate, nextWeekday, readDate } from '../../fields/typed-date.ts'
import { readClock } from './clock-words.ts'
import { daysBetweenWords, hoursOf, oneDay, placeOf, timeOf, workWeek } from './meanings.ts'
import type { Now, Rule } from './understood.ts'
import { numberOf, weekdayNumber, wordPatterns } from '../../fields/words.ts'

const { weekday: W, longWeekday, month: M, number: N } = wordPatterns('en')
const start = String.raw`(?<![\p{L}\p{N}/.:-])`
const stop = String.raw`(?![\p{L}\p{N}/])`
const list = String.raw`${W}(?:\s*(?:,|and|&)\s*(?:on\s+)?${W})*`
const nthDate = String.raw`\d{1,2}(?:st|nd|rd|th)?`
const dated = String.raw`(?:\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}(?:/\d{4}|/\d{2})?|${nthDate}\s+(?:of\s+)?${M}(?:,?\s+\d{4})?|${M}\s+${nthDate}(?:,?\s+\d{4})?)`
const D = String.raw`(?:${W},?\s+)?(?:the\s+)?${dated}`
const half = String.raw`in\s+the\s+(?:morning|afternoon|evening)`
const ampm = String.raw`\s?[ap]\.?m\.?`
const T = String.raw`(?:half\s+past\s+\d{1,2}|\d{1,2}(?:[:.]\d{2})?(?:${ampm})?|noon|midday|midnight)`
const ordinals: Record<string, number> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  last: -1,
}
const nth = `(?:${Object.keys(ordinals).join('|')})`

const rule = (pattern: string, read: Rule['read']): Rule => ({
  pattern: new RegExp(`${start}(?:${pattern})${stop}`, 'u'),
  read,
})

const frequencies: Record<string, Frequency> = {
  day: 'daily',
  week: 'weekly',
  month: 'monthly',
  year: 'yearly',
}

const weekdaysIn = (text: string): number[] =>
  [...text.matchAll(new RegExp(W, 'gu'))].flatMap(([word]) => weekdayNumber(word, 'en') ?? [])

function dayIn(text: string, { today }: Now, ofMonth?: Day): Day | null {
  const said = text.replaceAll(/\bthe\s+/g, '')
  const number = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(said)
  if (number && ofMonth !== undefined) {
    const { year, month } = partsOf(ofMonth)
    const date = Number(number[1])
    return date >= 1 && date <= daysInMonth(year, month) ? dayAt(year, month, date) : null
  }
  return readDate(number ? number[1]! : said, { today, language: 'en' })
}

const repeats: Rule[] = [
  rule(String.raw`(?:every|on)\s+(?:weekdays?|working\s+days?)`, () => workWeek),
  rule(
    String.raw`(?:on\s+)?(?:the\s+|every\s+)(?<nth>${nth})\s+(?:(?<weekday>${longWeekday})|(?<work>working\s+day|weekday)|(?<day>day))\s+of\s+(?:the|every|each)\s+month|every\s+(?<nth2>${nth})\s+(?<weekday2>${longWeekday})`,
    (match) => {
      const at = weekdayNumber(match['weekday'] ?? match['weekday2'] ?? '', 'en')
      const day = match['work'] ? 'workday' : match['day'] ? 'day' : at === null ? null : order[at]!
      const position = ordinals[match['nth'] ?? match['nth2']!]!
      return (
        day && {
          kind: 'repeat',
          frequency: 'monthly',
          interval: 1,
          on: { kind: 'weekday', nth: position, day },
        }
      )
    },
  ),
  rule(
    String.raw`(?:on\s+)?the\s+(?<date>\d{1,2})(?:st|nd|rd|th)?\s+of\s+(?:every|each)\s+month`,
    ({ date }) => {
      const dates = [Number(date)]
      return dates[0]! < 1 || dates[0]! > 31
        ? null
        : { kind: 'repeat', frequency: 'monthly', interval: 1, on: { kind: 'dates', dates } }
    },
  ),
  rule(String.raw`every\s+(?:other|second)\s+(?<list>${list})`, ({ list: days }) => ({
    kind: 'repeat',
    frequency: 'weekly',
    interval: 2,
    weekdays: weekdaysIn(days!),
  })),
  rule(
    String.raw`every\s+(?:(?<other>other)\s+|(?<n>${N})\s+)?(?<unit>day|week|month|year)s?(?:\s+on\s+(?<list>${list}))?`,
    ({ other, n, unit, list: days }) => {
      const interval = other ? 2 : n === undefined ? 1 : numberOf(n, 'en')
      if (interval === null || interval < 1) return null
      return {
        kind: 'repeat',
        frequency: frequencies[unit!]!,
        interval,
        ...(days && { weekdays: weekdaysIn(days) }),
      }
    },
  ),
  rule(
    String.raw`(?:every|each)\s+(?<list>${list})|on\s+(?<plural>(?:${longWeekday}))(?<=s)`,
    ({ list: days, plural }) => ({
      kind: 'repeat',
      frequency: 'weekly',
      interval: 1,
      weekdays: weekdaysIn((days ?? plural)!),
    }),
  ),
  rule(String.raw`fortnightly`, () => ({ kind: 'repeat', frequency: 'weekly', interval: 2 })),
  rule(String.raw`daily|weekly|monthly|yearly`, (match) => {
    const frequency = (['daily', 'weekly', 'monthly', 'yearly'] as const).find((one) => one === match['0'])
    return frequency === undefined ? null : { kind: 'repeat', frequency, interval: 1 }
  }),
]

const repeatEnds: Rule[] = [
  rule(String.raw`(?:until|till|through)\s+(?<day>${D})`, ({ day }, now) => {
    const until = dayIn(day!, now)
    return until === null ? null : { kind: 'repeatEnd', end: { kind: 'until', until } }
  }),
  rule(String.raw`(?:for\s+)?(?<n>${N})\s+times`, ({ n }) => {
    const count = numberOf(n!, 'en')
    return count === null || count < 1 ? null : { kind: 'repeatEnd', end: { kind: 'count', count } }
  }),
]

const bareOr = (day: string) => String.raw`(?:${day}|${W}|today|tomorrow|${nthDate})`
const ranges: Rule[] = [
  rule(
    String.raw`(?:from\s+)?(?:the\s+)?(?<from>${bareOr(D)})\s+(?:to|until|till|through)\s+(?:the\s+)?(?<to>${D}|${W}|tomorrow)`,
    ({ from, to }, now) => daysBetweenWords(from!, to!, now, dayIn),
  ),
  rule(String.raw`(?<from>\d{1,2}|${dated})\s*-\s*(?<to>${dated})`, ({ from, to }, now) =>
    daysBetweenWords(from!, to!, now, dayIn),
  ),
  rule(
    String.raw`(?<month>${M})\s+(?<from>${nthDate})\s*(?:-|to)\s*(?<to>${nthDate})`,
    ({ month, from, to }, now) => daysBetweenWords(from!, `${to!} ${month!}`, now, dayIn),
  ),
]

const hours: Rule[] = [
  rule(
    String.raw`(?:from|between|at)\s+(?<from>${T})\s*(?:-|to|until|till|and)\s*(?<to>${T})`,
    ({ from, to }) => hoursOf(from!, to!),
  ),
  rule(
    String.raw`(?<from>\d{1,2}(?:[:.]\d{2})?(?:${ampm})?)\s*(?:-|to)\s*(?<to>\d{1,2}(?:[:.]\d{2})?(?:${ampm})?|noon)`,
    ({ from, to }) => hoursOf(from!, to!),
  ),
]

const lengths: Rule[] = [
  rule(String.raw`(?:for\s+)?half\s+an\s+hour`, () => ({ kind: 'length', minutes: 30 })),
  rule(
    String.raw`(?:for\s+)?(?<n>${N}|1\.5)\s*(?:hours|hour|hrs|hr|h)(?:\s+and\s+(?:(?<half>a\s+half)|(?<minutes>\d{1,2})(?:\s*minutes|\s*min)?))?`,
    ({ n, half: and, minutes }) => {
      const whole = n === '1.5' ? 1.5 : numberOf(n!, 'en')
      if (whole === null || whole > 24) return null
      return { kind: 'length', minutes: whole * 60 + (and ? 30 : Number(minutes ?? 0)) }
    },
  ),
  rule(String.raw`(?:for\s+)?(?<n>\d{1,2})h(?<minutes>\d{2})`, ({ n, minutes }) => ({
    kind: 'length',
    minutes: Number(n) * 60 + Number(minutes),
  })),
  rule(String.raw`(?:for\s+)?(?<n>${N})\s*(?:minutes|minute|mins|min)`, ({ n }) => {
    const minutes = numberOf(n!, 'en')
    return minutes === null ? null : { kind: 'length', minutes }
  }),
  rule(String.raw`for\s+(?<n>${N})\s+(?<unit>days|day|weeks|week)`, ({ n, unit }) => {
    const count = numberOf(n!, 'en')
    return count === null ? null : { kind: 'lengthDays', days: unit!.startsWith('w') ? count * 7 : count }
  }),
]

const days: Rule[] = [
  rule(String.raw`(?:on\s+)?(?<day>${D})`, ({ day }, now) => oneDay(dayIn(day!, now))),
  rule(String.raw`the\s+day\s+after\s+tomorrow`, (_, { today }) => oneDay(addDays(today, 2))),
  rule(
    String.raw`(?<near>today|tomorrow|tonight|this\s+(?:morning|afternoon|evening))`,
    ({ near }, { today }) => oneDay(addDays(today, near === 'tomorrow' ? 1 : 0)),
  ),
  rule(String.raw`in\s+(?<n>${N})\s+(?<unit>day|week|month)s?`, ({ n, unit }, { today }) => {
    const count = numberOf(n!, 'en')
    if (count === null) return null
    return oneDay(
      unit === 'month' ? addMonths(today, count) : addDays(today, unit === 'week' ? count * 7 : count),
    )
  }),
  rule(String.raw`(?:on\s+)?(?<w1>${W})\s+next\s+week`, ({ w1 }, { today }) => {
    const at = weekdayNumber(w1!, 'en')
    return at === null ? null : oneDay(addDays(today, 7 - weekdayOf(today) + at))
  }),
  rule(String.raw`(?:on\s+)?next\s+(?<day>${W})`, ({ day }, { today }) => {
    const at = weekdayNumber(day!, 'en')
    return at === null ? null : oneDay(nextWeekday(addDays(today, 1), at))
  }),
  rule(
    String.raw`(?:on\s+|this\s+)?(?<day>${W})(?:\s+(?:the\s+)?(?<date>\d{1,2})(?:st|nd|rd|th))?`,
    ({ day, date }, { today }) => {
      const at = weekdayNumber(day!, 'en')
      if (at === null) return null
      if (date !== undefined) return oneDay(nextDate(today, Number(date)))
      const next = nextWeekday(today, at)
      return { kind: 'days', from: next, to: next, byWeekday: true }
    },
  ),
  rule(String.raw`on\s+the\s+(?<date>\d{1,2})(?:st|nd|rd|th)?`, ({ date }, { today }) =>
    oneDay(nextDate(today, Number(date))),
  ),
]

const times: Rule[] = [
  rule(String.raw`(?:at|from)\s+(?<time>${T})(?:\s+(?<half>${half}))?`, ({ time, half: part }) =>
    timeOf(readClock(time!, part)),
  ),
  rule(
    String.raw`(?<time>\d{1,2}(?:[:.]\d{2})?${ampm}|\d{1,2}:\d{2}|half\s+past\s+\d{1,2})(?:\s+${half})?`,
    ({ time }) => timeOf(readClock(time!)),
  ),
  rule('noon|midday', () => timeOf(720)),
]

const wholeDays: Rule[] = [rule(String.raw`all[\s-]day(?:\s+long)?`, () => ({ kind: 'allDay' }))]

const placeWords =
  'room|meeting|council|town|city|hall|office|library|school|theatre|court|main|conference|canteen|reception|headquarters'
const places: Rule[] = [
  rule(String.raw`(?:@\s*|c/o\s+)(?<place>[^\u0001,;]*[^\u0001,;\s])`, placeOf),
  rule(String.raw`(?:in|at)\s+(?:the\s+)?(?<place>(?:${placeWords})${stop}[^\u0001,;]*)`, placeOf),
]

/** In the order in which they are tried: the longer ways to say something before those that are parts of them. */
export const english = {
  repeats,
  repeatEnds,
  others: [...ranges, ...wholeDays, ...hours, ...days, ...lengths, ...times, ...places],
}
