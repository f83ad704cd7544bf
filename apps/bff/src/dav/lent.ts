import type { Collection } from '@staffetta/dav'
import { EVERYONE, listLent, type LentShare } from '../db/shares.ts'
import type { Db } from '../db/open.ts'
import type { ShareAccess } from '../db/schema/dav.ts'
import { AppError } from '../http/app-error.ts'
import { nameOfAddress } from '../http/account.ts'
import type { CollectionMemory, Remembered } from './collection-memory.ts'
import type { HeldAccount, Lent } from './held-account.ts'
import type { ServiceAccounts } from './service-accounts.ts'

type Held = HeldAccount<CollectionMemory<Remembered>, never>

interface Deps<One extends Held> {
  db: Db
  services: ServiceAccounts<One>
}

/** What was shared or taken back on another node is seen after this. */
const FRESH_MS = 5_000
const AT_ONCE = 4
const firmness: Record<ShareAccess, number> = { busy: 0, read: 1, write: 2 }

/** What others share with this person; when that is another list than before, their tabs are told. */
export async function lentTo<One extends Held>(
  { db, services }: Deps<One>,
  account: One,
): Promise<Lent<One>[]> {
  const known = account.lent
  if (known !== undefined && Date.now() - known.at < FRESH_MS && known.list.every(({ via }) => !via.closed))
    return known.list
  const { lentEdition } = account
  const list = services.serves(account.account.tenant) ? await readLent({ db, services }, account) : []
  // What was taken back while it was read must not be seen for as long as this is fresh.
  account.lent = { list, at: account.lentEdition === lentEdition ? Date.now() : 0 }
  tellNews(account, known?.list, list)
  return list
}

function tellNews<One extends Held>(account: One, before: Lent<One>[] | undefined, list: Lent<One>[]): void {
  if (before === undefined || said(before) === said(list)) return
  account.tellLent([...before, ...list].map(({ collection }) => collection.href))
}

async function readLent<One extends Held>({ db, services }: Deps<One>, account: One): Promise<Lent<One>[]> {
  const { tenant } = account.account
  const own = new Set((await account.collections()).collections.map(({ href }) => href))
  const shares = await listLent(db, services.service, account.account, await account.me())
  const byOwner = new Map<string, LentShare[]>()
  for (const share of shares)
    if (!own.has(share.href))
      byOwner.set(share.ownerAddress, [...(byOwner.get(share.ownerAddress) ?? []), share])
  const lent: Lent<One>[] = []
  const waiting = [...byOwner]
  const readNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [address, theirs] = next
      const via = await services.behalf(tenant, address)
      if (via !== null) lent.push(...lentBy(via, await collectionsOf(via), theirs))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, readNext))
  return lent
}

function lentBy<One extends Held>(via: One, collections: Collection[], shares: LentShare[]): Lent<One>[] {
  return collections.flatMap((collection): Lent<One>[] => {
    const given = shares.filter(({ href }) => href === collection.href)
    const [strongest] = given.toSorted((a, b) => firmness[b.access] - firmness[a.access])
    if (strongest === undefined) return []
    const { ownerAddress: address, ownerName, access } = strongest
    return [
      {
        via,
        collection,
        access,
        owner: { address, name: ownerName || nameOfAddress(address) },
        everyone: given.every(({ grantee }) => grantee === EVERYONE),
      },
    ]
  })
}

/** Of a server that is away the last that is known; its own failure is told with one's own calendars. */
async function collectionsOf(via: Held): Promise<Collection[]> {
  try {
    return (await via.collections()).collections
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return via.remembered
  }
}

function said(list: readonly Lent<Held>[]): string {
  const rows = list.map(({ collection, access, owner }) =>
    [collection.href, collection.displayName, collection.colour, access, owner.name].join('\n'),
  )
  return rows.toSorted().join('\n\n')
}
