import { randomUUID } from 'node:crypto'
import { type OwnHours, sortedSpans, weekFlaw, type WorkingHours } from '@staffetta/contract'
import { getAvailability, putAvailability, removeAvailability } from '@staffetta/dav'
import {
  availabilityPriority,
  parse,
  readWeekHours,
  unavailableTimes,
  type WeekHours,
  weekHoursText,
} from '@staffetta/icalendar'
import type { Db } from '../../db/open.ts'
import { findWorkingHours, putWorkingHours, removeWorkingHours } from '../../db/working-hours.ts'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import { told } from '../account/dav-errors.ts'
import { weekOfBody } from './off-hours.ts'

/** A week of several spans a day has some thousands. */
const MOST_CHARACTERS = 200_000
const SHOWN_MS = 14 * 86_400_000
const MOST_SHOWN = 40

/**
 * When a person works. A server that keeps it (RFC 7953) has the last word, and other programs with it; what it says is
 * noted for colleagues. A server that does not answer now keeps nobody from a week with hours in it.
 */
export async function getHours(db: Db, account: CalendarAccount): Promise<OwnHours> {
  const row = await findWorkingHours(db, account.account)
  const known = row && { zone: row.zone, spans: row.spans }
  const usual = weekOfBody(account.account.tenant)
  const ours = { hours: known ?? usual, chosen: known !== undefined, usual, elsewhere: null }
  const stored = await storedText(account).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error
    return undefined
  })
  if (stored === undefined) return ours
  const read = readWeekHours(stored, { now: new Date().toISOString() })
  if (read.kind === 'none') return ours
  if (read.kind === 'other') {
    if (known !== undefined && !row?.elsewhere)
      await putWorkingHours(db, account.account, known, { elsewhere: true })
    return { ...ours, elsewhere: availableIn(stored, ours.hours.zone) }
  }
  const hours = fromFile(read.hours, ours.hours)
  if (!isSame(hours, known) || row?.elsewhere) await putWorkingHours(db, account.account, hours)
  return { ...ours, hours, chosen: true }
}

interface Wanted<Hours = WorkingHours> {
  hours: Hours
  replace: boolean
}

/** Keeps them, also on a server that has a place for them; null: those of the body are the person's again. */
export async function putHours(
  db: Db,
  account: CalendarAccount,
  { hours, replace }: Wanted<WorkingHours | null>,
): Promise<OwnHours> {
  const usual = weekOfBody(account.account.tenant)
  if (hours === null) {
    await dropHours(db, account, replace)
    return { hours: usual, chosen: false, usual, elsewhere: null }
  }
  const flaw = weekFlaw(hours)
  if (flaw !== null) throw new AppError('request/invalid', { field: flaw === 'zone' ? 'zone' : 'hours' })
  const wanted = { zone: hours.zone, spans: sortedSpans(hours.spans) }
  await keepHours(db, account, { hours: wanted, replace })
  return { hours: wanted, chosen: true, usual, elsewhere: null }
}

/** What is stored on the server is patched, and nothing is lost unasked. */
async function keepHours(db: Db, account: CalendarAccount, { hours, replace }: Wanted): Promise<void> {
  const inbox = await inboxOf(account)
  if (inbox !== undefined) {
    const now = new Date().toISOString()
    const stored = await storedText(account)
    const read = stored === undefined ? undefined : readWeekHours(stored, { now })
    if (read?.kind === 'other' && !replace) throw new AppError('calendar/hours-elsewhere')
    const spans = hours.spans.map((span) => ({
      ...span,
      day: span.day.toLowerCase() as Lower<typeof span.day>,
    }))
    const text = weekHoursText(
      { zone: hours.zone, spans },
      { stored: read?.kind === 'hours' ? stored : undefined, now, uid: randomUUID() },
    )
    await told('collection', putAvailability(account.dav, inbox, text, account.patience()))
  }
  await putWorkingHours(db, account.account, hours)
}

/** The server's word is the last: while it keeps some, the body's would never hold. */
async function dropHours(db: Db, account: CalendarAccount, replace: boolean): Promise<void> {
  const inbox = await inboxOf(account)
  const stored = await storedText(account)
  if (inbox !== undefined && stored !== undefined) {
    const read = readWeekHours(stored, { now: new Date().toISOString() })
    if (read.kind === 'other' && !replace) throw new AppError('calendar/hours-elsewhere')
    await told('collection', removeAvailability(account.dav, inbox, account.patience()))
  }
  await removeWorkingHours(db, account.account)
}

type Lower<T extends string> = Lowercase<T>

async function inboxOf(account: CalendarAccount): Promise<string | undefined> {
  const { capabilities, inbox } = await account.discovered()
  return capabilities.availability ? inbox : undefined
}

async function storedText(account: CalendarAccount): Promise<string | undefined> {
  const inbox = await inboxOf(account)
  if (inbox === undefined) return undefined
  const text = await told('collection', getAvailability(account.dav, inbox, account.patience()))
  return text !== undefined && text.length <= MOST_CHARACTERS ? text : undefined
}

function isSame(hours: WorkingHours, known: WorkingHours | undefined): boolean {
  const said = (one: WorkingHours) =>
    [one.zone, ...one.spans.map(({ day, from, to }) => `${day} ${from} ${to}`)].join()
  return known !== undefined && said(hours) === said(known)
}

/** Without any hours a file names no zone. */
function fromFile({ zone, spans }: WeekHours, known: WorkingHours): WorkingHours {
  const days = spans.map((span) => ({ ...span, day: span.day.toUpperCase() as Uppercase<typeof span.day> }))
  return { zone: spans.length === 0 ? known.zone : zone, spans: sortedSpans(days) }
}

/** When somebody can be had in the next two weeks, by what is stored: the one that counts most. */
function availableIn(text: string, zone: string): NonNullable<OwnHours['elsewhere']> {
  const result = parse(text)
  if (result.kind === 'unreadable') return []
  const all = [result.object, ...result.others].filter(({ kind }) => kind === 'availability')
  const [first] = all.toSorted((a, b) => availabilityPriority(a) - availabilityPriority(b))
  if (first === undefined) return []
  const from = new Date().toISOString()
  const to = new Date(Date.now() + SHOWN_MS).toISOString()
  const available: NonNullable<OwnHours['elsewhere']> = []
  let at = from
  for (const { startAt, endAt } of unavailableTimes(first, { from, to, zone }).intervals) {
    if (startAt > at) available.push({ startAt: at, endAt: startAt })
    if (endAt > at) at = endAt
  }
  if (at < to) available.push({ startAt: at, endAt: to })
  return available.slice(0, MOST_SHOWN)
}
