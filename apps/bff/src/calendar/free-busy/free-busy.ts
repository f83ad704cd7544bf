import type { PersonTime, EventRef, FreeBusy } from '@staffetta/contract'
import { listWorkingHours } from '../../db/working-hours.ts'
import { AppError } from '../../http/app-error.ts'
import { merged, ownTime } from './busy-calendar.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { Span } from '../index/calendar-index.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import { weekOfBody, withoutOffHours } from '../hours/off-hours.ts'
import { lookInto } from '../events/look.ts'
import { hrefOfCalendar, readEventRef } from '../account/refs.ts'
import type { ServiceCalendars } from '../account/service-calendars.ts'
import { accessTo } from '../calendars/access.ts'
import { askOutbox } from './outbox-free-busy.ts'
import { checkZone } from '../index/zones.ts'

type Known = Omit<PersonTime, 'address' | 'hours'>

/** Calendars of colleagues read at the same time: a small server has other work. */
const AT_ONCE = 4
const LONGEST_MS = 70 * 86_400_000

interface Question {
  span: Span
  zone: string
  /** UID of the event that is being planned: it does not stand in its own way. */
  planning: string | undefined
}

/**
 * When people are taken. One's own time is read from one's calendars; that of the others of the body is asked of the server,
 * or read from their calendars where the server does not tell and the product has an account of its own there.
 * Nobody else is asked: what the people of another body do is theirs, also where both bodies share a server.
 */
export async function getFreeBusy(
  deps: CalendarDeps,
  account: CalendarAccount,
  {
    addresses,
    from,
    to,
    zone,
    except,
  }: { addresses: string[]; from: string; to: string; zone: string; except: EventRef | null },
): Promise<FreeBusy> {
  checkZone(zone)
  const span = { from: Date.parse(from), to: Date.parse(to) }
  if (!(span.from < span.to && span.to - span.from <= LONGEST_MS))
    throw new AppError('request/invalid', { field: 'to' })
  const planning = except === null ? undefined : await uidOf(deps, account, except)
  const question = { span, zone, planning }
  const me = await account.me()
  const asked = [...new Set(addresses.map(plain))]
  const others = asked.filter((address) => !me.includes(address) && isOfTenant(account, address))
  const own = await ownTime(account, question)
  const said = await askOthers(deps, account, { ...question, self: me[0]!, others })
  const planned = new Set(own.planned.map(({ startAt, endAt }) => `${startAt} ${endAt}`))
  const availabilityOf = (address: string): Known => {
    const told = said.get(address)
    if (me.includes(address)) {
      // Of one's events the calendars know more; the hours one set on the server, the server alone.
      const hours = (told?.busy ?? []).filter(({ kind }) => kind === 'unavailable')
      return { unknown: null, busy: merged([...own.busy, ...hours]) }
    }
    if (!others.includes(address)) return { unknown: 'outside', busy: [] }
    if (told === undefined) return { unknown: 'not-told', busy: [] }
    // Cyrus 3.6.1 cannot be told to leave an event out: time that is exactly its own is taken by it.
    return { ...told, busy: told.busy.filter(({ startAt, endAt }) => !planned.has(`${startAt} ${endAt}`)) }
  }
  const usual = weekOfBody(account.account.tenant)
  const set = await listWorkingHours(deps.db, account.account.tenantId, [me[0]!, ...others])
  const people = addresses.map((address): PersonTime => {
    const who = me.includes(plain(address)) ? me[0]! : plain(address)
    const { unknown, busy } = availabilityOf(who)
    if (unknown === 'outside') return { address, unknown, busy, hours: null }
    const { elsewhere, ...hours } = set.get(who) ?? { ...usual, elsewhere: true }
    // Hours that are known say it better: of a day in two parts, Cyrus 3.6.1 calls the second out of office.
    const told = elsewhere
      ? withoutOffHours(busy, hours, span)
      : busy.filter(({ kind }) => kind !== 'unavailable')
    return { address, unknown, busy: told, hours }
  })
  return { people }
}

async function askOthers(
  { services }: CalendarDeps,
  account: CalendarAccount,
  { self, others, ...question }: Question & { self: string; others: string[] },
): Promise<Map<string, Known>> {
  const { capabilities, outbox } = await account.discovered()
  if (capabilities.scheduling && outbox !== undefined)
    return askOutbox(account, { outbox, addresses: [self, ...others], self, span: question.span })
  const said = new Map<string, Known>()
  if (!services.serves(account.account.tenant)) return said
  const waiting = [...others]
  const readNext = async (): Promise<void> => {
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      const known = await readColleague(services, account, { address, ...question })
      if (known !== null) said.set(address, known)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, readNext))
  return said
}

/** A colleague's time, by their calendars; nothing but when leaves this function. Null where they have none that is known. */
async function readColleague(
  services: ServiceCalendars,
  { account }: CalendarAccount,
  { address, ...question }: Question & { address: string },
): Promise<Known | null> {
  try {
    const theirs = await services.behalf(account.tenant, address)
    return theirs && { unknown: null, busy: (await ownTime(theirs, question)).busy }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { unknown: 'failed', busy: [] }
  }
}

/** Whoever plans an event has opened it: its calendar is in the index. What is gone by now stands in nobody's way. */
async function uidOf(
  deps: CalendarDeps,
  account: CalendarAccount,
  ref: EventRef,
): Promise<string | undefined> {
  const now = Date.now()
  try {
    const { calendarId, href } = readEventRef(ref, account.dav.url)
    const { via, collection } = await accessTo(deps, account, hrefOfCalendar(calendarId))
    const [index] = await lookInto(via, [collection], { around: { from: now, to: now + 1 } })
    return index?.entries.get(href)?.uid
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return undefined
  }
}

function isOfTenant({ account }: CalendarAccount, address: string): boolean {
  return account.tenant.domains.includes(address.slice(address.lastIndexOf('@') + 1))
}

function plain(address: string): string {
  return address.trim().toLowerCase()
}
