import type { ErrorCode, Share, ShareRight, Sharing } from '@staffetta/contract'
import { changeSharing, type Collection, readSharing } from '@staffetta/dav'
import type { Db } from '../db/open.ts'
import { deleteShare, EVERYONE, listShares, putShare as putRow } from '../db/shares.ts'
import { AppError } from '../http/app-error.ts'
import { isShared } from './collection-facts.ts'
import type { CollectionMemory, Remembered } from './collection-memory.ts'
import { namesOf } from './colleagues.ts'
import type { DavErrors } from './errors.ts'
import type { HeldAccount } from './held-account.ts'
import type { ServiceAccounts } from './service-accounts.ts'

/** What a server that shares can say; everything else only the product's own rules (decision 0012). */
const serverRights: ShareRight[] = ['read', 'write']

type Held = HeldAccount<CollectionMemory<Remembered>, never>

/** What sharing means in one area. */
export interface SharingArea<One extends Held> {
  db: Db
  services: ServiceAccounts<One>
  told: DavErrors['told']
  /** What the product's own rules can say, to a person and to everyone of the body. */
  rights: { person: ShareRight[]; everyone: ShareRight[] }
  codes: { notPermitted: ErrorCode; outside: ErrorCode }
  /** Shared anew, it is in the list again from which somebody took it. */
  bringBack: (db: Db, tenantId: string, address: string, href: string) => Promise<void>
  /** Those who see it, or no longer do, are told at once; null: everyone. */
  tell: (tenantId: string, address: string | null) => void
}

export async function getSharing<One extends Held>(
  area: SharingArea<One>,
  account: One,
  path: string,
): Promise<Sharing> {
  const collection = await ownCollection(area, account, path)
  const { tenantId, tenant } = account.account
  const [rows, invited] = await Promise.all([
    listShares(area.db, area.services.service, account.account, collection.href),
    serverShares(area, account, collection),
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
    area.db,
    tenantId,
    given.flatMap(({ address }) => address ?? []),
  )
  const shares = given
    .map((share): Share => ({ ...share, name: share.address === null ? tenant.name : names(share.address) }))
    .toSorted(
      (a, b) => Number(a.address !== null) - Number(b.address !== null) || a.name.localeCompare(b.name, 'it'),
    )
  const serves = await isReached(area, account, collection)
  return {
    shares,
    rights: serves ? area.rights.person : (await canServer(account)) ? serverRights : [],
    everyone: serves ? area.rights.everyone : [],
  }
}

/**
 * Gives a right, changes it or takes it back. To a person by the server where it can, so that their other programs see it
 * too; whatever it cannot say by our own rules. Both are cleared of what was there before.
 */
export async function putShare<One extends Held>(
  area: SharingArea<One>,
  account: One,
  path: string,
  wanted: { address: string | null; right: ShareRight | null },
): Promise<Sharing> {
  const collection = await ownCollection(area, account, path)
  const { href } = collection
  const { db, services, codes } = area
  const { right } = wanted
  const address = wanted.address?.trim().toLowerCase() ?? null
  const { tenant, ...owner } = account.account
  if (address !== null && !tenant.domains.includes(address.slice(address.lastIndexOf('@') + 1)))
    throw new AppError(codes.outside)
  if (right !== null && !(address === null ? area.rights.everyone : area.rights.person).includes(right))
    throw new AppError(codes.notPermitted)
  if (address !== null && (await account.me()).includes(address))
    throw new AppError('request/invalid', { field: 'address' })
  const grantee = address ?? EVERYONE
  const server = address !== null && (await canServer(account))
  const byServer = server && right !== null && serverRights.includes(right)
  if (right !== null && !byServer) {
    if (!(await isReached(area, account, collection))) throw new AppError(codes.notPermitted)
    await putRow(db, services.service, owner, href, { grantee, access: right })
    if (address !== null) await area.bringBack(db, owner.tenantId, address, href)
  }
  if (server) {
    const known = await serverShares(area, account, collection)
    if (byServer || known.some((share) => share.address === address))
      await setOnServer(area, account, collection, { address, access: byServer ? right : null })
  }
  if (right === null || byServer) await deleteShare(db, services.service, owner, href, grantee)
  area.tell(owner.tenantId, address)
  return getSharing(area, account, path)
}

async function ownCollection<One extends Held>(
  { codes }: SharingArea<One>,
  account: One,
  path: string,
): Promise<Collection> {
  const collection = await account.collection(path)
  if (isShared(collection, await account.discovered())) throw new AppError(codes.notPermitted)
  return collection
}

/** Whether the service account gets at it: what it does not see, nobody would see through it. */
async function isReached<One extends Held>(
  { services }: SharingArea<One>,
  { account }: One,
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

async function canServer(account: Held): Promise<boolean> {
  return (await account.discovered()).capabilities.sharing
}

async function serverShares<One extends Held>(
  { told }: SharingArea<One>,
  account: One,
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

async function setOnServer<One extends Held>(
  { told }: SharingArea<One>,
  account: One,
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
