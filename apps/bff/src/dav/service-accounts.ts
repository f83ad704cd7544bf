import { listCollections } from '@staffetta/dav'
import { findDavHome, listDavHomes, putDavHome } from '../db/dav-homes.ts'
import type { Db } from '../db/open.ts'
import type { DavService } from '../db/schema/dav.ts'
import { serviceCredential } from '../db/service-accounts.ts'
import type { Tenant } from '../db/tenants.ts'
import type { Account } from '../http/account.ts'
import { passwordCredential } from '../http/credential.ts'
import type { CollectionMemory, Remembered } from './collection-memory.ts'
import type { HeldAccount, Standing } from './held-account.ts'
import type { HeldAccounts } from './held-accounts.ts'

/** A person nobody has signed in as yet has chosen nothing. */
const NOBODY = '00000000-0000-0000-0000-000000000000'
const ABSENT_FRESH_MS = 60_000

interface Deps<One extends HeldAccount<CollectionMemory<Remembered>, never>> {
  service: DavService
  db: Db
  key: Buffer
  accounts: HeldAccounts<One>
}

/**
 * Calendars, or address books, that are opened with nobody signed in, or for somebody else, through the account the tenant's administrators
 * gave the product on their DAV server. Who may see what is decided by whoever asks here; nothing of it is asked of the server.
 */
export class ServiceAccounts<One extends HeldAccount<CollectionMemory<Remembered>, never>> {
  readonly service: DavService
  readonly #db: Db
  readonly #key: Buffer
  readonly #accounts: HeldAccounts<One>
  /** Addresses that were looked for in vain, and when. */
  readonly #absent = new Map<string, number>()
  readonly #learned = new Map<string, string>()

  constructor({ service, db, key, accounts }: Deps<One>) {
    this.service = service
    this.#db = db
    this.#key = key
    this.#accounts = accounts
  }

  /** Whether the tenant has such an account. */
  serves(tenant: Tenant): boolean {
    return tenant.endpoints.dav !== undefined && serviceCredential(tenant, 'dav', this.#key) !== null
  }

  /** What is the service account's own: the calendars of rooms and cars. Null where the tenant has none. */
  own(tenant: Tenant): One | null {
    const credential = serviceCredential(tenant, 'dav', this.#key)
    if (credential === null || tenant.endpoints.dav === undefined) return null
    const { user, password } = credential
    return this.#accounts.of({
      key: `${tenant.id}/service`,
      tenantId: tenant.id,
      accountId: NOBODY,
      address: user,
      credential: passwordCredential(user, password),
      tenant,
    })
  }

  /**
   * What one of the tenant's people has, through the service account. Null where the tenant has none, where the
   * address is not the tenant's, or where nobody knows a home of theirs.
   */
  async behalf(tenant: Tenant, address: string): Promise<One | null> {
    const wanted = address.toLowerCase()
    const domain = wanted.slice(wanted.lastIndexOf('@') + 1)
    const service = this.own(tenant)
    const credential = serviceCredential(tenant, 'dav', this.#key)
    if (service === null || credential === null || !tenant.domains.includes(domain)) return null
    const key = `${tenant.id}/service/${wanted}`
    if (Date.now() - (this.#absent.get(key) ?? 0) < ABSENT_FRESH_MS) return null
    const known = await findDavHome(this.#db, this.service, tenant.id, wanted)
    const home = known?.href ?? (await this.#guess(service, tenant, wanted))
    if (home === undefined) {
      if (this.#absent.size > 10_000) this.#absent.clear()
      this.#absent.set(key, Date.now())
      return null
    }
    const account: Account = {
      key,
      tenantId: tenant.id,
      accountId: known?.accountId ?? NOBODY,
      address: wanted,
      credential: passwordCredential('', ''),
      tenant,
    }
    const standing: Standing = { ...credential, home }
    return this.#accounts.of(account, standing)
  }

  /** Keeps where somebody's things are, for when somebody else asks. */
  learn(account: Account, home: string): void {
    if (account.accountId === NOBODY || this.#learned.get(account.key) === home) return
    if (this.#learned.size > 10_000) this.#learned.clear()
    this.#learned.set(account.key, home)
    this.#absent.delete(`${account.tenantId}/service/${account.address.toLowerCase()}`)
    putDavHome(this.#db, this.service, account, home).catch(() => this.#learned.delete(account.key))
  }

  /** Where another one's home contains their address, this one's is at the same place with this one's; if it is there. */
  async #guess(service: One, tenant: Tenant, address: string): Promise<string | undefined> {
    const { calendarHomes, addressbookHomes } = await service.discovered()
    const homes = this.service === 'calendar' ? calendarHomes : addressbookHomes
    const own = service.account.address.toLowerCase()
    const like =
      homes.map((href) => homeLike(href, own, address)).find((href) => href !== undefined) ??
      (await listDavHomes(this.#db, this.service, tenant.id))
        .map((known) => homeLike(known.href, known.address, address))
        .find((href) => href !== undefined)
    if (like === undefined) return undefined
    try {
      const collections = await listCollections(service.dav, like, service.patience(), { versions: false })
      return collections.length > 0 ? like : undefined
    } catch {
      return undefined
    }
  }
}

/** The path with another address in the place of this one; undefined where it does not contain it. */
function homeLike(href: string, address: string, other: string): string | undefined {
  const segments = href.split('/').map(decoded)
  const at = segments.findIndex((segment) => segment.toLowerCase() === address)
  if (at < 0) return undefined
  return segments.with(at, other).map(encodeURIComponent).join('/').replaceAll('%40', '@')
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
