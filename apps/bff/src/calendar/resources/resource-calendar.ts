import { type Collection, createCollection } from '@staffetta/dav'
import type { StoredResource } from '../../db/resources.ts'
import type { Tenant } from '../../db/tenants.ts'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarIndex, Span } from '../index/calendar-index.ts'
import { told } from '../account/dav-errors.ts'
import type { Appearance, Entry, Facts } from '../index/entry.ts'
import { coverSpan } from '../account/cover-span.ts'
import { syncIndex } from '../account/index-sync.ts'
import { freshen } from '../events/look.ts'
import type { ServiceCalendars } from '../account/service-calendars.ts'
import { instantOf } from '../index/zones.ts'

/** One resource, and the calendar in which its bookings lie. */
export interface ResourceCalendar {
  resource: StoredResource
  account: CalendarAccount
  index: CalendarIndex
}

/** One time that is somebody's. */
export interface Taken {
  entry: Entry
  facts: Facts
  appearance: Appearance
  start: number
  end: number
}

/** The calendar of a resource, in the home of the tenant's service account; made where it is not there yet. */
export async function openResource(
  services: ServiceCalendars,
  tenant: Tenant,
  resource: StoredResource,
): Promise<ResourceCalendar> {
  const account = services.own(tenant)
  if (account === null) throw new AppError('calendar/resources-unavailable')
  try {
    const collection = (await findCalendar(account, resource)) ?? (await makeCalendar(account, resource))
    return { resource, account, index: account.indexOf(collection) }
  } catch (error) {
    throw ofService(error)
  }
}

/** As true as it can be made while somebody looks. */
export async function look({ account, index }: ResourceCalendar, span: Span): Promise<void> {
  await freshen(account, index, { around: span })
  if (index.syncedAt === 0 && index.error !== null) throw ofService(new AppError(index.error))
  await coverSpan(account, index, span)
}

/** As the server has it now: nothing is decided on what is only remembered. */
export async function lookNow({ account, index }: ResourceCalendar, span: Span): Promise<void> {
  // One that runs may have asked before whoever held the lock wrote.
  if (index.running !== undefined) await index.running
  await syncIndex(account, index, span)
  if (index.error !== null) throw ofService(new AppError(index.error))
  await coverSpan(account, index, span)
}

/** Every time in a span that is somebody's, apart from what one event has. */
export function takenIn(
  { resource, index }: ResourceCalendar,
  span: Span,
  except: ReadonlySet<string> = new Set(),
): Taken[] {
  return [...index.entries.values()].flatMap((entry) =>
    except.has(entry.uid)
      ? []
      : timesOf(entry, resource.zone).filter(({ start, end }) => start < span.to && end > span.from),
  )
}

/** The times of one booking; occurrences that do without the resource are none. */
export function timesOf(entry: Entry, zone: string): Taken[] {
  return entry.appearances.flatMap((appearance) => {
    const facts = (appearance.override < 0 ? entry.master : entry.overrides[appearance.override]) ?? undefined
    if (facts === undefined || facts.status === 'cancelled') return []
    const { start, end, local } = appearance
    return {
      entry,
      facts,
      appearance,
      start: local ? instantOf(zone, start) : start,
      end: local ? instantOf(zone, end) : end,
    }
  })
}

async function findCalendar(
  account: CalendarAccount,
  resource: StoredResource,
): Promise<Collection | undefined> {
  const { collections } = await account.collections()
  return collections.find(({ href }) => href.endsWith(`/${nameOfCalendar(resource)}/`))
}

async function makeCalendar(account: CalendarAccount, resource: StoredResource): Promise<Collection> {
  const [home] = (await account.discovered()).calendarHomes
  if (home === undefined) throw new AppError('calendar/resources-unavailable')
  const name = nameOfCalendar(resource)
  await told(
    'collection',
    createCollection(
      account.dav,
      home,
      { kind: 'calendar', name, displayName: resource.name },
      account.patience(),
    ),
    // Another node, or another booking, was quicker: then it is there.
  ).catch(() => undefined)
  await account.collections(-1)
  const made = await findCalendar(account, resource)
  if (made === undefined) throw new AppError('calendar/resources-unavailable')
  return made
}

function nameOfCalendar({ id }: StoredResource): string {
  return `resource-${id}`
}

/** What the server refuses the service account is nothing the person at the screen could mend. */
export function ofService(error: unknown): unknown {
  const theirs = ['calendar/credentials-refused', 'calendar/not-permitted', 'calendar/calendar-gone']
  return error instanceof AppError && theirs.includes(error.code)
    ? new AppError('calendar/resources-unavailable', undefined, { cause: error })
    : error
}
