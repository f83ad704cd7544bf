import { type Act, auth, type Brand, type Me, type Service } from '@staffetta/contract'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Config } from '../config.ts'
import { listAccountSessions } from '../db/sessions.ts'
import type { Db } from '../db/open.ts'
import { rolesOf } from '../db/roles.ts'
import type { TenantDirectory } from '../db/tenant-directory.ts'
import type { Tenant } from '../db/tenants.ts'
import type { Account } from '../http/account.ts'
import { mount } from '../http/mount.ts'
import { recorded } from '../register/record.ts'
import { readPreferences } from '../settings/preferences.ts'
import { actorOf } from './administrators.ts'
import type { OpenSession, Sessions } from './sessions.ts'
import type { SignIn } from './sign-in.ts'

export const COOKIE = '__Host-staffetta'
const known: ReadonlySet<string> = new Set<Service>(['mail', 'calendar', 'contacts'])
const cookieOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const

export interface AuthDeps {
  db: Db
  config: Config
  tenants: TenantDirectory
  sessions: Sessions
  signIn: SignIn
  /** Nothing of the account may stay on this node. */
  onSignedOut: (accountKey: string) => void
}

export function mountAuth(app: FastifyInstance, deps: AuthDeps): void {
  const { db, sessions, signIn, tenants } = deps
  const me = async (session: OpenSession): Promise<Me> => meOf(deps, session)
  const current = (reply: FastifyReply, cookie: string) => reply.setCookie(COOKIE, cookie, cookieOptions)

  /** Of those who administer, every coming and going is kept. */
  const note = (act: Act, account: Account, ip: string) =>
    recorded(db, { act, actor: actorOf(account, ip), tenantId: account.tenantId }, async () => undefined)
  const noteEnd = async (account: Account, ip: string) => {
    if ((await rolesOf(db, account.tenantId, account.address)).length > 0)
      await note('session/ended', account, ip)
  }
  const noteRefusal = async (given: string, ip: string) => {
    const address = given.trim().toLowerCase()
    const tenant = await tenants.byDomain(address.slice(address.lastIndexOf('@') + 1))
    if (tenant === undefined || (await rolesOf(db, tenant.id, address)).length === 0) return
    const actor = { kind: 'person', name: address, tenantId: tenant.id, ip } as const
    await recorded(db, { act: 'session/refused', actor, tenantId: tenant.id }, async () => undefined)
  }

  mount(app, auth.getSignInOptions, async ({ request }) => {
    const tenant = await tenants.byHost(request.hostname.toLowerCase())
    return { brand: tenant === undefined ? null : brandOf(tenant) }
  })

  mount(app, auth.signIn, async ({ body, request, reply }) => {
    const userAgent = request.headers['user-agent'] ?? ''
    const attempt = signIn.attempt({ ...body, ip: request.ip, userAgent })
    // Not waited for: how long a refusal takes tells nobody who administers.
    attempt.catch(() => void noteRefusal(body.address, request.ip).catch(() => undefined))
    const { cookie, session } = await attempt
    current(reply, cookie)
    const answer = await me(session)
    if (answer.roles.length > 0) await note('session/began', session.account, request.ip)
    return answer
  })

  mount(app, auth.getMe, async ({ request }) => me(await sessions.resume(request.cookies[COOKIE])))
  mount(app, auth.extendSession, async ({ request }) => me(await sessions.resume(request.cookies[COOKIE])))

  mount(app, auth.signOut, async ({ account, sessionHash, reply, request }) => {
    await noteEnd(account, request.ip)
    await sessions.end({ account, sessionHash })
    reply.clearCookie(COOKIE, cookieOptions)
    if (sessions.find(account.key) === undefined) deps.onSignedOut(account.key)
  })

  mount(app, auth.signOutEverywhere, async ({ account, reply, request }) => {
    await noteEnd(account, request.ip)
    await sessions.endAll(account)
    reply.clearCookie(COOKIE, cookieOptions)
    deps.onSignedOut(account.key)
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

async function meOf({ db, config, sessions }: AuthDeps, session: OpenSession): Promise<Me> {
  const { account } = session
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
    csrfToken: sessions.tokenOf(session),
    sourceUrl: config.sourceUrl?.href ?? null,
    limits: { messageBytes: config.messageBytes, recipients: 500, undoSendSeconds: 10 },
  }
}

function brandOf(tenant: Tenant): Brand {
  return { slug: tenant.slug, name: tenant.name, hue: tenant.hue, help: tenant.help }
}
