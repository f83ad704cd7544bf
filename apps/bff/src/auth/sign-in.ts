import type { Db } from '../db/open.ts'
import type { TenantDirectory } from '../db/tenant-directory.ts'
import type { Tenant } from '../db/tenants.ts'
import { AppError } from '../http/app-error.ts'
import { passwordCredential } from '../http/credential.ts'
import { networkOf } from '../http/network.ts'
import { RateLimit } from '../http/rate-limit.ts'
import type { ImapAccounts } from '../mail/imap-accounts.ts'
import type { Imap } from '../mail/imap-client.ts'
import { admit } from './admission.ts'
import { bodyOf } from './body-of.ts'
import { addressIn, domainOf } from './names.ts'
import { adoptProof, prove } from './proof.ts'
import type { OpenSession, Sessions } from './sessions.ts'

/** Servers refuse after 0 to 2 seconds, by who is asked for: all refusals take at least this long here. */
const REFUSAL_MS = 2_000

export interface Attempt {
  address: string
  password: string
  shared: boolean
  ip: string
  userAgent: string
  /** The name the browser asked for. */
  host: string
  /** Which of several bodies that share the domain. */
  body?: string | undefined
}

/**
 * The proof of who somebody is, is an IMAP login. Limits count refusals only, by person and network together, so that a
 * stranger elsewhere cannot lock anybody out; by network, tenant and node against guessing in bulk.
 */
export class SignIn {
  readonly #db: Db
  readonly #tenants: TenantDirectory
  readonly #sessions: Sessions
  readonly #imap: ImapAccounts
  readonly #limits: { limit: RateLimit; key: (attempt: Attempt) => string }[]

  constructor(deps: { db: Db; tenants: TenantDirectory; sessions: Sessions; imap: ImapAccounts }) {
    this.#db = deps.db
    this.#tenants = deps.tenants
    this.#sessions = deps.sessions
    this.#imap = deps.imap
    this.#limits = [
      {
        limit: new RateLimit({ burst: 10, perMinute: 5 }),
        key: ({ address, ip }) => `${address} ${networkOf(ip)}`,
      },
      { limit: new RateLimit({ burst: 100, perMinute: 60 }), key: ({ ip }) => networkOf(ip) },
      { limit: new RateLimit({ burst: 300, perMinute: 200 }), key: ({ address }) => domainOf(address) },
      { limit: new RateLimit({ burst: 2000, perMinute: 2000 }), key: () => 'all' },
    ]
  }

  async attempt(given: Attempt): Promise<{ cookie: string; session: OpenSession; tenant: Tenant }> {
    const attempt = { ...given, address: given.address.trim().toLowerCase() }
    for (const { limit, key } of this.#limits) limit.take(key(attempt))
    const startedAt = Date.now()
    const { host, body } = attempt
    const tenant = await bodyOf(this.#tenants, domainOf(attempt.address), { host, body })
    if (tenant.state === 'suspended')
      throw new AppError('auth/service-suspended', { reason: tenant.stateReason })
    if (tenant.endpoints.imap === undefined) throw new AppError('auth/service-disabled')
    if (tenant.identity !== null && !tenant.identity.passwords) throw new AppError('auth/password-not-used')
    const proof = await this.#prove(tenant, attempt, startedAt)
    for (const { limit, key } of this.#limits) limit.giveBack(key(attempt))
    try {
      await admit(this.#db, tenant, attempt.address)
      const credential = passwordCredential(attempt.address, attempt.password)
      const created = await this.#sessions.create(tenant, { ...attempt, credential })
      adoptProof(this.#imap, created.session, proof)
      return { tenant, ...created }
    } catch (error) {
      proof.close()
      throw error
    }
  }

  async #prove(tenant: Tenant, attempt: Attempt, startedAt: number): Promise<Imap> {
    const { address, password } = attempt
    if (/[\r\n\0]/.test(password) || addressIn(address) === undefined) throw await refused(startedAt)
    try {
      return await prove(tenant, address, passwordCredential(address, password))
    } catch (error) {
      const wrong = error instanceof AppError && error.code === 'auth/credentials-refused'
      throw wrong ? await refused(startedAt) : error
    }
  }
}

async function refused(startedAt: number): Promise<AppError> {
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, REFUSAL_MS - (Date.now() - startedAt))))
  return new AppError('auth/credentials-refused')
}
