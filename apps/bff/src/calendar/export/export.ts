import { Readable } from 'node:stream'
import type { CalendarId } from '@staffetta/contract'
import { fetchObjects } from '@staffetta/dav'
import type { Db } from '../../db/open.ts'
import { AppError } from '../../http/app-error.ts'
import { safeFileName } from '../../mail/file-name.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import { nameOfCollection } from '../../dav/collection-facts.ts'
import { isHidden, occurrencesIn } from '../events/events.ts'
import { syncIndex } from '../account/index-sync.ts'
import { type Looked, lookAt } from '../events/look.ts'
import { hrefOfCalendar, readEventRef } from '../account/refs.ts'
import type { ServiceCalendars } from '../account/service-calendars.ts'
import { accessTo } from '../calendars/access.ts'
import { feedIdIn } from '../subscriptions/feed-href.ts'
import { checkZone, instantOf } from '../index/zones.ts'
import { csvOf } from './csv.ts'

const dayMs = 86_400_000
const MOST_DAYS = 800

export interface Wanted {
  format: 'ics' | 'csv'
  calendarId?: CalendarId
  from?: string
  to?: string
  zone: string
  language: 'it' | 'en'
}

interface Span {
  from: number
  to: number
}

/** One calendar, or all that are shown, as a file that is written while it is read. */
export async function exportCalendars(
  deps: { db: Db; services: ServiceCalendars },
  account: CalendarAccount,
  wanted: Wanted,
): Promise<{ content: Readable; type: string; fileName: string }> {
  const { calendarId, format, zone } = wanted
  checkZone(zone)
  const span = spanOf(wanted)
  const now = Date.now()
  const around = span ?? { from: now - 7 * dayMs, to: now + 7 * dayMs }
  const looked =
    calendarId === undefined
      ? (await lookAt(deps, account, around)).filter(({ index }) => feedIdIn(index.href) === undefined)
      : [await lookedAt(deps, account, calendarId)]
  const [first] = looked
  const name =
    calendarId === undefined || first === undefined ? 'Agenda' : nameOfCollection(first.index.collection)
  // What fails is told before the first byte is sent; what a file leaves out, nobody notices.
  for (const { index, access } of looked) {
    index.lookedAt = now
    await syncIndex(access.via, index, around)
    if (index.error !== null) throw new AppError(index.error)
  }
  const headers = (type: string) => ({
    type,
    fileName: safeFileName(`${name.slice(0, 80)}.${format}`, type.split(';')[0]!),
  })
  if (format === 'ics')
    return {
      ...headers('text/calendar; charset=utf-8'),
      content: textOf(icsOf(looked, { span, zone })),
    }
  if (span === undefined) throw new AppError('request/invalid', { field: 'from' })
  return {
    ...headers('text/csv; charset=utf-8'),
    content: textOf(csvOf(looked, { ...wanted, span })),
  }
}

function textOf(pieces: AsyncIterable<string>): Readable {
  return Readable.from(pieces, { objectMode: false })
}

function spanOf({ from, to, zone }: Wanted): Span | undefined {
  if (from === undefined && to === undefined) return undefined
  const span = { from: midnight(zone, from ?? ''), to: midnight(zone, to ?? '') }
  if (!(span.to > span.from && span.to - span.from <= MOST_DAYS * dayMs))
    throw new AppError('request/invalid', { field: 'to' })
  return span
}

function midnight(zone: string, day: string): number {
  return instantOf(zone, Date.parse(`${day}T00:00:00Z`))
}

async function lookedAt(
  deps: { db: Db; services: ServiceCalendars },
  account: CalendarAccount,
  calendarId: CalendarId,
): Promise<Looked> {
  const href = hrefOfCalendar(calendarId)
  // Whoever wants a published calendar as a file has its address.
  if (feedIdIn(href) !== undefined) throw new AppError('calendar/calendar-gone')
  const access = await accessTo(deps, account, href)
  return { index: access.via.indexOf(access.collection), access }
}

async function* icsOf(
  looked: readonly Looked[],
  { span, zone }: { span: Span | undefined; zone: string },
): AsyncIterable<string> {
  yield 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Staffetta//IT\r\n'
  const zones = new Set<string>()
  for (const one of looked) {
    const { via } = one.access
    const hrefs = await hrefsIn(one, { span, zone })
    for await (const { found } of fetchObjects(via.dav, one.index.collection, hrefs)) {
      for (const { zones: named, body } of await via.expander.pieces(found.map(({ text }) => text))) {
        for (const [tzid, text] of named) {
          // A zone stands before the first event that names it, once.
          if (zones.has(tzid)) continue
          zones.add(tzid)
          yield text
        }
        yield body
      }
    }
  }
  yield 'END:VCALENDAR\r\n'
}

async function hrefsIn(
  one: Looked,
  { span, zone }: { span: Span | undefined; zone: string },
): Promise<string[]> {
  const { index, access } = one
  if (span !== undefined) {
    const { occurrences } = await occurrencesIn(one, { span, zone })
    const refs = new Set(occurrences.filter(({ hidden }) => !hidden).map(({ ref }) => ref))
    return [...refs].map((ref) => readEventRef(ref, access.via.dav.url).href)
  }
  return [...index.entries]
    .filter(([, { master, overrides }]) => {
      const facts = [...(master === null ? [] : [master]), ...overrides]
      // Of somebody else's calendar only what one surely sees leaves it.
      return (
        access.sight.hides === 'nothing' ||
        (facts.length > 0 && !facts.some((fact) => isHidden(fact, access.sight)))
      )
    })
    .map(([href]) => href)
}
