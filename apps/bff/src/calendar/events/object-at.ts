import { type DavObject, getObject } from '@staffetta/dav'
import type { CalendarAccount } from '../account/calendar-account.ts'
import { told } from '../account/dav-errors.ts'
import { feedIdIn } from '../subscriptions/feed-href.ts'

/** One object as its server has it now, or as it was published where it is only subscribed to. */
export async function objectAt(via: CalendarAccount, href: string): Promise<DavObject> {
  if (via.feeds !== undefined && feedIdIn(href) !== undefined) return via.feeds.object(via, href)
  return told('object', getObject(via.dav, href, via.patience()))
}
