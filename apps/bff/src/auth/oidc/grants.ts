import { randomBytes, randomUUID } from 'node:crypto'
import type { Config } from '../../config.ts'
import { seal, unseal } from '../../crypto/seal.ts'
import type { Db } from '../../db/open.ts'
import { asMaster, serviceCredential } from '../../db/service-accounts.ts'
import * as table from '../../db/token-grants.ts'
import type { Tenant } from '../../db/tenants.ts'
import { AppError } from '../../http/app-error.ts'
import { type Credential, passwordCredential } from '../../http/credential.ts'
import { type Claims, GrantRefused, identityOf, type Providers, type Tokens } from './provider.ts'

/** Of the time a token is good for, the last part is not counted on: a request may be on its way for long. */
const LEAST_LEFT_MS = 60_000
/** A server that takes no token at all is not asked with ever newer ones. */
const RENEWED_AT_MOST_MS = 5_000
const POLL_MS = 60
const PATIENCE_MS = 15_000
const SWEEP_MS = 10 * 60_000
/** No password has it: what begins so is no password that was sealed. */
const MARK = '\0'

/** Whoever holds this can open the grant, together with the server's key: a session's cookie, a letter on its way. */
interface Holding {
  grant: string
  secret: string
}

interface Whose {
  tenant: Tenant
  accountId: string
  address: string
}

/**
 * What identity providers gave, one row for each sign-in: the row is the truth, since many providers give a refresh token that is
 * good once. A node remembers the token of now; of all nodes one asks for the next.
 */
export class Grants {
  readonly #db: Db
  readonly #key: Buffer
  readonly #providers: Providers
  readonly #onEnded: (whose: table.EndedGrant) => void
  readonly #now = new Map<string, Tokens>()
  readonly #renewing = new Map<string, Promise<Tokens>>()
  readonly #sweep: NodeJS.Timeout

  constructor(deps: {
    db: Db
    config: Pick<Config, 'key'>
    providers: Providers
    /** The provider gives nothing any more: the sessions that came of it have ended. */
    onEnded: (whose: table.EndedGrant) => void
  }) {
    this.#db = deps.db
    this.#key = deps.config.key
    this.#providers = deps.providers
    this.#onEnded = deps.onEnded
    this.#sweep = setInterval(() => this.#forget(), SWEEP_MS)
    this.#sweep.unref()
  }

  /** Keeps what the provider gave. */
  async create(
    whose: Whose,
    tokens: Tokens,
    { sub, sid, groups }: Claims,
  ): Promise<{ id: string; sealed: string }> {
    const { issuer, clientId } = identityOf(whose.tenant)
    const id = randomUUID()
    const holding: Holding = { grant: id, secret: randomBytes(32).toString('base64url') }
    await table.insertGrant(this.#db, {
      id,
      tenant_id: whose.tenant.id,
      account_id: whose.accountId,
      issuer,
      client_id: clientId,
      subject: sub,
      provider_session: sid ?? null,
      groups: Array.isArray(groups) ? groups.map(String).slice(0, 200) : [],
      sealed: this.#seal(whose, holding, tokens),
    })
    this.#now.set(id, tokens)
    return { id, sealed: MARK + JSON.stringify(holding) }
  }

  /** The credential of what was sealed for somebody: a password, or a grant. Undefined where it is good for nothing any more. */
  open(whose: Whose, sealed: string): Credential | undefined {
    if (!sealed.startsWith(MARK)) return passwordCredential(whose.address, sealed)
    const { identity } = whose.tenant
    if (identity === null) return undefined
    if (identity.servers === 'master') {
      // It would end the name of the person where the server reads it, and begin another.
      if (whose.address.includes('*')) return undefined
      const master = serviceCredential(whose.tenant, 'master', this.#key)
      if (master === null) return undefined
      const { user, password } = asMaster(whose.address, master)
      return {
        ...passwordCredential(user, password),
        sealed,
        same: 'master',
      }
    }
    return {
      kind: 'token',
      user: whose.address,
      sealed,
      // Each browser of a person has a grant of its own; what one has opened is the other's, too.
      same: `token ${identity.issuer}`,
      token: (refused) => this.#token(whose, holdingOf(sealed), refused),
    }
  }

  /** What the provider wants to be shown when somebody leaves. */
  async idTokenOf(whose: Whose, sealed: string): Promise<string | undefined> {
    if (!sealed.startsWith(MARK)) return undefined
    const holding = holdingOf(sealed)
    const row = await table.findGrant(this.#db, rowOf(whose, holding))
    return row && this.#unseal(whose, holding, row.sealed)?.idToken
  }

  close(): void {
    clearInterval(this.#sweep)
  }

  async #token(whose: Whose, holding: Holding, refused: string | undefined): Promise<string> {
    const now = this.#now.get(holding.grant)
    if (now !== undefined && isGood(now, refused)) return now.accessToken
    // All who wait here wait for one.
    let renewing = this.#renewing.get(holding.grant)
    if (renewing === undefined) {
      renewing = this.#renew(whose, holding, refused).finally(() => this.#renewing.delete(holding.grant))
      this.#renewing.set(holding.grant, renewing)
    }
    return (await renewing).accessToken
  }

  async #renew(whose: Whose, holding: Holding, refused: string | undefined): Promise<Tokens> {
    const until = Date.now() + PATIENCE_MS
    while (Date.now() < until) {
      const row = await table.findGrant(this.#db, rowOf(whose, holding))
      const tokens = row && this.#unseal(whose, holding, row.sealed)
      if (row === undefined || tokens === undefined) throw new AppError('auth/session-required')
      if (isGood(tokens, refused)) return this.#remember(holding, tokens)
      const { refreshToken } = tokens
      if (refreshToken === undefined) return this.#orEnd(whose, holding, tokens)
      if (await table.leaseGrant(this.#db, row.id, row.edition)) {
        const next = await this.#next(whose, holding, { ...tokens, refreshToken }, row.edition)
        return this.#remember(holding, next)
      }
      // Another node is asking: what it gets is for all.
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
    throw new AppError('auth/identity-unreachable')
  }

  async #next(
    whose: Whose,
    holding: Holding,
    tokens: Tokens & { refreshToken: string },
    edition: number,
  ): Promise<Tokens> {
    try {
      const next = await this.#providers.renew(whose.tenant, tokens)
      await table.settleGrant(this.#db, holding.grant, edition, this.#seal(whose, holding, next))
      return next
    } catch (error) {
      if (error instanceof GrantRefused) return this.#orEnd(whose, holding, undefined)
      await table.settleGrant(this.#db, holding.grant, edition, null)
      // The provider is away for a moment: what is left of the token is good all the same.
      if (tokens.expiresAt > Date.now()) return tokens
      throw error
    }
  }

  /** Nothing more comes: what is there is used to its end, and then the person signs in again. */
  async #orEnd(whose: Whose, holding: Holding, tokens: Tokens | undefined): Promise<Tokens> {
    if (tokens !== undefined && tokens.expiresAt > Date.now()) return tokens
    this.#now.delete(holding.grant)
    await table.endGrant(this.#db, holding.grant)
    this.#onEnded({ tenantId: whose.tenant.id, accountId: whose.accountId })
    throw new AppError('auth/session-required')
  }

  #remember(holding: Holding, tokens: Tokens): Tokens {
    this.#now.set(holding.grant, tokens)
    return tokens
  }

  #forget(): void {
    for (const [id, { expiresAt }] of this.#now) if (expiresAt < Date.now()) this.#now.delete(id)
    void table.forgetOldGrants(this.#db).catch(() => undefined)
  }

  #seal(whose: Whose, { grant, secret }: Holding, tokens: Tokens): Buffer {
    return seal(JSON.stringify(tokens), this.#halves(secret), contextOf(whose, grant))
  }

  #unseal(whose: Whose, { grant, secret }: Holding, sealed: Buffer): Tokens | undefined {
    const text = unseal(sealed, this.#halves(secret), contextOf(whose, grant))
    return text === undefined ? undefined : (JSON.parse(text) as Tokens)
  }

  #halves(secret: string): { server: Buffer; holder: Buffer } {
    return { server: this.#key, holder: Buffer.from(secret, 'base64url') }
  }
}

/** Whether it can be counted on: one a server refused only if another could not be had since anyway. */
function isGood({ accessToken, obtainedAt, expiresAt }: Tokens, refused: string | undefined): boolean {
  if (accessToken === refused) return Date.now() - obtainedAt < RENEWED_AT_MOST_MS
  return expiresAt - Math.min(LEAST_LEFT_MS, (expiresAt - obtainedAt) / 4) > Date.now()
}

function holdingOf(sealed: string): Holding {
  return JSON.parse(sealed.slice(MARK.length)) as Holding
}

function rowOf({ tenant, accountId }: Whose, { grant }: Holding) {
  return { tenantId: tenant.id, accountId, id: grant }
}

function contextOf({ tenant, accountId }: Whose, grant: string) {
  return { tenantId: tenant.id, accountId, rowId: grant }
}
