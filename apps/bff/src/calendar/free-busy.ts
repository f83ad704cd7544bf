import type { PersonTime, EventRef, FreeBusy, WorkingHours } from '@staffetta/contract'
import { AppError } from '../http/app-error.ts'
import { merged, ownTime } from './busy-calendar.ts'
import type { CalendarAccount } from './calendar-account.ts'
import type { Span } from './calendar-index.ts'
import { askOutbox } from './outbox-free-busy.ts'
import { checkZone } from './zones.ts'

const LONGEST_MS = 70 * 86_400_000
/** Of every body, until one sets its own. */
const workingHours: WorkingHours = { weekdays: [0, 1, 2, 3, 4], from: 8 * 60, to: 18 * 60 }

/**
 * When people are taken. One's own time is read from one's calendars; that of the others of the body is asked of the server.
 * Nobody else is asked: what the people of another body do is theirs, also where both bodies share a server.
 */
export async function getFreeBusy(
  account: CalendarAccount,
  {
    addresses,
    from,
    to,
    ...question
  }: { addresses: string[]; from: string; to: string; zone: string; except: EventRef | null },
): Promise<FreeBusy> {
  checkZone(question.zone)
  const span = { from: Date.parse(from), to: Date.parse(to) }
  if (!(span.from < span.to && span.to - span.from <= LONGEST_MS))
    throw new AppError('request/invalid', { field: 'to' })
  const me = await account.me()
  const asked = [...new Set(addresses.map(plain))]
  const others = asked.filter((address) => !me.includes(address) && isOfTenant(account, address))
  const [own, said] = await Promise.all([
    ownTime(account, { span, ...question }),
    askServer(account, [me[0]!, ...others], span),
  ])
  const planned = new Set(own.planned.map(({ startAt, endAt }) => `${startAt} ${endAt}`))
  const availabilityOf = (address: string): Omit<PersonTime, 'address'> => {
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
  const people = addresses.map((address) => ({ ...availabilityOf(plain(address)), address }))
  return { people, hours: workingHours }
}

async function askServer(
  account: CalendarAccount,
  addresses: string[],
  span: Span,
): Promise<Map<string, PersonTime>> {
  const { capabilities, outbox } = await account.discovered()
  if (!capabilities.scheduling || outbox === undefined) return new Map()
  return askOutbox(account, { outbox, addresses, self: addresses[0]!, span })
}

function isOfTenant({ account }: CalendarAccount, address: string): boolean {
  return account.tenant.domains.includes(address.slice(address.lastIndexOf('@') + 1))
}

function plain(address: string): string {
  return address.trim().toLowerCase()
}
