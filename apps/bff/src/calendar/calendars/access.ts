import type { Collection } from '@staffetta/dav'
import type { Db } from '../../db/open.ts'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount, Lent } from '../account/calendar-account.ts'
import { isShared, rightsOn } from '../../dav/collection-facts.ts'
import type { ServiceCalendars } from '../account/service-calendars.ts'
import { feedIdIn } from '../subscriptions/feed-href.ts'
import { lentTo } from '../../dav/lent.ts'

/** How much of somebody else's events one sees; what is not seen is only time that is taken. */
export interface Sight {
  hides: 'nothing' | 'private' | 'all'
  /** Read through the owner's eyes: what they answered is not one's own answer. */
  lent: boolean
  /** Of what is lent: the address of whoever looks. */
  viewer?: string
}

export const fullSight: Sight = { hides: 'nothing', lent: false }

/** A calendar, and what this person may do there. */
export interface Access {
  /** Whose connection and index are used: this person's, or the owner's through the service account. */
  via: CalendarAccount
  collection: Collection
  write: boolean
  sight: Sight
  lent: Lent | null
}

/** One of the calendars this person has or is lent; throws `calendar/calendar-gone` for any other path. */
export async function accessTo(
  deps: { db: Db; services: ServiceCalendars },
  account: CalendarAccount,
  href: string,
): Promise<Access> {
  if (feedIdIn(href) !== undefined && account.feeds !== undefined)
    return feedAccess(account, await account.feeds.collection(account, href))
  const mine = account.remembered.find((one) => one.href === href)
  if (mine !== undefined) return ownAccess(account, mine)
  const lent = (await lentTo(deps, account)).find(({ collection }) => collection.href === href)
  if (lent !== undefined) return lentAccess(lent, account)
  return ownAccess(account, await account.collection(href))
}

export async function ownAccess(account: CalendarAccount, collection: Collection): Promise<Access> {
  const own = await account.discovered()
  const { write } = rightsOn(collection, own)
  const hides = isShared(collection, own) && !write ? 'private' : 'nothing'
  return { via: account, collection, write, sight: { hides, lent: false }, lent: null }
}

/** What is published for all to look at. */
export function feedAccess(account: CalendarAccount, collection: Collection): Access {
  return { via: account, collection, write: false, sight: fullSight, lent: null }
}

export function lentAccess(lent: Lent, { account }: CalendarAccount): Access {
  const hides = ({ busy: 'all', read: 'private', write: 'nothing' } as const)[lent.access]
  return {
    via: lent.via,
    collection: lent.collection,
    write: lent.access === 'write',
    sight: { hides, lent: true, viewer: account.address.toLowerCase() },
    lent,
  }
}

/** The same where it has to be written to. */
export async function writableAccess(
  deps: { db: Db; services: ServiceCalendars },
  account: CalendarAccount,
  href: string,
): Promise<Access> {
  const access = await accessTo(deps, account, href)
  if (!access.write) throw new AppError('calendar/not-permitted')
  return access
}

/** Whose connection may take something from one calendar to another: between two people only the service account's. */
export function moverOf(from: Access, to: Access): CalendarAccount {
  return from.lent === null ? to.via : from.via
}
