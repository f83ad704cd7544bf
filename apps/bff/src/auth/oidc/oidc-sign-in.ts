import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client'
import type { Config } from '../../config.ts'
import type { Db } from '../../db/open.ts'
import { accountOf } from '../../db/sessions.ts'
import type { TenantDirectory } from '../../db/tenant-directory.ts'
import type { Tenant } from '../../db/tenants.ts'
import { AppError } from '../../http/app-error.ts'
import { networkOf } from '../../http/network.ts'
import { RateLimit } from '../../http/rate-limit.ts'
import type { Imap } from '../../mail/imap-client.ts'
import { admit } from '../admission.ts'
import { bodyOf } from '../body-of.ts'
import { addressIn, domainOf } from '../names.ts'
import { prove } from '../proof.ts'
import type { OpenSession, Sessions } from '../sessions.ts'
import { type Attempt, openAttempt, sealAttempt, type Wish } from './attempt.ts'
import type { Grants } from './grants.ts'
import { type Claims, identityOf, type Providers } from './provider.ts'

interface Deps {
  db: Db
  config: Config
  tenants: TenantDirectory
  sessions: Sessions
  providers: Providers
  grants: Grants
  /** The connection of the proof becomes the account's own. */
  onProved: (session: OpenSession, proof: Imap) => void
}

/**
 * The proof of who somebody is, is their body's word (OpenID Connect, authorization code with PKCE); that the mailbox is theirs, the
 * mail server says, which takes the provider's token, or ours as master.
 */
export class OidcSignIn {
  readonly #deps: Deps
  readonly #byNetwork = new RateLimit({ burst: 60, perMinute: 60 })

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** Where the browser goes, and what it keeps until it comes back. Throws AppError. */
  async begin(
    wish: Wish,
    from: { host: string; body: string | undefined; ip: string; redirectUri: (tenant: Tenant) => string },
  ): Promise<{ url: string; kept: string }> {
    this.#byNetwork.take(networkOf(from.ip))
    const { tenants, providers, config } = this.#deps
    const tenant =
      wish.address === null
        ? await tenants.byHost(from.host)
        : await bodyOf(tenants, domainOf(wish.address.toLowerCase()), { host: from.host, body: from.body })
    if (tenant === undefined) throw new AppError('auth/domain-unknown')
    checkServed(tenant)
    const question = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
    const redirectUri = from.redirectUri(tenant)
    const url = await providers.authorizationUrl(tenant, question, {
      redirectUri,
      hint: wish.address,
      // A session that ended here is begun again by whoever proves it now, not by whoever the provider remembers.
      again: wish.beside,
    })
    const attempt = { ...question, wish, tenantId: tenant.id, redirectUri, beganAt: Date.now() }
    return { url: url.href, kept: sealAttempt(config.key, attempt) }
  }

  /** What the browser wanted when it left; undefined where it kept nothing that holds. */
  wishOf(kept: string | undefined): Wish | undefined {
    return openAttempt(this.#deps.config.key, kept)?.wish
  }

  /** The browser is back with an answer. Throws AppError. */
  async finish(
    kept: string | undefined,
    { search, ip, userAgent }: { search: string; ip: string; userAgent: string },
  ): Promise<{ cookie: string; session: OpenSession }> {
    const { db, config, tenants, sessions, providers, grants } = this.#deps
    const attempt = openAttempt(config.key, kept)
    const tenant = attempt && (await tenants.byId(attempt.tenantId))
    if (attempt === undefined || tenant === undefined) throw new AppError('auth/identity-unfinished')
    checkServed(tenant)
    const answer = new URL(attempt.redirectUri)
    answer.search = search
    const { tokens, claims } = await providers.exchange(tenant, answer, attempt)
    const address = addressOf(tenant, claims, attempt)
    await admit(db, tenant, address)
    const accountId = await accountOf(db, tenant.id, address)
    const whose = { tenant, accountId, address }
    const { id: grantId, sealed } = await grants.create(whose, tokens, claims)
    const credential = grants.open(whose, sealed)
    if (credential === undefined) throw new AppError('auth/token-not-accepted')
    const proof = await prove(tenant, address, credential).catch((error: unknown) => {
      const refused = error instanceof AppError && error.code === 'auth/credentials-refused'
      throw refused ? new AppError('auth/token-not-accepted', undefined, { cause: error }) : error
    })
    try {
      const { shared } = attempt.wish
      const created = await sessions.create(tenant, { address, credential, grantId, shared, userAgent, ip })
      this.#deps.onProved(created.session, proof)
      return created
    } catch (error) {
      proof.close()
      throw error
    }
  }
}

function checkServed(tenant: Tenant): void {
  if (tenant.state === 'suspended')
    throw new AppError('auth/service-suspended', { reason: tenant.stateReason })
  if (tenant.endpoints.imap === undefined) throw new AppError('auth/service-disabled')
}

function addressOf(tenant: Tenant, claims: Claims, { wish }: Attempt): string {
  const { addressClaim, trustsAddress } = identityOf(tenant)
  const address = addressIn(claims[addressClaim])
  if (address === undefined || !(trustsAddress || claims['email_verified'] === true))
    throw new AppError('auth/address-missing')
  // A provider of one body says nothing about the people of another.
  if (!tenant.domains.includes(domainOf(address))) throw new AppError('auth/address-outside', { address })
  if (wish.beside && wish.address?.toLowerCase() !== address)
    throw new AppError('auth/other-person', { address })
  return address
}
