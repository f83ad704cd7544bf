import { Readable } from 'node:stream'
import { auth, type Brand, type Greeting, type Me, type Service } from '@staffetta/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { announcedAtSignIn } from '../announcements/shown.ts'
import { findCrest } from '../db/crests.ts'
import { listAccountSessions } from '../db/sessions.ts'
import type { Db } from '../db/open.ts'
import { rolesOf } from '../db/roles.ts'
import type { TenantDirectory } from '../db/tenant-directory.ts'
import type { Tenant } from '../db/tenants.ts'
import type { Account } from '../http/account.ts'
import { AppError } from '../http/app-error.ts'
import { mount } from '../http/mount.ts'
import { limitsOf } from '../mail/limits.ts'
import { sendBytes } from '../mail/send-bytes.ts'
import { readPreferences } from '../settings/preferences.ts'
import { isTroubled } from '../status/standing.ts'
import { bodiesToChoose, bodyOf } from './body-of.ts'
import type { Comings } from './comings.ts'
import { COOKIE } from './session-cookie.ts'
import type { Sessions } from './sessions.ts'
import { clearSeats, cookiesOf, type Seat, seatsOf, takeSeat, writeSeats } from './several-bodies.ts'
import type { SignIn } from './sign-in.ts'

const known: ReadonlySet<string> = new Set<Service>(['mail', 'calendar', 'contacts'])

export interface AuthDeps {
  db: Db
  config: Config
  tenants: TenantDirectory
  sessions: Sessions
  signIn: SignIn
  comings: Comings
  /** Where the session at the identity provider ends, too; null where there is none. */
  providersEnd: (request: FastifyRequest, account: Account) => Promise<string | null>
  /** Nothing of the account may stay on this node. */
  onSignedOut: (accountKey: string) => void
}

export function mountAuth(app: FastifyInstance, deps: AuthDeps): void {
  const { db, sessions, signIn, comings, tenants } = deps
  const here = async (request: FastifyRequest): Promise<Me> => {
    const seats = await seatsOf(sessions, cookiesOf(request))
    const now = seats.find(({ cookie }) => cookie === request.cookies[COOKIE])
    if (now === undefined) throw new AppError('auth/session-required')
    return meOf(deps, now, seats)
  }
  /** This browser leaves: who waits in it is out as well. */
  const leave = async (request: FastifyRequest, reply: FastifyReply) => {
    for (const { session } of await seatsOf(sessions, cookiesOf(request))) {
      await comings.noted('session/ended', session.account, request.ip)
      await sessions.end(session)
      if (sessions.find(session.account.key) === undefined) deps.onSignedOut(session.account.key)
    }
    clearSeats(reply)
  }

  mount(app, auth.getSignInOptions, async ({ query, request }) => {
    const host = await tenants.byHost(request.hostname.toLowerCase())
    const place = { host: request.hostname.toLowerCase(), body: query.body }
    const domain = query.domain?.toLowerCase()
    const bodies = domain === undefined ? [] : await bodiesToChoose(tenants, domain, place.host)
    const tenant = domain === undefined ? host : await bodyOf(tenants, domain, place).catch(() => undefined)
    const provider = await tenants.provider()
    const identity = tenant?.identity ?? null
    return {
      brand: host === undefined ? null : brandOf(host),
      provider: provider === undefined ? null : brandOf(provider),
      greeting: greetingOf(host ?? provider),
      password: identity === null || identity.passwords,
      identity: identity !== null,
      bodies: bodies.map(({ slug, name }) => ({ slug, name })),
      // At a body's place nothing is said of another's, whatever address is typed there.
      announcements: await announcedAtSignIn(db, (host ?? tenant)?.id ?? null).catch(() => []),
      troubled: domain === undefined && (await isTroubled(db, host ?? provider, deps.config.statusSeconds)),
    }
  })

  mount(app, auth.getCrest, async ({ params, reply }) => {
    const crest = await findCrest(db, params.slug, params.stamp)
    if (crest === undefined) throw new AppError('request/not-found')
    await sendBytes(reply, Readable.from([crest.bytes], { objectMode: false }), {
      type: crest.type,
      fileName: crest.type === 'image/png' ? 'crest.png' : 'crest.svg',
      disposition: 'inline',
      sizeBytes: crest.bytes.length,
    })
  })

  mount(app, auth.signIn, async ({ body, request, reply }) => {
    const userAgent = request.headers['user-agent'] ?? ''
    const host = request.hostname.toLowerCase()
    const attempt = signIn.attempt({ ...body, host, ip: request.ip, userAgent })
    // Not waited for: how long a refusal takes tells nobody who administers.
    attempt.catch(() => void comings.refused(body.address, request.ip).catch(() => undefined))
    const came = await attempt
    const before = { cookies: cookiesOf(request), wait: body.keep === true }
    const waiting = await takeSeat(sessions, reply, came, before)
    await comings.noted('session/began', came.session.account, request.ip)
    return meOf(deps, came, waiting)
  })

  mount(app, auth.switchBody, async ({ body, request, reply }) => {
    const seats = await seatsOf(sessions, cookiesOf(request))
    const next = seats.find(({ session }) => session.account.accountId === body.accountId)
    if (next === undefined) throw new AppError('auth/other-body-ended')
    const waiting = seats.filter((seat) => seat !== next)
    writeSeats(reply, next.cookie, waiting)
    return meOf(deps, next, waiting)
  })

  mount(app, auth.getMe, ({ request }) => here(request))
  mount(app, auth.extendSession, ({ request }) => here(request))

  mount(app, auth.signOut, async ({ account, request, reply }) => {
    const continueAt = await deps.providersEnd(request, account)
    await leave(request, reply)
    return { continueAt }
  })

  mount(app, auth.signOutEverywhere, async ({ account, reply, request }) => {
    const continueAt = await deps.providersEnd(request, account)
    await leave(request, reply)
    await sessions.endAll(account)
    deps.onSignedOut(account.key)
    return { continueAt }
  })

  mount(app, auth.listSessions, async ({ account, sessionHash }) => ({
    sessions: (await listAccountSessions(db, account.accountId)).map((row) => ({
      id: row.id_hash.toString('base64url'),
      current: row.id_hash.equals(sessionHash),
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      userAgent: row.user_agent,
      ip: row.ip,
    })),
  }))

  mount(app, auth.revokeSession, async ({ account, params }) => {
    await sessions.revoke(account, Buffer.from(params.id, 'base64url'))
  })
}

async function meOf({ db, config, sessions }: AuthDeps, seat: Seat, seats: Seat[]): Promise<Me> {
  const { session } = seat
  const { account } = session
  const others = seats.filter((other) => other.session.account.key !== account.key)
  const [preferences, roles] = await Promise.all([
    readPreferences(db, account),
    rolesOf(db, account.tenantId, account.address),
  ])
  return {
    accountId: account.accountId,
    address: account.address,
    displayName: preferences.displayName,
    tenant: brandOf(account.tenant),
    domains: account.tenant.domains,
    services: account.tenant.services.filter((service): service is Service => known.has(service)),
    closesAt: account.tenant.closesAt?.toISOString() ?? null,
    roles: [...new Set(roles.map(({ role }) => role))],
    session: {
      idleSeconds: session.idleSeconds,
      endsAt: new Date(
        Math.min(session.absoluteEndsAt, session.lastSeenAt + session.idleSeconds * 1000),
      ).toISOString(),
      absoluteEndsAt: new Date(session.absoluteEndsAt).toISOString(),
      shared: session.shared,
    },
    patron: account.tenant.patron,
    passwordPage: account.tenant.workRules.passwordPage,
    others: others.map(({ session: { account: other } }) => ({
      accountId: other.accountId,
      address: other.address,
      tenant: brandOf(other.tenant),
    })),
    csrfToken: sessions.tokenOf(session),
    sourceUrl: config.sourceUrl?.href ?? null,
    limits: { ...limitsOf(account.tenant, config), undoSendSeconds: 10 },
  }
}

function brandOf(tenant: Tenant): Brand {
  const { slug, name, hue, help, crest } = tenant
  return { slug, name, hue, help, ...(crest !== null && { crest }) }
}

function greetingOf(tenant: Tenant | undefined): Greeting | null {
  if (tenant === undefined || (tenant.greeting === null && tenant.links.length === 0)) return null
  return { text: tenant.greeting, links: tenant.links }
}
