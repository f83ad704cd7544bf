import type { Db } from './open.ts'
import { listTenants, type Tenant } from './tenants.ts'

/** How long a change made by the command line or another node may take to be seen here. */
const FRESH_MS = 2_000

/** All tenants, read at most every two seconds: every request asks, and there are a few hundred of them. */
export class TenantDirectory {
  readonly #db: Db
  #readAt = 0
  #reading: Promise<Tenant[]> | undefined
  #tenants: Tenant[] = []

  constructor(db: Db) {
    this.#db = db
  }

  async byId(id: string): Promise<Tenant | undefined> {
    return (await this.#current()).find((tenant) => tenant.id === id)
  }

  async byDomain(domain: string): Promise<Tenant | undefined> {
    return (await this.#current()).find((tenant) => tenant.domains.includes(domain))
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

  async #current(): Promise<Tenant[]> {
    if (Date.now() - this.#readAt < FRESH_MS) return this.#tenants
    this.#reading ??= listTenants(this.#db)
      .then((tenants) => {
        this.#tenants = tenants
        this.#readAt = Date.now()
        return tenants
      })
      .finally(() => {
        this.#reading = undefined
      })
    return this.#reading
  }
}
