import { randomUUID } from 'node:crypto'
import { getObject, isDavError, memberHref } from '@staffetta/dav'
import {
  bookingOf,
  type CalendarObject,
  describe,
  withoutResource,
  withResourceAnswer,
} from '@staffetta/icalendar'
import { withLocks } from '../../db/locks.ts'
import { listResources, type StoredResource } from '../../db/resources.ts'
import { AppError } from '../../http/app-error.ts'
import { readPreferences } from '../../settings/preferences.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import { told } from '../account/dav-errors.ts'
import { eventsOf } from '../index/entry.ts'
import { findStored } from '../events/stored-event.ts'
import { deleteStored, storeOver } from '../events/write.ts'
import { aboutEvent } from '../events/letters.ts'
import { eventOf, lockOf, nameFor } from './booking.ts'
import { decisionWords } from './decision-words.ts'
import { openResource, ofService } from './resource-calendar.ts'

interface Decision {
  uid: string
  accept: boolean
  comment: string
}

/** Who asked for it, as the booking says. */
interface Asker {
  address: string
  object: CalendarObject
}

/** A manager's yes or no, or the booker's giving back: in the resource's calendar first, then in the event, then by mail. */
export async function decideBooking(
  deps: CalendarDeps,
  account: CalendarAccount,
  resourceId: string,
  decision: Decision,
): Promise<void> {
  const { tenant } = account.account
  const resource = (await listResources(deps.db, tenant.id)).find(({ id }) => id === resourceId)
  if (resource === undefined) throw new AppError('calendar/resource-gone')
  const me = await account.me()
  const calendar = await openResource(deps.services, tenant, resource)
  const asker = await withLocks(deps.db, [lockOf(resource)], async () => {
    const href = memberHref(calendar.index.href, nameFor(decision.uid))
    const stored = await bookingAt(calendar.account, href)
    const asked = askerOf(stored.text)
    const manages = resource.managers.some((address) => me.includes(address))
    const owns = asked !== undefined && me.includes(asked.address)
    if (asked === undefined || !(manages || (owns && !decision.accept)))
      throw new AppError('calendar/not-permitted')
    if (!decision.accept) {
      if ((await deleteStored(calendar.account, href, stored.etag)) === 'outdated')
        throw new AppError('calendar/conflict')
      return asked
    }
    const text = bookingOf(asked.object, resource.address, {
      now: new Date().toISOString(),
      partstat: 'accepted',
    })
    const result = await storeOver(calendar.account, href, text!, stored.etag)
    if (result.kind === 'outdated') throw new AppError('calendar/conflict')
    return asked
  })
  deps.tellTenant(tenant.id, [{ type: 'calendar.bookings-changed' }])
  await answerIn(deps, account, { resource, asker, decision })
  if (!me.includes(asker.address)) await tell(deps, account, { resource, asker, decision })
}

async function bookingAt(
  account: CalendarAccount,
  href: string,
): Promise<{ text: string; etag: string | undefined }> {
  try {
    return await getObject(account.dav, href, account.patience())
  } catch (error) {
    if (isDavError(error, 'not-found')) throw new AppError('calendar/booking-gone')
    throw ofService(await told('writing', Promise.reject(error)).catch((failure: unknown) => failure))
  }
}

function askerOf(text: string): Asker | undefined {
  const object = eventOf(text)
  if (object === undefined) return undefined
  const { master, overrides } = eventsOf(describe(object))
  const address = (master ?? overrides[0])?.organizer?.address
  return address === undefined ? undefined : { address, object }
}

/** In the event itself, where its organizer's calendars can be opened; the mail says it in any case. */
async function answerIn(
  deps: CalendarDeps,
  account: CalendarAccount,
  { resource, asker, decision }: { resource: StoredResource; asker: Asker; decision: Decision },
): Promise<void> {
  const { tenant } = account.account
  const own = (await account.me()).includes(asker.address)
  const theirs = own ? account : await deps.services.behalf(tenant, asker.address).catch(() => null)
  if (theirs === null) return
  const now = Date.now()
  try {
    const found = await findStored(theirs, decision.uid, {
      around: { from: now, to: now + 1 },
      everywhere: false,
    })
    if (found === undefined) return
    // Given back by whoever booked it, it is simply not asked any more.
    const text = own
      ? withoutResource(found.object, resource.address)
      : withResourceAnswer(found.object, resource.address, {
          partstat: decision.accept ? 'accepted' : 'declined',
        })
    if (text !== found.stored.text) await storeOver(theirs, found.href, text, found.stored.etag)
  } catch (error) {
    // The booking is decided; that the event does not say so yet is no reason to say that it is not.
    if (!(error instanceof AppError)) throw error
  }
  deps.tellAccount(tenant.id, asker.address, [{ type: 'calendar.events-changed', calendarIds: [] }])
}

async function tell(
  { db, outbox }: CalendarDeps,
  { account }: CalendarAccount,
  { resource, asker, decision }: { resource: StoredResource; asker: Asker; decision: Decision },
): Promise<void> {
  const { displayName, language } = await readPreferences(db, account)
  const { master, overrides } = eventsOf(describe(asker.object))
  const { subject, text } = decisionWords(language ?? 'it', {
    name: displayName,
    resource: resource.name,
    start: (master ?? overrides[0])?.start,
    title: (master ?? overrides[0])?.summary ?? '',
    ...decision,
  })
  await outbox.submitScheduling(account, {
    key: randomUUID(),
    holdSeconds: 0,
    about: aboutEvent(asker.object.uid, 'booking'),
    message: {
      from: { name: displayName, address: account.address },
      to: [asker.address],
      subject,
      text,
      calendar: null,
    },
  })
}
