import type { Colleague } from '@staffetta/contract'
import { findPrincipals, isDavError, nameOf } from '@staffetta/dav'
import { findNames, listColleagues as listKnown } from '../db/colleagues.ts'
import type { Db } from '../db/open.ts'
import { nameOfAddress } from '../http/account.ts'
import type { CollectionMemory, Remembered } from './collection-memory.ts'
import type { HeldAccount } from './held-account.ts'

type Held = HeldAccount<CollectionMemory<Remembered>, never>

const MOST = 20
const PRINCIPALS_MS = 2_000

/** People of the body: those who have been here, and those its server knows. */
export async function listColleagues(
  db: Db,
  account: Held,
  text: string,
): Promise<{ colleagues: Colleague[] }> {
  const { tenantId, tenant } = account.account
  const wanted = text.trim()
  const [known, principals, me] = await Promise.all([
    listKnown(db, tenantId, { text: wanted, most: MOST }),
    principalsLike(account, wanted),
    account.me(),
  ])
  const colleagues = new Map<string, Colleague>()
  for (const { address, name } of [...principals, ...known]) {
    const key = address.toLowerCase()
    const isInside = tenant.domains.includes(key.slice(key.lastIndexOf('@') + 1))
    if (isInside && !me.includes(key)) colleagues.set(key, { address: key, name: name || nameOfAddress(key) })
  }
  const sorted = [...colleagues.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'it'))
  return { colleagues: sorted.slice(0, MOST) }
}

/** The names people gave themselves, else one made of the address. */
export async function namesOf(
  db: Db,
  tenantId: string,
  addresses: readonly string[],
): Promise<(address: string) => string> {
  const rows = addresses.length === 0 ? [] : await findNames(db, tenantId, addresses)
  const names = new Map(rows.map(({ address, name }) => [address, name]))
  return (address) => names.get(address) || nameOfAddress(address) || address
}

/** A server that keeps them to itself costs nothing but itself. */
async function principalsLike(
  account: Held,
  text: string,
): Promise<{ address: string; name: string | null }[]> {
  const own = await account.discovered()
  if (!own.capabilities.acl || text.length < 2) return []
  try {
    const signal = AbortSignal.timeout(PRINCIPALS_MS)
    const found = await findPrincipals(account.dav, own, text, signal)
    return found
      .map(({ href, name }) => ({ address: nameOf(href), name: name?.includes('@') ? null : (name ?? null) }))
      .filter(({ address }) => address.includes('@'))
  } catch (error) {
    if (isDavError(error) || (error instanceof Error && error.name === 'TimeoutError')) return []
    throw error
  }
}
