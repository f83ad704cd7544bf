import { createHash } from 'node:crypto'
import type { Config } from '../../config.ts'
import { seal, unseal } from '../../crypto/seal.ts'
import type { CalendarFeedRow } from '../../db/schema/calendar.ts'
import { AppError } from '../../http/app-error.ts'

/** webcal is https by another name; what is kept has one spelling, so that it is fetched once. */
export function feedAddress(text: string): string {
  const address = text.trim().replace(/^webcals?:\/\//i, 'https://')
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address))
    throw new AppError('calendar/feed-address-refused')
  const url = new URL(address)
  url.hash = ''
  if (url.username !== '' || url.password !== '') throw new AppError('calendar/feed-address-refused')
  return url.href
}

export function addressHash(address: string): Buffer {
  return createHash('sha256').update(address).digest()
}

/** Whoever has a private calendar's address reads it: in the database it is sealed. */
export function sealAddress(
  { key }: Config,
  address: string,
  feed: { id: string; tenant_id: string },
): Buffer {
  return seal(address, { server: key, holder: Buffer.from(feed.id) }, contextOf(feed))
}

export function openAddress({ key }: Config, feed: CalendarFeedRow): string | undefined {
  return unseal(feed.sealed_address, { server: key, holder: Buffer.from(feed.id) }, contextOf(feed))
}

function contextOf({ id, tenant_id }: { id: string; tenant_id: string }) {
  return { tenantId: tenant_id, accountId: 'feed', rowId: id }
}
