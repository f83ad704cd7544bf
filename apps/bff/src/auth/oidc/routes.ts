import { auth } from '@staffetta/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import type { Db } from '../../db/open.ts'
import type { TenantDirectory } from '../../db/tenant-directory.ts'
import type { EndedGrant } from '../../db/token-grants.ts'
import type { Tenant } from '../../db/tenants.ts'
import type { Account } from '../../http/account.ts'
import { AppError } from '../../http/app-error.ts'
import { mount } from '../../http/mount.ts'
import type { Comings } from '../comings.ts'
import { COOKIE as SESSION, sessionCookie } from '../session-cookie.ts'
import type { Sessions } from '../sessions.ts'
import { cookiesOf, takeSeat } from '../several-bodies.ts'
import { endByProvider } from './logout.ts'
import type { Grants } from './grants.ts'
import type { OidcSignIn } from './oidc-sign-in.ts'
import type { Providers } from './provider.ts'

const COOKIE = '__Host-staffetta-identity'
/** Lax: the provider's page sends the browser back here. */
const cookieOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'lax', maxAge: 600 } as const

export interface OidcDeps {
  db: Db
  config: Config
  tenants: TenantDirectory
  sessions: Sessions
  providers: Providers
  oidcSignIn: OidcSignIn
  comings: Comings
  onEnded: (whose: EndedGrant) => void
}

export function mountOidc(app: FastifyInstance, deps: OidcDeps): void {
  const { config, oidcSignIn } = deps

  mount(app, auth.beginIdentity, async ({ query, request, reply }) => {
    const { address = null, to = null } = query
    const wish = {
      address,
      to,
      shared: query.shared === 'yes',
      beside: query.beside === 'yes',
      waiting: query.keep === 'yes' ? cookiesOf(request) : [],
    }
    // A page elsewhere sends nobody in.
    if (request.headers['sec-fetch-site'] === 'cross-site') return reply.redirect('/login')
    return answered(request, reply, wish.beside, async () => {
      const { url, kept } = await oidcSignIn.begin(wish, {
        host: request.hostname.toLowerCase(),
        body: query.body,
        ip: request.ip,
        redirectUri: (tenant) => `${originOf(request, config, tenant)}${auth.finishIdentity.path}`,
      })
      reply.setCookie(COOKIE, kept, cookieOptions)
      return url
    })
  })

  mount(app, auth.finishIdentity, async ({ request, reply }) => {
    const kept = request.cookies[COOKIE]
    const wish = oidcSignIn.wishOf(kept)
    reply.clearCookie(COOKIE, cookieOptions)
    return answered(request, reply, wish?.beside === true, async () => {
      const came = await oidcSignIn.finish(kept, {
        search: new URL(request.url, 'http://here').search,
        ip: request.ip,
        userAgent: request.headers['user-agent'] ?? '',
      })
      // Above work that goes on, who waits goes on waiting.
      if (wish?.beside === true) reply.setCookie(SESSION, came.cookie, sessionCookie)
      else await takeSeat(deps.sessions, reply, came, { cookies: wish?.waiting ?? [], wait: true })
      await deps.comings.noted('session/began', came.session.account, request.ip)
      return wish?.beside === true ? '/login?beside=done' : (wish?.to ?? '/')
    })
  })

  // Providers send forms; nobody else is listened to in that language.
  void app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 20_000 },
      async (_request: FastifyRequest, text: string) => Object.fromEntries(new URLSearchParams(text)),
    )
    mount(scope, auth.endIdentity, async ({ body }) => {
      if (!(await endByProvider(deps, body.logout_token, deps.onEnded))) throw new AppError('request/invalid')
    })
  })
}

/** The page is sent on, or back to where one signs in with what went wrong. */
async function answered(
  request: FastifyRequest,
  reply: FastifyReply,
  beside: boolean,
  work: () => Promise<string>,
): Promise<FastifyReply> {
  try {
    return reply.redirect(await work())
  } catch (error) {
    if (!(error instanceof AppError)) request.log.error({ err: error }, 'sign-in by identity provider')
    else request.log.info({ code: error.code, why: String(error.cause) }, 'sign-in by identity provider')
    const code = error instanceof AppError ? error.code : 'request/failed'
    return reply.redirect(`/login?${new URLSearchParams({ problem: code, ...(beside && { beside: 'no' }) })}`)
  }
}

/** Where the browser is; a Host nobody set up leads to the public address. */
function originOf(request: FastifyRequest, { publicUrl }: Config, tenant: Tenant): string {
  if (publicUrl === null) return `${request.protocol}://${request.host}`
  const own = tenant.hosts.includes(request.hostname.toLowerCase())
  return own ? `${publicUrl.protocol}//${request.host}` : publicUrl.origin
}

/** Where the browser ends the session at its provider, too, once it has ended here; null where there is nothing to end. */
export async function providersEnd(
  { config, providers, grants }: { config: Config; providers: Providers; grants: Grants },
  request: FastifyRequest,
  { tenant, accountId, address, credential }: Account,
): Promise<string | null> {
  try {
    const whose = { tenant, accountId, address }
    const idToken = await grants.idTokenOf(whose, credential.sealed)
    if (idToken === undefined) return null
    return await providers.endSessionUrl(tenant, idToken, `${originOf(request, config, tenant)}/login`)
  } catch (error) {
    // Whoever leaves has left, whether the provider can be told or not.
    request.log.info({ why: String(error) }, 'sign-out at the identity provider')
    return null
  }
}
