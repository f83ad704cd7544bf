import type { Act } from '@staffetta/contract'
import type { Db } from '../db/open.ts'
import { rolesOf } from '../db/roles.ts'
import type { TenantDirectory } from '../db/tenant-directory.ts'
import type { Account } from '../http/account.ts'
import { recorded } from '../register/record.ts'
import { actorOf } from './administrators.ts'
import { domainOf } from './names.ts'

/** Of those who administer, every coming and going is kept. */
export class Comings {
  readonly #db: Db
  readonly #tenants: TenantDirectory

  constructor(deps: { db: Db; tenants: TenantDirectory }) {
    this.#db = deps.db
    this.#tenants = deps.tenants
  }

  async noted(act: Act, account: Account, ip: string): Promise<void> {
    const { tenantId, address } = account
    if ((await rolesOf(this.#db, tenantId, address)).length === 0) return
    await recorded(this.#db, { act, actor: actorOf(account, ip), tenantId }, async () => undefined)
  }

  async refused(given: string, ip: string): Promise<void> {
    const name = given.trim().toLowerCase()
    for (const { id: tenantId } of await this.#tenants.ofDomain(domainOf(name))) {
      if ((await rolesOf(this.#db, tenantId, name)).length === 0) continue
      const actor = { kind: 'person', name, tenantId, ip } as const
      await recorded(this.#db, { act: 'session/refused', actor, tenantId }, async () => undefined)
    }
  }
}
