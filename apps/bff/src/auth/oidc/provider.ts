import { createRemoteJWKSet, customFetch as joseFetch, errors as jose, jwtVerify } from 'jose'
import * as oidc from 'openid-client'
import type { Config } from '../../config.ts'
import { clientSecret, type IdentityProvider } from '../../db/identity-providers.ts'
import type { Tenant } from '../../db/tenants.ts'
import { AppError } from '../../http/app-error.ts'
import { guardedExchange } from '../../http/guarded-fetch.ts'

const TIMEOUT_MS = 10_000
const MOST_BYTES = 1_000_000
/** Providers change their keys and addresses seldom; a mended setting should help soon. */
const FRESH_MS = 10 * 60_000
/** Said by no provider: as short as the shortest that is usual. */
const UNSAID_SECONDS = 300

/** What a provider gave; only here and sealed. */
export interface Tokens {
  accessToken: string
  /** Milliseconds. */
  obtainedAt: number
  expiresAt: number
  refreshToken: string | undefined
  /** Tells the provider later whose session there is to end. */
  idToken: string | undefined
}

/** What is kept in the browser between the two visits, so that an answer belongs to who asked. */
export interface Question {
  state: string
  nonce: string
  verifier: string
}

/** Who somebody is, in the provider's words. */
export interface Claims {
  sub: string
  sid: string | undefined
  [claim: string]: unknown
}

/** How we are known to a provider. */
interface Introduced {
  issuer: string
  clientId: string
  /** Null: a public client. */
  secret: string | null
}

/** The provider says that what was given does not hold any more. */
export class GrantRefused extends Error {
  override readonly name = 'GrantRefused'
}

interface Known {
  key: string
  at: number
  configuration: Promise<oidc.Configuration>
}

/** The one place that speaks to identity providers; what may be reached is decided by the guarded exchange. */
export class Providers {
  readonly #config: Pick<Config, 'key' | 'identityNetworks'>
  readonly #known = new Map<string, Known>()
  readonly #keys = new Map<string, ReturnType<typeof createRemoteJWKSet>>()

  constructor(config: Pick<Config, 'key' | 'identityNetworks'>) {
    this.#config = config
  }

  /** Where the browser goes (RFC 6749 §4.1, with PKCE: RFC 7636). */
  async authorizationUrl(
    tenant: Tenant,
    { state, nonce, verifier }: Question,
    { redirectUri, hint, again }: { redirectUri: string; hint: string | null; again: boolean },
  ): Promise<URL> {
    const configuration = await this.#configurationOf(tenant)
    return oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: identityOf(tenant).scopes,
      response_type: 'code',
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(hint !== null && { login_hint: hint }),
      ...(again && { prompt: 'login' }),
    })
  }

  /** What the answer is worth. Throws AppError: the person was refused, or something of the answer does not hold. */
  async exchange(
    tenant: Tenant,
    answer: URL,
    { state, nonce, verifier }: Question,
  ): Promise<{ tokens: Tokens; claims: Claims }> {
    const configuration = await this.#configurationOf(tenant)
    const got = await told(
      oidc.authorizationCodeGrant(configuration, answer, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      }),
    )
    const claims = got.claims()
    if (claims === undefined) throw new AppError('auth/identity-unfinished')
    // Many say in the ID token only who somebody is for them, and the address where they are asked for it.
    const more =
      identityOf(tenant).addressClaim in claims ||
      configuration.serverMetadata().userinfo_endpoint === undefined
        ? {}
        : await told(oidc.fetchUserInfo(configuration, got.access_token, claims.sub))
    const sid = typeof claims['sid'] === 'string' ? claims['sid'] : undefined
    return { tokens: tokensOf(got, undefined), claims: { ...more, ...claims, sid } }
  }

  /** The next tokens. Throws GrantRefused where there are none any more, AppError where nobody answered. */
  async renew(tenant: Tenant, before: Tokens & { refreshToken: string }): Promise<Tokens> {
    const configuration = await this.#configurationOf(tenant)
    try {
      return tokensOf(await oidc.refreshTokenGrant(configuration, before.refreshToken), before)
    } catch (error) {
      if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant')
        throw new GrantRefused(error.error)
      throw unreachable(error)
    }
  }

  /** Where the browser goes to end the session there, too; null where the provider has no such place. */
  async endSessionUrl(tenant: Tenant, idToken: string | undefined, backTo: string): Promise<string | null> {
    const configuration = await this.#configurationOf(tenant)
    if (configuration.serverMetadata().end_session_endpoint === undefined) return null
    return oidc.buildEndSessionUrl(configuration, {
      post_logout_redirect_uri: backTo,
      ...(idToken !== undefined && { id_token_hint: idToken }),
    }).href
  }

  /** OpenID Connect Back-Channel Logout 1.0 §2.6. Undefined for whatever is no such token of this provider for us. */
  async readLogoutToken(
    tenant: Tenant,
    token: string,
  ): Promise<{ jti: string; subject: string | undefined; session: string | undefined } | undefined> {
    const { issuer, clientId } = identityOf(tenant)
    const { jwks_uri: address } = (await this.#configurationOf(tenant)).serverMetadata()
    if (address === undefined) return undefined
    try {
      const { payload } = await jwtVerify(token, this.#keysAt(address), {
        issuer,
        audience: clientId,
        algorithms: [
          'RS256',
          'RS384',
          'RS512',
          'PS256',
          'PS384',
          'PS512',
          'ES256',
          'ES384',
          'ES512',
          'EdDSA',
        ],
        requiredClaims: ['iat', 'jti', 'events'],
        maxTokenAge: '5 minutes',
        clockTolerance: 30,
      })
      const { events, jti, sub, sid } = payload
      const isLogout =
        typeof events === 'object' &&
        events !== null &&
        'http://schemas.openid.net/event/backchannel-logout' in events
      // With a nonce it would be an ID token in disguise.
      if (!isLogout || 'nonce' in payload || jti === undefined) return undefined
      const session = typeof sid === 'string' ? sid : undefined
      return sub === undefined && session === undefined ? undefined : { jti, subject: sub, session }
    } catch (error) {
      if (error instanceof jose.JOSEError && !(error instanceof jose.JWKSTimeout)) return undefined
      throw unreachable(error)
    }
  }

  #keysAt(address: string): ReturnType<typeof createRemoteJWKSet> {
    let keys = this.#keys.get(address)
    if (keys === undefined) {
      keys = createRemoteJWKSet(new URL(address), {
        [joseFetch]: (url, { headers, method, signal }) =>
          this.#fetch(String(url), { headers: Object.fromEntries(headers), method, signal }),
      })
      this.#keys.set(address, keys)
    }
    return keys
  }

  async #configurationOf(tenant: Tenant): Promise<oidc.Configuration> {
    const identity = identityOf(tenant)
    const key = JSON.stringify([identity.issuer, identity.clientId, identity.sealedSecret])
    let known = this.#known.get(tenant.id)
    if (known === undefined || known.key !== key || Date.now() - known.at > FRESH_MS) {
      known = { key, at: Date.now(), configuration: this.#discover(tenant, identity) }
      this.#known.set(tenant.id, known)
      known.configuration.catch(() => this.#known.delete(tenant.id))
    }
    return known.configuration
  }

  /** Asks a provider who it is, before it is any body's: its name to the letter. Throws AppError: nobody is there, or somebody else. */
  async introduce(said: Introduced): Promise<string> {
    try {
      const {
        issuer,
        authorization_endpoint: page,
        token_endpoint: tokens,
      } = (await this.#ask(said)).serverMetadata()
      if (page === undefined || tokens === undefined) throw new AppError('admin/provider-differs')
      return issuer
    } catch (error) {
      if (error instanceof AppError) throw error
      const differs =
        error instanceof oidc.ClientError && error.code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED'
      throw new AppError(differs ? 'admin/provider-differs' : 'admin/provider-unreached', undefined, {
        cause: error,
      })
    }
  }

  async #discover(tenant: Tenant, identity: IdentityProvider): Promise<oidc.Configuration> {
    const secret = clientSecret(tenant.id, identity, this.#config.key)
    if (secret === undefined) throw new AppError('auth/identity-unreachable')
    try {
      return await this.#ask({ ...identity, secret })
    } catch (error) {
      throw unreachable(error)
    }
  }

  /** OpenID Connect Discovery 1.0 §4. */
  #ask({ issuer, clientId, secret }: Introduced): Promise<oidc.Configuration> {
    const url = new URL(issuer)
    return oidc.discovery(
      url,
      clientId,
      undefined,
      // RFC 6749 §2.3.1: every server has to take this one.
      secret === null ? oidc.None() : oidc.ClientSecretBasic(secret),
      {
        [oidc.customFetch]: (address, options) => this.#fetch(address, options),
        timeout: TIMEOUT_MS / 1000,
        // Administrators may name http for this machine itself alone.
        ...(url.protocol === 'http:' && { execute: [oidc.allowInsecureRequests] }),
      },
    )
  }

  #fetch(
    url: string,
    options: { method: string; headers: Record<string, string>; body?: unknown; signal?: AbortSignal },
  ): Promise<Response> {
    const { method, headers, body, signal } = options
    return guardedExchange(
      url,
      {
        method,
        headers,
        ...(signal !== undefined && { signal }),
        ...(body !== undefined && body !== null && { body: String(body) }),
      },
      { maxBytes: MOST_BYTES, timeoutMs: TIMEOUT_MS, networks: this.#config.identityNetworks },
    )
  }
}

export function identityOf({ identity }: Tenant): IdentityProvider {
  if (identity === null) throw new AppError('auth/identity-unreachable')
  return identity
}

function tokensOf(got: oidc.TokenEndpointResponse, before: Tokens | undefined): Tokens {
  const obtainedAt = Date.now()
  return {
    accessToken: got.access_token,
    obtainedAt,
    expiresAt: obtainedAt + (got.expires_in ?? UNSAID_SECONDS) * 1000,
    // A provider that does not rotate says nothing: the one before goes on being good (RFC 6749 §6).
    refreshToken: got.refresh_token ?? before?.refreshToken,
    idToken: got.id_token ?? before?.idToken,
  }
}

/** What is not about the answer: nobody was there, or spoke something else. */
const awayCodes = new Set(['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'])

async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const cause = { cause: error }
    if (error instanceof oidc.AuthorizationResponseError && error.error === 'access_denied')
      throw new AppError('auth/identity-refused', undefined, cause)
    const wrong =
      error instanceof oidc.AuthorizationResponseError ||
      (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant') ||
      (error instanceof oidc.ClientError && !awayCodes.has(error.code ?? ''))
    throw wrong ? new AppError('auth/identity-unfinished', undefined, cause) : unreachable(error)
  }
}

function unreachable(error: unknown): AppError {
  return error instanceof AppError
    ? error
    : new AppError('auth/identity-unreachable', undefined, { cause: error })
}
