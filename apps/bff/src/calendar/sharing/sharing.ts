import type { CalendarId, Share, ShareRight, Sharing } from '@staffetta/contract'
import { changeSharing, type Collection, readSharing } from '@staffetta/dav'
import { bringBack } from '../../db/calendar-choices.ts'
import { deleteShare, EVERYONE, listShares, putShare as putRow } from '../../db/calendar-shares.ts'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import { isShared } from '../../dav/collection-facts.ts'
import { told } from '../account/dav-errors.ts'
import { hrefOfCalendar } from '../account/refs.ts'
import { namesOf } from './colleagues.ts'

/** What a server that shares can say; free/busy alone, and everyone, only the product's own rules. */
const serverRights: ShareRight[] = ['read', 'write']
const ownRights: ShareRight[] = ['busy', 'read', 'write']

export async function getSharing(
  deps: CalendarDeps,
  account: CalendarAccount,
  id: CalendarId,
): Promise<Sharing> {
  const collection = await ownCollection(account, id)
  const { tenantId, accountId, tenant } = account.account
  const [rows, invited] = await Promise.all([
    listShares(deps.db, tenantId, accountId, collection.href),
    serverShares(account, collection),
  ])
  const given = [
    ...rows.map(({ grantee, access }) => ({
      address: grantee === EVERYONE ? null : grantee,
      right: access,
      pending: false,
    })),
    ...invited,
  ]
  const names = await namesOf(
    deps.db,
    tenantId,
    given.flatMap(({ address }) => address ?? []),
  )
  const shares = given
    .map((share): Share => ({ ...share, name: share.address === null ? tenant.name : names(share.address) }))
    .toSorted(
      (a, b) => Number(a.address !== null) - Number(b.address !== null) || a.name.localeCompare(b.name, 'it'),
    )
  const serves = await isReached(deps, account, collection)
  return {
    shares,
    rights: serves ? ownRights : (await canServer(account)) ? serverRights : [],
    everyone: serves ? ownRights : [],
  }
}

/**
 * Gives a right, changes it or takes it back. To a person by the server where it can, so that their other programs see it
 * too; whatever it cannot say by our own rules. Both are cleared of what was there before.
 */
export async function putShare(
  deps: CalendarDeps,
  account: CalendarAccount,
  id: CalendarId,
  wanted: { address: string | null; right: ShareRight | null },
): Promise<Sharing> {
  const collection = await ownCollection(account, id)
  const { href } = collection
  const { right } = wanted
  const address = wanted.address?.trim().toLowerCase() ?? null
  const { tenant, ...owner } = account.account
  if (address !== null && !tenant.domains.includes(address.slice(address.lastIndexOf('@') + 1)))
    throw new AppError('calendar/share-outside')
  if (address !== null && (await account.me()).includes(address))
    throw new AppError('request/invalid', { field: 'address' })
  const grantee = address ?? EVERYONE
  const server = address !== null && (await canServer(account))
  const byServer = server && right !== null && serverRights.includes(right)
  if (right !== null && !byServer) {
    if (!(await isReached(deps, account, collection))) throw new AppError('calendar/not-permitted')
    await putRow(deps.db, owner, href, { grantee, access: right })
    if (address !== null) await bringBack(deps.db, owner.tenantId, address, href)
  }
  if (server) {
    const known = await serverShares(account, collection)
    if (byServer || known.some((share) => share.address === address))
      await setOnServer(account, collection, { address, access: byServer ? right : null })
  }
  if (right === null || byServer) await deleteShare(deps.db, owner, href, grantee)
  tellShared(deps, account, address)
  return getSharing(deps, account, id)
}

/** Those who see it, or no longer do, are told at once. */
function tellShared(deps: CalendarDeps, { account }: CalendarAccount, address: string | null): void {
  const { tenantId } = account
  deps.calendars.forgetShared(tenantId)
  const news = [
    { type: 'calendar.calendars-changed' as const },
    { type: 'calendar.events-changed' as const, calendarIds: [] },
  ]
  if (address === null) deps.tellTenant(tenantId, news)
  else deps.tellAccount(tenantId, address, news)
}

async function ownCollection(account: CalendarAccount, id: CalendarId): Promise<Collection> {
  const collection = await account.collection(hrefOfCalendar(id))
  if (isShared(collection, await account.discovered())) throw new AppError('calendar/not-permitted')
  return collection
}

/** Whether the service account gets at the calendar: what it does not see, nobody would see through it. */
async function isReached(
  { services }: CalendarDeps,
  { account }: CalendarAccount,
  { href }: Collection,
): Promise<boolean> {
  try {
    const via = await services.behalf(account.tenant, account.address)
    if (via !== null) await via.collection(href)
    return via !== null
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return false
  }
}

async function canServer(account: CalendarAccount): Promise<boolean> {
  return (await account.discovered()).capabilities.sharing
}

async function serverShares(
  account: CalendarAccount,
  { href }: Collection,
): Promise<{ address: string; right: ShareRight; pending: boolean }[]> {
  if (!(await canServer(account))) return []
  const { capabilities } = await account.discovered()
  const sharing = await told('collection', readSharing(account.dav, href, capabilities, account.patience()))
  if (sharing.kind !== 'invitations') return []
  return sharing.sharees.flatMap(({ who, access, answer }) =>
    /^mailto:/i.test(who) && answer !== 'declined' && answer !== 'invalid'
      ? [
          {
            address: who.slice('mailto:'.length).toLowerCase(),
            right:
              access === 'read-write'
                ? ('write' as const)
                : access === 'read'
                  ? ('read' as const)
                  : ('busy' as const),
            pending: answer === 'pending',
          },
        ]
      : [],
  )
}

async function setOnServer(
  account: CalendarAccount,
  { href, displayName }: Collection,
  { address, access }: { address: string; access: ShareRight | null },
): Promise<void> {
  const { capabilities } = await account.discovered()
  const change = {
    who: `mailto:${address}`,
    access:
      access === 'write'
        ? ('read-write' as const)
        : access === 'read'
          ? ('read' as const)
          : ('none' as const),
    ...(displayName !== undefined && { summary: displayName }),
  }
  await told('collection', changeSharing(account.dav, href, capabilities, change, account.patience()))
}
