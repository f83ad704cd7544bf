import type { AdminAccess, Route } from '@staffetta/contract'
import type { FastifyRequest } from 'fastify'
import type { Db } from '../db/open.ts'
import { passkeysOf } from '../db/passkeys.ts'
import { rolesOf } from '../db/roles.ts'
import { factorsOf } from '../db/second-factors.ts'
import { provedAt } from '../db/sessions.ts'
import type { TenantDirectory } from '../db/tenant-directory.ts'
import type { Account } from '../http/account.ts'
import type { Actor } from '../http/actor.ts'
import type { Administrator } from '../http/administrator.ts'
import { AppError } from '../http/app-error.ts'
import type { SignedIn } from '../http/mount.ts'

/** How long a dangerous act may follow the proof of the second factor. */
const FRESH_MS = 5 * 60_000

/**
 * Asked anew for every request of theirs, which are few: a role that ended, or a session that proved itself on another node, is
 * known at once.
 */
export class Administrators {
  readonly #db: Db
  readonly #tenants: TenantDirectory

  constructor({ db, tenants }: { db: Db; tenants: TenantDirectory }) {
    this.#db = db
    this.#tenants = tenants
  }

  /** A body somebody has no role for does not exist for them: 404, as for one that is not there. */
  async authorise(request: FastifyRequest, route: Route, signedIn: SignedIn): Promise<Administrator> {
    const { account } = signedIn
    const held = await rolesOf(this.#db, account.tenantId, account.address)
    const roles = held.filter(({ role }) => route.roles?.includes(role))
    if (roles.length === 0) throw new AppError(held.length === 0 ? 'auth/role-required' : 'request/not-found')
    await this.#checkProof(route.proof ?? 'session', signedIn)
    const { tenantId } = request.params as { tenantId?: string }
    const here = roles.filter(
      ({ scopeId }) => scopeId === null || tenantId === undefined || scopeId === tenantId,
    )
    if (here.length === 0) throw new AppError('request/not-found')
    if (route.method !== 'GET' && tenantId !== undefined) await this.#checkStands(tenantId)
    return { roles: here, actor: actorOf(account, request.ip) }
  }

  /** Of a body that is gone there is a proof that nothing is left: nobody writes anything into it again. */
  async #checkStands(tenantId: string): Promise<void> {
    if ((await this.#tenants.byId(tenantId))?.state === 'closed') throw new AppError('admin/step-refused')
  }

  async isFresh({ sessionHash }: SignedIn): Promise<boolean> {
    const at = await provedAt(this.#db, sessionHash)
    return at !== null && Date.now() - at.getTime() < FRESH_MS
  }

  async access({ account, sessionHash }: SignedIn): Promise<AdminAccess> {
    const [held, factors, keys, at] = await Promise.all([
      rolesOf(this.#db, account.tenantId, account.address),
      factorsOf(this.#db, account),
      passkeysOf(this.#db, account),
      provedAt(this.#db, sessionHash),
    ])
    const roles = held.map(async ({ role, scopeId }) => ({
      role,
      scope: scopeId === null ? null : { id: scopeId, name: (await this.#tenants.byId(scopeId))?.name ?? '' },
    }))
    const hasCode = factors.some(({ kind }) => kind === 'totp')
    return {
      roles: await Promise.all(roles),
      hasFactor: hasCode || keys.length > 0,
      hasCode,
      keyHosts: [...new Set(keys.map(({ host }) => host))],
      provedAt: at?.toISOString() ?? null,
    }
  }

  async #checkProof(proof: Route['proof'], signedIn: SignedIn): Promise<void> {
    if (proof === 'none') return
    if ((await provedAt(this.#db, signedIn.sessionHash)) === null)
      throw new AppError('admin/second-factor-required')
    if (proof === 'fresh' && !(await this.isFresh(signedIn))) throw new AppError('admin/proof-required')
  }
}

export function actorOf({ address, tenantId }: Account, ip: string): Actor {
  return { kind: 'person', name: address, tenantId, ip }
}
