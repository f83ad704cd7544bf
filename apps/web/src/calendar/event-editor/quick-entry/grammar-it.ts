import { wordPatterns } from '../../fields/words.ts'
import * as means from './meanings.ts'
import { rule, stop } from './meanings.ts'
import type { Rule } from './understood.ts'

const { weekday: W, longWeekday, month: M, number: N, ordinal: nth } = wordPatterns('it')
const list = String.raw`${W}(?:\s*(?:,|e|ed)\s*(?:il\s+|la\s+)?${W})*`
const near = '(?:oggi|domani|dopodomani)'
const dated = String.raw`(?:\d{4}-\d{2}-\d{2}|\d{1,2}[.-]\d{1,2}[.-]\d{4}|\d{1,2}/\d{1,2}(?:/\d{4}|/\d{2})?|(?:\d{1,2}(?:°|o)?|primo)\s+${M}(?:\s+\d{4})?)`
const D = String.raw`(?:${W},?\s+)?(?:il\s+|l')?${dated}`
const T = String.raw`(?:\d{1,2}(?:[:.]\d{2}|h\d{2})?(?:\s+e\s+(?:mezza|mezzo|un quarto|trenta|tre quarti))?|mezzogiorno|mezzanotte|(?:l')?una(?:\s+e\s+(?:mezza|un quarto))?)`
const half = String.raw`(?:di|del|della)\s+(?:mattina|mattino|pomeriggio|sera|notte)`

const repeats: Rule[] = [
  rule(
    '(?:ogni\\s+giorno\\s+(?:lavorativo|feriale)|(?:nei|tutti\\s+i)\\s+giorni\\s+(?:lavorativi|feriali))',
    means.everyWorkday,
  ),
  rule(
    String.raw`(?:ogni\s+)?(?:(?:il|la|l')\s*)?(?<nth>${nth})\s+(?:(?<weekday>${longWeekday})|(?<work>giorno\s+(?:lavorativo|feriale))|(?<day>giorno))\s+(?:del|di\s+ogni)\s+mese|ogni\s+(?<nth2>${nth})\s+(?<weekday2>${longWeekday})`,
    means.everyNthOfMonth,
  ),
  rule(
    String.raw`(?:il\s+)?(?<date>\d{1,2})\s+(?:di\s+ogni|del)\s+mese|ogni\s+(?<date2>\d{1,2})\s+del\s+mese`,
    means.everyDateOfMonth,
  ),
  rule(String.raw`(?:a|ogni)\s+fine\s+mese`, means.everyEndOfMonth),
  rule(
    String.raw`ogni\s+(?:quindici|15)\s+giorni(?:\s+(?:di|il|la)\s+(?<list>${list}))?`,
    means.everyWeeks(2),
  ),
  rule(
    String.raw`(?:ogni|tutti\s+gli|tutti\s+i|tutte\s+le)\s+(?:(?<n>${N})\s+)?(?<unit>giorni|giorno|settimane|settimana|mesi|mese|anni|anno)(?:\s+(?:di\s+|il\s+|la\s+)?(?<list>${list}))?`,
    means.everyUnit,
  ),
  rule(
    String.raw`(?:ogni\s+(?:altro|altra|due|2)\s+(?<list>${W})|un[oa]?\s+(?<list2>${longWeekday})\s+(?:su|ogni)\s+due)`,
    means.everyWeeks(2),
  ),
  rule(String.raw`(?:ogni|tutti\s+i|tutte\s+le)\s+(?<list>${list})`, means.everyWeeks(1)),
]

const repeatEnds: Rule[] = [
  rule(String.raw`(?:fino\s+al|fino\s+a|entro\s+il)\s+(?<day>${D})`, means.until),
  rule(String.raw`(?:per\s+)?(?<n>${N})\s+volte`, means.thatOften),
]

const bareOr = (day: string) => String.raw`(?:${day}|${W}|${near}|\d{1,2}|primo)`
const ranges: Rule[] = [
  rule(
    String.raw`(?:dal|dall'|da)\s*(?<from>${bareOr(D)})\s+(?:al|all'|a|fino\s+al|fino\s+a)\s*(?<to>${bareOr(D)})(?!\s*[:.h]\d)`,
    means.fromDayToDay,
  ),
  rule(String.raw`(?<from>\d{1,2}|${dated})\s*-\s*(?<to>${dated})`, means.fromDayToDay),
]

const hours: Rule[] = [
  rule(
    String.raw`(?:dalle\s+ore|dalle|dall'|tra\s+le|fra\s+le|alle|ore|h\.?)\s*(?<from>${T})\s*(?:-|alle\s+ore|alle|all'|e\s+le|e\s+l'|a|fino\s+alle|fino\s+a)\s*(?<to>${T})`,
    means.fromTimeToTime,
  ),
  rule(String.raw`(?<from>\d{1,2}(?:[:.]\d{2})?)\s?-\s?(?<to>\d{1,2}(?:[:.]\d{2})?)`, means.fromTimeToTime),
]

const lengths: Rule[] = [
  rule(String.raw`(?:per\s+)?mezz'\s?ora`, means.forHalfAnHour),
  rule(
    String.raw`(?:per\s+)?(?:un'\s?ora|(?<n>${N})\s*(?:ore|ora|h))(?:\s+e\s+(?:(?<half>mezza|mezzo)|(?<minutes>\d{1,2})(?:\s*minuti|\s*min)?))?`,
    means.forHours,
  ),
  rule(String.raw`(?:per\s+)?(?<n>\d{1,2})h(?<minutes>\d{2})`, means.forHoursAndMinutes),
  rule(String.raw`(?:per\s+)?(?<n>${N})\s*(?:minuti|min\.?)`, means.forMinutes),
  rule(String.raw`per\s+(?<n>${N})\s+(?<unit>giorni|giorno|settimane|settimana)`, means.forDays),
]

const days: Rule[] = [
  rule(String.raw`(?:per\s+il\s+|del\s+|di\s+)?(?<day>${D})`, means.onDay),
  rule(String.raw`(?<near>${near}|stamattina|stamane|stasera|domattina)`, means.soon),
  rule(
    String.raw`(?:tra|fra)\s+(?<n>${N})\s+(?<unit>giorni|giorno|settimane|settimana|mesi|mese)`,
    means.inSomeTime,
  ),
  rule(
    String.raw`(?:(?:di|il|la)\s+)?(?:prossim[oa]\s+(?<next>${W})|(?<next2>${W})\s+prossim[oa]|(?<ofNextWeek>${W})\s+(?:della\s+prossima\s+settimana|della\s+settimana\s+prossima))`,
    means.nextOne,
  ),
  rule(String.raw`(?:(?:di|il|la)\s+)?(?<day>${W})(?:\s+(?<date>\d{1,2})(?![:.]\d|\s*-))?`, means.onWeekday),
  rule(
    String.raw`il\s+(?<date>\d{1,2}|primo)(?:\s+del\s+mese\s+prossimo)?(?!\s+\p{L}+o\s+(?:punto|piano))`,
    means.onDate,
  ),
]

const times: Rule[] = [
  rule(
    String.raw`(?:alle\s+ore|dalle\s+ore|alle|all'|dalle|dall'|ore|h\.?|a(?=\s+mezz))\s*(?<time>${T})(?:\s+(?<half>${half}))?`,
    means.atTime,
  ),
  rule(String.raw`(?<time>\d{1,2}:\d{2}|\d{1,2}\.\d{2}(?!\s*(?:euro|€|%))|\d{1,2}h\d{2})`, means.atTime),
  rule('mezzogiorno', means.atNoon),
]

const wholeDays: Rule[] = [
  rule(
    String.raw`(?:per\s+)?(?:tutto\s+il\s+giorno|tutta\s+la\s+giornata|(?:l')?intera\s+giornata)`,
    means.allDay,
  ),
]

const placeWords =
  'sala|salone|aula|ufficio|municipio|comune|biblioteca|piazza|piazzale|via|viale|corso|palazzo|teatro|palestra|scuola|auditorium|prefettura|provincia|regione|questura|tribunale|stanza|villa|parco|caserma|ospedale|centro|sede|videoconferenza|streaming'
const places: Rule[] = [
  rule(
    String.raw`(?:presso\s+(?:il\s+|la\s+|lo\s+|l'|gli\s+|le\s+|i\s+)?|c/o\s+|@\s*)(?<place>[^\u0001,;]*[^\u0001,;\s])`,
    means.inPlace,
  ),
  rule(
    String.raw`(?:in|a|nella|nell'|nel|al|alla|all')\s*(?<place>(?:${placeWords})${stop}[^\u0001,;]*)`,
    means.inPlace,
  ),
]

/** In the order in which they are tried: the longer ways to say something before those that are parts of them. */
export const italian = {
  repeats,
  repeatEnds,
  others: [...ranges, ...wholeDays, ...hours, ...days, ...lengths, ...times, ...places],
}
