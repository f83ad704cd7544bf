import { type CalendarObject, type EditResult, expand, type ExpandLimits, parse } from '../src/index.ts'

/** The text of a calendar around these lines. */
export function calendarText(...lines: string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//IT', ...lines, 'END:VCALENDAR', ''].join('\r\n')
}

/** The lines of one event; UID and DTSTAMP are there already. */
export function eventLines(...lines: string[]): string[] {
  return ['BEGIN:VEVENT', 'UID:riunione@comune.example', 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT']
}

export function anEvent(...lines: string[]): CalendarObject {
  return objectIn(calendarText(...eventLines(...lines)))
}

export function aTask(...lines: string[]): CalendarObject {
  return objectIn(
    calendarText(
      'BEGIN:VTODO',
      'UID:pratica@comune.example',
      'DTSTAMP:20260101T000000Z',
      ...lines,
      'END:VTODO',
    ),
  )
}

export function objectIn(text: string): CalendarObject {
  const result = parse(text)
  if (result.kind !== 'read') throw new Error(`unreadable: ${result.reason}`)
  return result.object
}

/** The local starts in a window of days seen from Rome. */
export function startsOf(object: CalendarObject, from: string, to: string, limits?: ExpandLimits): string[] {
  return occurrencesOf(object, from, to, limits).map(({ start }) =>
    start.kind === 'date' ? start.date : start.kind === 'utc' ? start.at : start.local,
  )
}

export function occurrencesOf(object: CalendarObject, from: string, to: string, limits?: ExpandLimits) {
  return expand(
    object,
    { from: `${from}T00:00:00+01:00`, to: `${to}T00:00:00+01:00`, zone: 'Europe/Rome' },
    limits,
  ).occurrences
}

/** The lines, unfolded, that match; VTIMEZONEs have lines too. */
export function linesThat(text: string, form: RegExp): string[] {
  return text
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter((line) => form.test(line))
}

export function changed(result: EditResult): EditResult & { kind: 'changed' } {
  if (result.kind !== 'changed') throw new Error(JSON.stringify(result))
  return result
}
