import type { CalendarTime, Recurrence, Task } from '@staffetta/contract'
import type { Locale } from '@staffetta/i18n'
import { addDays } from '../calendar/clock/days.ts'
import { parseQuickEntry } from '../calendar/event-editor/quick-entry/parse-quick-entry.ts'

export interface QuickTask {
  title: string
  due: CalendarTime | null
  start: CalendarTime | null
  recurrence: Recurrence | null
  priority: Task['priority']
  tags: string[]
}

/** What was understood is no letter and no space (see event-editor/quick-entry/understood.ts). */
const blank = '\u0001'

interface Words {
  high: string
  low: string
  /** Said with the word for it, wherever it stands. */
  named: (degree: string) => string
  urgent: string
  /** What holds a date to the sentence. */
  until: string
}

const words: Record<Locale, Words> = {
  it: {
    high: 'alta|massima',
    low: 'bassa|minima',
    named: (degree) => String.raw`(?:con\s+)?(?:priorit[aà]\s+(?:${degree})|(?:${degree})\s+priorit[aà])`,
    urgent: 'urgente|urgentissimo|urgentissima',
    until: String.raw`entro(?:\s+(?:il|lo|la|l['’]|i|gli|le))?|per|scade|scadenza`,
  },
  en: {
    high: 'high',
    low: 'low',
    named: (degree) => String.raw`(?:with\s+)?(?:priority\s+(?:${degree})|(?:${degree})\s+priority)`,
    urgent: 'urgent|asap',
    until: 'by|due(?:\\s+on)?|until|before',
  },
}

/**
 * A line as people write it: "Pagare bolletta venerdì alta #ufficio". The grammar of the agenda finds when, and leaves in the
 * title what says something else of an event (places, lengths).
 */
export function parseQuickTask(
  text: string,
  { now, zone, language }: { now: Date; zone: string; language: Locale },
): QuickTask {
  const tags: string[] = []
  let rest = text.replaceAll(/(?<=^|\s)#([\p{L}\p{N}][\p{L}\p{N}_-]*)/gu, (all, tag: string) => {
    if (!tags.includes(tag)) tags.push(tag)
    return blank.repeat(all.length)
  })
  const read = () => parseQuickEntry(rest, { now, zone, language, leave: ['place', 'length', 'lengthDays'] })
  const own = words[language]
  let priority: Task['priority'] = 'normal'
  for (const [degree, said] of [
    ['high', own.high],
    ['low', own.low],
  ] as const) {
    const named = new RegExp(
      String.raw`(?<![\p{L}\p{N}])(?:${own.named(said)}|!(?:${said}))(?![\p{L}\p{N}])`,
      'iu',
    )
    if (priority === 'normal' && named.test(rest)) {
      priority = degree
      rest = rest.replace(named, (all) => blank.repeat(all.length))
    }
  }
  const urgent = new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:${own.urgent})(?![\p{L}\p{N}])|(?<=^|\s)!{1,3}(?=\s|$)`,
    'iu',
  )
  if (priority === 'normal' && urgent.test(rest)) {
    priority = 'high'
    rest = rest.replace(urgent, (all) => blank.repeat(all.length))
  }
  if (priority === 'normal') {
    // A word alone ("alta") is a priority behind the rest, or beside something that was understood: never a part of a name.
    const shown = masked(rest, read().parts)
    const bare = new RegExp(
      String.raw`(?<=\S[\s,]+)(?:(?<high>${own.high})|(?<low>${own.low}))(?=[\s,.]*(?:${blank}|$))`,
      'iu',
    ).exec(shown)
    if (bare) {
      priority = bare.groups?.['high'] === undefined ? 'low' : 'high'
      rest =
        rest.slice(0, bare.index) + blank.repeat(bare[0].length) + rest.slice(bare.index + bare[0].length)
    }
  }
  const entry = read()
  const until = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${own.until})\s*(?=${blank})`, 'iu')
  const title = titleOf(masked(rest, entry.parts).replace(until, ''))
  return { title, tags, priority, ...timesOf(entry.fields) }
}

/** The text with what was understood blanked out. */
function masked(text: string, parts: readonly { from: number; to: number }[]): string {
  let shown = text
  for (const { from, to } of parts) shown = shown.slice(0, from) + blank.repeat(to - from) + shown.slice(to)
  return shown
}

/** A span of days is from when to when: to be begun and to be done. Of a time, when it begins is when it is due. */
function timesOf({
  start,
  end,
  recurrence,
}: ReturnType<typeof parseQuickEntry>['fields']): Pick<QuickTask, 'due' | 'start' | 'recurrence'> {
  const rule = recurrence ?? null
  if (start === undefined) return { due: null, start: null, recurrence: null }
  if (start.date === undefined || end?.date === undefined)
    return { due: start, start: null, recurrence: rule }
  const last = addDays(end.date, -1)
  return last > start.date
    ? { due: { kind: 'date', date: last }, start, recurrence: rule }
    : { due: start, start: null, recurrence: rule }
}

function titleOf(text: string): string {
  return text
    .replaceAll(blank, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\s+([,;.])/g, '$1')
    .replaceAll(/^[\s,;:.–-]+|[\s,;:–-]+$/g, '')
    .replaceAll(/,(?:\s*,)+/g, ',')
}
