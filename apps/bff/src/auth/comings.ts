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
    const tenant = await this.#tenants.byDomain(domainOf(name))
    if (tenant === undefined || (await rolesOf(this.#db, tenant.id, name)).length === 0) return
    const actor = { kind: 'person', name, tenantId: tenant.id, ip } as const
    await recorded(this.#db, { act: 'session/refused', actor, tenantId: tenant.id }, async () => undefined)
  }
}
