import type { EventFields } from '@staffetta/contract'
import type { Locale } from '@staffetta/i18n'
import { addDays, type Day } from '../../clock/days.ts'
import { weekdays as order } from '../../fields/day-names.ts'
import { nextDates } from '../../recurrence/next-dates.ts'
import { newSentence, ruleOf } from '../../recurrence/recurrence-form.ts'
import { clockText, wallClock } from '../../clock/wall-clock.ts'
import { fold } from '../../fields/fold.ts'
import { english } from './grammar-en.ts'
import { italian } from './grammar-it.ts'
import { blank, type Now, type Rule, type Understood } from './understood.ts'

type Kind = Understood['kind']

/** A piece of the text that was understood, by where it stands. */
export interface QuickPart {
  kind: Kind
  from: number
  to: number
}

export interface QuickEntry {
  /** Title always; place, times and recurrence where the sentence has them. */
  fields: Partial<EventFields> & { title: string }
  parts: QuickPart[]
}

const grammars = { it: italian, en: english } satisfies Record<Locale, unknown>
const hourMinutes = 60
/** Longer texts are no sentence somebody types. */
const mostCharacters = 500

/**
 * A sentence as people write one in a diary, as the fields of an event: "Giunta ogni giovedì alle 15 in sala giunta". What
 * is not understood stays in the title; nothing is ever refused.
 */
export function parseQuickEntry(
  text: string,
  { now, zone, language, leave = [] }: { now: Date; zone: string; language: Locale; leave?: Kind[] },
): QuickEntry {
  if (text.length > mostCharacters) return { fields: { title: text.trim() }, parts: [] }
  const { day: today, minute } = wallClock(zone).wallOf(now.getTime())
  const grammar = grammars[language]
  const reading = startReading(text, { today, minute, language }, leave)
  reading.take(grammar.repeats)
  // "until June" without anything that repeats says something else.
  if (reading.has('repeat')) reading.take(grammar.repeatEnds)
  reading.take(grammar.others)
  return { fields: { ...fieldsOf(reading, zone), title: titleOf(text, reading.parts) }, parts: reading.parts }
}

type Reading = ReturnType<typeof startReading>

/** `leave`: what is said of these kinds stays in the title. */
function startReading(text: string, now: Now, leave: readonly Kind[]) {
  let rest = fold(text)
  const found = new Map<Kind, Understood>()
  const parts: QuickPart[] = []
  const takeOne = ({ pattern, read }: Rule): void => {
    const match = pattern.exec(rest)
    if (!match) return
    const meaning = read({ ...match.groups, '0': match[0] }, now)
    if (meaning === null || found.has(meaning.kind) || leave.includes(meaning.kind)) return
    const [from, to] = [match.index, match.index + match[0].length]
    // The place keeps its capitals and accents.
    if (meaning.kind === 'place') {
      const at = rest.indexOf(meaning.place, from)
      meaning.place = text.slice(at, at + meaning.place.length)
    }
    found.set(meaning.kind, meaning)
    parts.push({ kind: meaning.kind, from, to })
    rest = rest.slice(0, from) + blank.repeat(to - from) + rest.slice(to)
  }
  return {
    now,
    get parts() {
      return parts.toSorted((a, b) => a.from - b.from)
    },
    has: (kind: Kind) => found.has(kind),
    get: <K extends Kind>(kind: K) => found.get(kind) as Extract<Understood, { kind: K }> | undefined,
    take: (rules: readonly Rule[]) => rules.forEach(takeOne),
  }
}

function fieldsOf(reading: Reading, zone: string): Partial<EventFields> {
  const place = reading.get('place')
  const repeat = reading.get('repeat')
  const hours = reading.get('hours')
  const first = firstDay(reading)
  if (first === null) return place ? { location: place.place } : {}
  const rule = repeat && ruleFor(reading, first)
  // The first of every other Monday is the next Monday: the pace counts from there.
  const start =
    (rule && nextDates({ ...rule, interval: 1, end: { kind: 'never' } }, first, 1)?.days[0]) ?? first
  const moved = { ...(place && { location: place.place }), ...(rule && { recurrence: rule }) }
  const last = lastDay(reading, start)
  if (hours === undefined || reading.has('allDay'))
    return {
      ...moved,
      start: { kind: 'date', date: start },
      end: { kind: 'date', date: addDays(last, 1) },
    }
  const length = reading.get('length')?.minutes ?? hourMinutes
  const end = hours.to ?? hours.from + length
  return {
    ...moved,
    start: { kind: 'zoned', local: localAt(start, hours.from), zone },
    end: { kind: 'zoned', local: localAt(last, end), zone },
  }
}

/** The day that is said; with a time alone the next moment when the clock shows it. Null where nothing tells when. */
function firstDay(reading: Reading): Day | null {
  const { today, minute } = reading.now
  const days = reading.get('days')
  if (days) {
    const hours = reading.get('hours')
    // "Thursday at 9", said on a Thursday at ten, is in a week.
    const isPast = days.from === today && hours !== undefined && hours.from < minute
    return isPast && days.byWeekday ? addDays(today, 7) : days.from
  }
  const hours = reading.get('hours')
  if (hours) return hours.from > minute ? today : addDays(today, 1)
  return reading.has('repeat') || reading.has('allDay') ? today : null
}

function lastDay(reading: Reading, start: Day): Day {
  const days = reading.get('days')
  const count = reading.get('lengthDays')?.days
  if (count !== undefined) return addDays(start, count - 1)
  return days && days.to > start ? days.to : start
}

function ruleFor(reading: Reading, first: Day) {
  const { frequency, interval, weekdays, on } = reading.get('repeat')!
  const end = reading.get('repeatEnd')?.end
  return ruleOf({
    ...newSentence(frequency, first),
    interval,
    ...(weekdays && weekdays.length > 0 && { weekdays: weekdays.map((at) => order[at]!) }),
    ...(on && { on }),
    ...(end && { end }),
  })
}

function localAt(day: Day, minute: number): string {
  const over = Math.floor(minute / 1440)
  return `${addDays(day, over)}T${clockText(minute)}:00`
}

/** What is left of the text, without the little words and signs that held the rest to it. */
function titleOf(text: string, parts: readonly QuickPart[]): string {
  let title = ''
  let at = 0
  for (const { from, to } of parts) {
    title += `${text.slice(at, from)} `
    at = to
  }
  title += text.slice(at)
  return title
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\s+([,;.])/g, '$1')
    .replaceAll(/\(\s*\)/g, '')
    .replaceAll(/^[\s,;:.–-]+|[\s,;:–-]+$/g, '')
    .replaceAll(/,(?:\s*,)+/g, ',')
}
