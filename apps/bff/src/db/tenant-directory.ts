import { isDeepStrictEqual } from 'node:util'
import type { Db } from './open.ts'
import { listTenants, type Tenant } from './tenants.ts'

/** All tenants, read every two seconds at most: every request asks, and there are a few hundred of them. */
export class TenantDirectory {
  readonly #db: Db
  readonly #freshMs: number
  #readAt = 0
  #reading: Promise<Tenant[]> | undefined
  #tenants: Tenant[] = []

  /** `freshMs`: how long a change by the command line or another node may take to be seen here. */
  constructor(db: Db, freshMs: number) {
    this.#db = db
    this.#freshMs = freshMs
  }

  async byId(id: string): Promise<Tenant | undefined> {
    return (await this.#current()).find((tenant) => tenant.id === id)
  }

  /** Several, where bodies share a domain. */
  async ofDomain(domain: string): Promise<Tenant[]> {
    return (await this.#current()).filter((tenant) => tenant.domains.includes(domain))
  }

  async byHost(host: string): Promise<Tenant | undefined> {
    return (await this.#current()).find((tenant) => tenant.hosts.includes(host))
  }

  /** Several bodies may have one provider. */
  async byIssuer(issuer: string): Promise<Tenant[]> {
    return (await this.#current()).filter(({ identity }) => identity?.issuer === issuer)
  }

  /** Who runs the installation for all others, where one does. */
  async provider(): Promise<Tenant | undefined> {
    return (await this.#current()).find(({ isProvider }) => isProvider)
  }

  /** Something of them was changed at another node. */
  forget(): void {
    this.#readAt = 0
    this.#reading = undefined
  }

  async #current(): Promise<Tenant[]> {
    if (Date.now() - this.#readAt < this.#freshMs) return this.#tenants
    this.#reading ??= this.#read()
    return this.#reading
  }

  #read(): Promise<Tenant[]> {
    const reading: Promise<Tenant[]> = listTenants(this.#db)
      .then((read) => {
        const tenants = asBefore(this.#tenants, read)
        // What began before something changed is good for whoever waits for it, and for nobody else.
        if (this.#reading !== reading) return tenants
        this.#tenants = tenants
        this.#readAt = Date.now()
        return tenants
      })
      .catch((error: unknown) => {
        // A database that is away for a moment changes nothing of them.
        if (this.#tenants.length === 0) throw error
        return this.#tenants
      })
      .finally(() => {
        if (this.#reading === reading) this.#reading = undefined
      })
    return reading
  }
}

/** What did not change is the same object as before: whoever holds it sees at a glance that it is still true. */
function asBefore(known: readonly Tenant[], read: readonly Tenant[]): Tenant[] {
  const before = new Map(known.map((tenant) => [tenant.id, tenant]))
  return read.map((tenant) => {
    const same = before.get(tenant.id)
    return same !== undefined && isDeepStrictEqual(same, tenant) ? same : tenant
  })
}
