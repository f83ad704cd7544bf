import { randomBytes } from 'node:crypto'
import { seal, sha256, stamp, unseal } from '../crypto/seal.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/open.ts'
import * as table from '../db/sessions.ts'
import type { TenantDirectory } from '../db/tenant-directory.ts'
import type { Tenant } from '../db/tenants.ts'
import { accountKey, type Account } from '../http/account.ts'
import { AppError } from '../http/app-error.ts'
import type { Credential, OpenCredential } from '../http/credential.ts'
import type { SignedIn } from '../http/mount.ts'

/** Within this time a session revoked on another node is seen here. */
const RECHECK_MS = 5_000
const TOUCH_MS = 30_000

export interface OpenSession extends SignedIn {
  /** SHA-256 of the cookie's half of the key: a session that is remembered still opens for the whole cookie only. */
  holderHash: Buffer
  shared: boolean
  idleSeconds: number
  lastSeenAt: number
  absoluteEndsAt: number
  checkedAt: number
  touchedAt: number
}

/** Signed-in browsers. A session is a row; what is here is a memory of rows, dropped at any doubt. */
export class Sessions {
  readonly #db: Db
  readonly #config: Config
  readonly #tenants: TenantDirectory
  readonly #credentialOf: OpenCredential
  readonly #open = new Map<string, OpenSession>()
  readonly #sweep: NodeJS.Timeout

  constructor(deps: { db: Db; config: Config; tenants: TenantDirectory; openCredential: OpenCredential }) {
    this.#db = deps.db
    this.#config = deps.config
    this.#tenants = deps.tenants
    this.#credentialOf = deps.openCredential
    this.#sweep = setInterval(() => this.#forgetEnded(), 60_000)
    this.#sweep.unref()
  }

  /** Makes a session and what its cookie holds: 32 bytes that name it, 32 that open its credential. */
  async create(
    tenant: Tenant,
    who: {
      address: string
      credential: Credential
      /** Where it came from, when that is an identity provider. */
      grantId?: string
      shared: boolean
      userAgent: string
      ip: string
    },
  ): Promise<{ cookie: string; session: OpenSession }> {
    const id = randomBytes(32)
    const holder = randomBytes(32)
    const idHash = sha256(id)
    const accountId = await table.accountOf(this.#db, tenant.id, who.address)
    const absoluteEndsAt = Date.now() + this.#config.absoluteSeconds * 1000
    await table.insertSession(this.#db, {
      id_hash: idHash,
      tenant_id: tenant.id,
      account_id: accountId,
      sealed: seal(
        who.credential.sealed,
        { server: this.#config.key, holder },
        { tenantId: tenant.id, accountId, rowId: idHash.toString('hex') },
      ),
      shared: who.shared,
      user_agent: who.userAgent.slice(0, 300),
      ip: who.ip,
      absolute_ends_at: new Date(absoluteEndsAt),
      proved_at: null,
      grant_id: who.grantId ?? null,
    })
    const session: OpenSession = {
      account: accountOf(tenant, accountId, who.address, who.credential),
      sessionHash: idHash,
      holderHash: sha256(holder),
      shared: who.shared,
      idleSeconds: this.#idleSeconds(who.shared),
      lastSeenAt: Date.now(),
      absoluteEndsAt,
      checkedAt: Date.now(),
      touchedAt: Date.now(),
    }
    const cookie = Buffer.concat([id, holder]).toString('base64url')
    this.#open.set(idHash.toString('hex'), session)
    return { cookie, session }
  }

  /** The session of a cookie; throws auth/session-required when there is none or it has ended. Counts as activity. */
  async resume(cookie: string | undefined): Promise<OpenSession> {
    const value = cookie === undefined ? Buffer.alloc(0) : Buffer.from(cookie, 'base64url')
    if (value.length !== 64) throw new AppError('auth/session-required')
    const idHash = sha256(value.subarray(0, 32))
    const session = await this.#find(idHash, value.subarray(32))
    if (session === undefined) throw new AppError('auth/session-required')
    session.lastSeenAt = Date.now()
    if (session.lastSeenAt - session.touchedAt > TOUCH_MS) {
      session.touchedAt = session.lastSeenAt
      await table.touchSession(this.#db, idHash)
    }
    return session
  }

  /** Those of them that have ended, here or on another node; no activity. */
  async endedOf(idHashes: Buffer[]): Promise<Buffer[]> {
    const kept = new Set(await table.keptSessions(this.#db, idHashes))
    return idHashes.filter((idHash) => {
      const name = idHash.toString('hex')
      if (!kept.has(name)) this.#open.delete(name)
      const session = this.#open.get(name)
      return session === undefined || ended(session)
    })
  }

  /** Some sessions of a person (`tenant/account`), or of everybody of a body (`tenant/`), may have ended by the word of others. Gives back who has none any more. */
  async lookAgain(whose: string): Promise<string[]> {
    const held = [...this.#open.values()].filter(({ account }) =>
      whose.endsWith('/') ? account.key.startsWith(whose) : account.key === whose,
    )
    await this.endedOf(held.map(({ sessionHash }) => sessionHash))
    const keys = new Set(held.map(({ account }) => account.key))
    return [...keys].filter((key) => this.find(key) === undefined)
  }

  tokenOf(signedIn: SignedIn): string {
    return stamp(this.#config.key, 'csrf', signedIn.sessionHash.toString('hex'))
  }

  async end(signedIn: SignedIn): Promise<void> {
    this.#open.delete(signedIn.sessionHash.toString('hex'))
    await table.deleteSession(this.#db, signedIn.account.accountId, signedIn.sessionHash)
  }

  async endAll(account: Account): Promise<void> {
    this.#forget((session) => session.account.accountId === account.accountId)
    await table.deleteAccountSessions(this.#db, account.accountId)
  }

  async revoke(account: Account, idHash: Buffer): Promise<void> {
    this.#forget(
      (session) => session.account.accountId === account.accountId && session.sessionHash.equals(idHash),
    )
    await table.deleteSession(this.#db, account.accountId, idHash)
  }

  /** The accounts with a live session on this node. */
  find(key: string): Account | undefined {
    for (const session of this.#open.values())
      if (session.account.key === key && !ended(session)) return session.account
    return undefined
  }

  close(): void {
    clearInterval(this.#sweep)
  }

  async #find(idHash: Buffer, holder: Buffer): Promise<OpenSession | undefined> {
    const name = idHash.toString('hex')
    const known = this.#open.get(name)
    if (known !== undefined && !known.holderHash.equals(sha256(holder))) return undefined
    if (
      known !== undefined &&
      !ended(known) &&
      Date.now() - known.checkedAt < RECHECK_MS &&
      known.account.tenant === (await this.#tenants.byId(known.account.tenantId))
    )
      return known

    const row = await table.findSession(this.#db, idHash)
    const tenant = row && (await this.#tenants.byId(row.tenant_id))
    if (row === undefined || tenant === undefined) return this.#drop(name, known)
    if (known !== undefined) {
      known.checkedAt = Date.now()
      // It may have been used at another node.
      known.lastSeenAt = Math.max(known.lastSeenAt, row.last_seen_at.getTime())
      if (ended(known)) return this.#drop(name, known)
      if (known.account.tenant !== tenant) {
        const { accountId, address, credential } = known.account
        const now = this.#credentialOf({ tenant, accountId, address }, credential.sealed)
        if (now === undefined) return this.#drop(name, known)
        known.account = { ...known.account, tenant, credential: now }
      }
      return known
    }
    const context = { tenantId: row.tenant_id, accountId: row.account_id, rowId: name }
    const sealed = unseal(row.sealed, { server: this.#config.key, holder }, context)
    const whose = { tenant, accountId: row.account_id, address: row.address }
    const credential = sealed === undefined ? undefined : this.#credentialOf(whose, sealed)
    if (credential === undefined) return undefined
    const session: OpenSession = {
      account: accountOf(tenant, row.account_id, row.address, credential),
      sessionHash: idHash,
      holderHash: sha256(holder),
      shared: row.shared,
      idleSeconds: this.#idleSeconds(row.shared),
      lastSeenAt: row.last_seen_at.getTime(),
      absoluteEndsAt: row.absolute_ends_at.getTime(),
      checkedAt: Date.now(),
      touchedAt: row.last_seen_at.getTime(),
    }
    if (ended(session)) return this.#drop(name, session)
    this.#open.set(name, session)
    return session
  }

  #drop(name: string, session: OpenSession | undefined): undefined {
    this.#open.delete(name)
    if (session !== undefined) void this.end(session).catch(() => undefined)
    return undefined
  }

  #idleSeconds(shared: boolean): number {
    return shared ? this.#config.sharedIdleSeconds : this.#config.idleSeconds
  }

  #forgetEnded(): void {
    this.#forget(ended)
    void table.deleteEndedSessions(this.#db, this.#config.idleSeconds).catch(() => undefined)
  }

  #forget(which: (session: OpenSession) => boolean): void {
    for (const [name, session] of this.#open) if (which(session)) this.#open.delete(name)
  }
}

function ended(session: OpenSession): boolean {
  const now = Date.now()
  return now > session.absoluteEndsAt || now > session.lastSeenAt + session.idleSeconds * 1000
}

function accountOf(tenant: Tenant, accountId: string, address: string, credential: Credential): Account {
  return {
    key: accountKey(tenant.id, accountId),
    tenantId: tenant.id,
    accountId,
    address,
    credential,
    tenant,
  }
}
