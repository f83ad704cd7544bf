import { addDays, addMonths, type Day, dayAt, daysInMonth, partsOf, weekdayOf } from '../../clock/days.ts'
import { weekdays as order } from '../../fields/day-names.ts'
import type { Frequency } from '../../recurrence/recurrence-form.ts'
import { nextDate, nextWeekday, readDate } from '../../fields/typed-date.ts'
import { readClock } from './clock-words.ts'
import { daysBetweenWords, hoursOf, oneDay, placeOf, timeOf, workWeek } from './meanings.ts'
import type { Now, Rule } from './understood.ts'
import { numberOf, weekdayNumber, wordPatterns } from '../../fields/words.ts'

const { weekday: W, longWeekday, month: M, number: N } = wordPatterns('it')
const start = String.raw`(?<![\p{L}\p{N}/.:-])`
const stop = String.raw`(?![\p{L}\p{N}/])`
const list = String.raw`${W}(?:\s*(?:,|e|ed)\s*(?:il\s+|la\s+)?${W})*`
const near = '(?:oggi|domani|dopodomani)'
const dated = String.raw`(?:\d{4}-\d{2}-\d{2}|\d{1,2}[.-]\d{1,2}[.-]\d{4}|\d{1,2}/\d{1,2}(?:/\d{4}|/\d{2})?|(?:\d{1,2}(?:°|o)?|primo)\s+${M}(?:\s+\d{4})?)`
const D = String.raw`(?:${W},?\s+)?(?:il\s+|l')?${dated}`
const T = String.raw`(?:\d{1,2}(?:[:.]\d{2}|h\d{2})?(?:\s+e\s+(?:mezza|mezzo|un quarto|trenta|tre quarti))?|mezzogiorno|mezzanotte|(?:l')?una(?:\s+e\s+(?:mezza|un quarto))?)`
const half = String.raw`(?:di|del|della)\s+(?:mattina|mattino|pomeriggio|sera|notte)`
const ordinals: Record<string, number> = {
  primo: 1,
  prima: 1,
  secondo: 2,
  seconda: 2,
  terzo: 3,
  terza: 3,
  quarto: 4,
  quarta: 4,
  quinto: 5,
  quinta: 5,
  ultimo: -1,
  ultima: -1,
  penultimo: -2,
  penultima: -2,
}
const nth = `(?:${Object.keys(ordinals).join('|')})`

const rule = (pattern: string, read: Rule['read']): Rule => ({
  pattern: new RegExp(`${start}(?:${pattern})${stop}`, 'u'),
  read,
})

const frequencyOf = (unit: string): Frequency =>
  unit.startsWith('giorn')
    ? 'daily'
    : unit.startsWith('settiman')
      ? 'weekly'
      : unit.startsWith('mes')
        ? 'monthly'
        : 'yearly'

const weekdaysIn = (text: string): number[] =>
  [...text.matchAll(new RegExp(W, 'gu'))].flatMap(([word]) => weekdayNumber(word, 'it') ?? [])

/** A date, a weekday or "domani"; a number alone where one is at hand. */
function dayIn(text: string, { today }: Now, ofMonth?: Day): Day | null {
  const said = text.replaceAll(/\b(?:il\s+|l')/g, '').replace(/^primo\b/, '1')
  if (ofMonth !== undefined && /^\d{1,2}$/.test(said)) {
    const { year, month } = partsOf(ofMonth)
    const date = Number(said)
    return date >= 1 && date <= daysInMonth(year, month) ? dayAt(year, month, date) : null
  }
  return readDate(said, { today, language: 'it' })
}

const repeats: Rule[] = [
  rule(
    '(?:ogni\\s+giorno\\s+(?:lavorativo|feriale)|(?:nei|tutti\\s+i)\\s+giorni\\s+(?:lavorativi|feriali))',
    () => workWeek,
  ),
  rule(
    String.raw`(?:ogni\s+)?(?:(?:il|la|l')\s*)?(?<nth>${nth})\s+(?:(?<weekday>${longWeekday})|(?<work>giorno\s+(?:lavorativo|feriale))|(?<day>giorno))\s+(?:del|di\s+ogni)\s+mese|ogni\s+(?<nth2>${nth})\s+(?<weekday2>${longWeekday})`,
    (match) => {
      const at = weekdayNumber(match['weekday'] ?? match['weekday2'] ?? '', 'it')
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
    String.raw`(?:il\s+)?(?<date>\d{1,2})\s+(?:di\s+ogni|del)\s+mese|ogni\s+(?<date2>\d{1,2})\s+del\s+mese`,
    (match) => {
      const date = Number(match['date'] ?? match['date2'])
      return date < 1 || date > 31
        ? null
        : { kind: 'repeat', frequency: 'monthly', interval: 1, on: { kind: 'dates', dates: [date] } }
    },
  ),
  rule(String.raw`(?:a|ogni)\s+fine\s+mese`, () => ({
    kind: 'repeat',
    frequency: 'monthly',
    interval: 1,
    on: { kind: 'dates', dates: [-1] },
  })),
  rule(
    String.raw`ogni\s+(?:quindici|15)\s+giorni(?:\s+(?:di|il|la)\s+(?<list>${list}))?`,
    ({ list: days }) => ({
      kind: 'repeat',
      frequency: 'weekly',
      interval: 2,
      ...(days && { weekdays: weekdaysIn(days) }),
    }),
  ),
  rule(
    String.raw`(?:ogni|tutti\s+gli|tutti\s+i|tutte\s+le)\s+(?:(?<n>${N})\s+)?(?<unit>giorni|giorno|settimane|settimana|mesi|mese|anni|anno)(?:\s+(?:di\s+|il\s+|la\s+)?(?<list>${list}))?`,
    ({ n, unit, list: days }) => {
      const interval = n === undefined ? 1 : numberOf(n, 'it')
      if (interval === null || interval < 1) return null
      return {
        kind: 'repeat',
        frequency: frequencyOf(unit!),
        interval,
        ...(days && { weekdays: weekdaysIn(days) }),
      }
    },
  ),
  rule(
    String.raw`(?:ogni\s+(?:altro|altra|due|2)\s+(?<one>${W})|un[oa]?\s+(?<two>${longWeekday})\s+(?:su|ogni)\s+due)`,
    ({ one, two }) => ({
      kind: 'repeat',
      frequency: 'weekly',
      interval: 2,
      weekdays: weekdaysIn((one ?? two)!),
    }),
  ),
  rule(String.raw`(?:ogni|tutti\s+i|tutte\s+le)\s+(?<list>${list})`, ({ list: days }) => ({
    kind: 'repeat',
    frequency: 'weekly',
    interval: 1,
    weekdays: weekdaysIn(days!),
  })),
]

const repeatEnds: Rule[] = [
  rule(String.raw`(?:fino\s+al|fino\s+a|entro\s+il)\s+(?<day>${D})`, ({ day }, now) => {
    const until = dayIn(day!, now)
    return until === null ? null : { kind: 'repeatEnd', end: { kind: 'until', until } }
  }),
  rule(String.raw`(?:per\s+)?(?<n>${N})\s+volte`, ({ n }) => {
    const count = numberOf(n!, 'it')
    return count === null || count < 1 ? null : { kind: 'repeatEnd', end: { kind: 'count', count } }
  }),
]

const bareOr = (day: string) => String.raw`(?:${day}|${W}|${near}|\d{1,2}|primo)`
const ranges: Rule[] = [
  rule(
    String.raw`(?:dal|dall'|da)\s*(?<from>${bareOr(D)})\s+(?:al|all'|a|fino\s+al|fino\s+a)\s*(?<to>${bareOr(D)})(?!\s*[:.h]\d)`,
    ({ from, to }, now) => daysBetweenWords(from!, to!, now, dayIn),
  ),
  rule(String.raw`(?<from>\d{1,2}|${dated})\s*-\s*(?<to>${dated})`, ({ from, to }, now) =>
    daysBetweenWords(from!, to!, now, dayIn),
  ),
]

const hours: Rule[] = [
  rule(
    String.raw`(?:dalle\s+ore|dalle|dall'|tra\s+le|fra\s+le|alle|ore|h\.?)\s*(?<from>${T})\s*(?:-|alle\s+ore|alle|all'|e\s+le|e\s+l'|a|fino\s+alle|fino\s+a)\s*(?<to>${T})`,
    ({ from, to }) => hoursOf(from!, to!),
  ),
  rule(String.raw`(?<from>\d{1,2}(?:[:.]\d{2})?)\s?-\s?(?<to>\d{1,2}(?:[:.]\d{2})?)`, ({ from, to }) =>
    hoursOf(from!, to!),
  ),
]

const lengths: Rule[] = [
  rule(String.raw`(?:per\s+)?mezz'\s?ora`, () => ({ kind: 'length', minutes: 30 })),
  rule(
    String.raw`(?:per\s+)?(?:un'\s?ora|(?<n>${N})\s*(?:ore|ora|h))(?:\s+e\s+(?:(?<half>mezza|mezzo)|(?<minutes>\d{1,2})(?:\s*minuti|\s*min)?))?`,
    ({ n, half: and, minutes }) => {
      const whole = n === undefined ? 1 : numberOf(n, 'it')
      if (whole === null || whole > 24) return null
      return { kind: 'length', minutes: whole * 60 + (and ? 30 : Number(minutes ?? 0)) }
    },
  ),
  rule(String.raw`(?:per\s+)?(?<n>\d{1,2})h(?<minutes>\d{2})`, ({ n, minutes }) => ({
    kind: 'length',
    minutes: Number(n) * 60 + Number(minutes),
  })),
  rule(String.raw`(?:per\s+)?(?<n>${N})\s*(?:minuti|min\.?)`, ({ n }) => {
    const minutes = numberOf(n!, 'it')
    return minutes === null ? null : { kind: 'length', minutes }
  }),
  rule(String.raw`per\s+(?<n>${N})\s+(?<unit>giorni|giorno|settimane|settimana)`, ({ n, unit }) => {
    const count = numberOf(n!, 'it')
    return count === null ? null : { kind: 'lengthDays', days: unit!.startsWith('s') ? count * 7 : count }
  }),
]

const days: Rule[] = [
  rule(String.raw`(?:per\s+il\s+|del\s+|di\s+)?(?<day>${D})`, ({ day }, now) => oneDay(dayIn(day!, now))),
  rule(String.raw`(?<near>${near}|stamattina|stamane|stasera|domattina)`, ({ near: word }, { today }) =>
    oneDay(addDays(today, word === 'dopodomani' ? 2 : word!.startsWith('doma') ? 1 : 0)),
  ),
  rule(
    String.raw`(?:tra|fra)\s+(?<n>${N})\s+(?<unit>giorni|giorno|settimane|settimana|mesi|mese)`,
    ({ n, unit }, { today }) => {
      const count = numberOf(n!, 'it')
      if (count === null) return null
      return oneDay(
        unit!.startsWith('mes')
          ? addMonths(today, count)
          : addDays(today, unit!.startsWith('s') ? count * 7 : count),
      )
    },
  ),
  rule(
    String.raw`(?:(?:di|il|la)\s+)?(?:(?<before>prossim[oa])\s+(?<w1>${W})|(?<w2>${W})\s+(?<after>prossim[oa])|(?<w3>${W})\s+(?<week>della\s+prossima\s+settimana|della\s+settimana\s+prossima))`,
    ({ w1, w2, w3 }, { today }) => {
      const at = weekdayNumber((w1 ?? w2 ?? w3)!, 'it')
      if (at === null) return null
      if (w3 !== undefined) return oneDay(addDays(today, 7 - weekdayOf(today) + at))
      return oneDay(nextWeekday(addDays(today, 1), at))
    },
  ),
  rule(
    String.raw`(?:(?:di|il|la)\s+)?(?<day>${W})(?:\s+(?<date>\d{1,2})(?![:.]\d|\s*-))?`,
    ({ day, date }, { today }) => {
      const at = weekdayNumber(day!, 'it')
      if (at === null) return null
      if (date !== undefined) return oneDay(nextDate(today, Number(date)))
      const next = nextWeekday(today, at)
      return { kind: 'days', from: next, to: next, byWeekday: true }
    },
  ),
  rule(
    String.raw`il\s+(?<date>\d{1,2}|primo)(?:\s+del\s+mese\s+prossimo)?(?!\s+\p{L}+o\s+(?:punto|piano))`,
    ({ date }, { today }) => oneDay(nextDate(today, date === 'primo' ? 1 : Number(date))),
  ),
]

const times: Rule[] = [
  rule(
    String.raw`(?:alle\s+ore|dalle\s+ore|alle|all'|dalle|dall'|ore|h\.?|a(?=\s+mezz))\s*(?<time>${T})(?:\s+(?<half>${half}))?`,
    ({ time, half: part }) => timeOf(readClock(time!, part)),
  ),
  rule(String.raw`(?<time>\d{1,2}:\d{2}|\d{1,2}\.\d{2}(?!\s*(?:euro|€|%))|\d{1,2}h\d{2})`, ({ time }) =>
    timeOf(readClock(time!)),
  ),
  rule('mezzogiorno', () => timeOf(720)),
]

const wholeDays: Rule[] = [
  rule(String.raw`(?:per\s+)?(?:tutto\s+il\s+giorno|tutta\s+la\s+giornata|(?:l')?intera\s+giornata)`, () => ({
    kind: 'allDay',
  })),
]

const placeWords =
  'sala|salone|aula|ufficio|municipio|comune|biblioteca|piazza|piazzale|via|viale|corso|palazzo|teatro|palestra|scuola|auditorium|prefettura|provincia|regione|questura|tribunale|stanza|villa|parco|caserma|ospedale|centro|sede|videoconferenza|streaming'
const places: Rule[] = [
  rule(
    String.raw`(?:presso\s+(?:il\s+|la\s+|lo\s+|l'|gli\s+|le\s+|i\s+)?|c/o\s+|@\s*)(?<place>[^\u0001,;]*[^\u0001,;\s])`,
    placeOf,
  ),
  rule(
    String.raw`(?:in|a|nella|nell'|nel|al|alla|all')\s*(?<place>(?:${placeWords})${stop}[^\u0001,;]*)`,
    placeOf,
  ),
]

/** In the order in which they are tried: the longer ways to say something before those that are parts of them. */
export const italian = {
  repeats,
  repeatEnds,
  others: [...ranges, ...wholeDays, ...hours, ...days, ...lengths, ...times, ...places],
}
