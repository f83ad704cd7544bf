import { randomBytes } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { buildApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { openDatabase, type Db } from '../src/db/open.ts'
import type { ServiceKind } from '../src/db/schema/servers.ts'
import { setServiceAccount } from '../src/db/service-accounts.ts'
import { setEndpoint } from '../src/db/endpoints.ts'
import { addTenant, findTenant, setServices } from '../src/db/tenants.ts'

export interface Servers {
  imapPort: number
  smtpPort: number
  /** With it the calendar and the address books are on. */
  davPort?: number
  /** The product's own account on the DAV and submission servers. */
  service?: { user: string; password: string }
}

export interface TestServer {
  app: FastifyInstance
  db: Db
  addTenant: (slug: string, domain: string, servers: Servers) => Promise<void>
  /** One more account of the product's own. */
  setService: (
    slug: string,
    kind: ServiceKind,
    credential: { user: string; password: string },
  ) => Promise<void>
  signIn: (address: string, password?: string) => Promise<Browser>
  /** Somebody who is in already, by whatever way. */
  resume: (cookie: string) => Promise<Browser>
  close: () => Promise<void>
}

/** A browser as far as the wire is concerned: its cookie, its token. */
export interface Browser {
  me: { csrfToken: string; accountId: string }
  cookie: string
  get: <T>(url: string) => Promise<T>
  post: <T>(url: string, body?: object) => Promise<T>
  call: (options: InjectOptions) => Promise<{ status: number; body: string; json: <T>() => T }>
}

/** Tenants are remembered so long; what is added here is seen once it returns. */
const tenantsMs = 50

/** The real app on a database that has its tables, without a port. */
export async function startTestServer(
  databaseUrl: string,
  env: Record<string, string> = {},
): Promise<TestServer> {
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    STAFFETTA_KEY: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'error',
    STAFFETTA_TENANTS_MS: String(tenantsMs),
    STAFFETTA_CHECKS_SECONDS: '0',
    STAFFETTA_STATUS_SECONDS: '0',
    ...env,
  })
  const db = openDatabase(databaseUrl, () => undefined)
  const app = await buildApp({ config, db })
  await app.ready()
  return {
    app,
    db,
    addTenant: async (slug, domain, { imapPort, smtpPort, davPort, service }) => {
      await db.transaction().execute((tx) =>
        addTenant(tx, {
          slug,
          name: `Comune di ${slug}`,
          hue: null,
          help: null,
          domains: [domain],
          hosts: [],
        }),
      )
      const tenant = await findTenant(db, 'slug', slug)
      const endpoint = { host: '127.0.0.1', tls: 'none', verifyName: null } as const
      await setEndpoint(db, tenant!.id, 'imap', { ...endpoint, port: imapPort })
      await setEndpoint(db, tenant!.id, 'smtp', { ...endpoint, port: smtpPort })
      if (davPort !== undefined) await setEndpoint(db, tenant!.id, 'dav', { ...endpoint, port: davPort })
      if (service !== undefined)
        for (const kind of ['dav', 'smtp'] as const)
          await setServiceAccount(db, config.key, tenant!.id, kind, service)
      await setServices(db, tenant!.id, davPort === undefined ? ['mail'] : ['mail', 'calendar', 'contacts'])
      await new Promise((resolve) => setTimeout(resolve, 2 * tenantsMs))
    },
    setService: async (slug, kind, credential) =>
      setServiceAccount(db, config.key, (await findTenant(db, 'slug', slug))!.id, kind, credential),
    signIn: (address, password = 'password') => signIn(app, address, password),
    resume: async (cookie) => {
      const answer = await app.inject({ url: '/api/auth/me', headers: { cookie } })
      if (answer.statusCode !== 200) throw new Error(`no session: ${answer.statusCode} ${answer.body}`)
      return browserOf(app, answer.json<Browser['me']>(), cookie)
    },
    close: async () => {
      await app.close()
      await db.destroy()
    },
  }
}

async function signIn(app: FastifyInstance, address: string, password: string): Promise<Browser> {
  const response = await app.inject({
    method: 'POST',
    url: '/api/auth/sign-in',
    payload: { address, password, shared: false },
  })
  if (response.statusCode !== 200)
    throw new Error(`sign-in of ${address}: ${response.statusCode} ${response.body}`)
  const cookie = response.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  return browserOf(app, response.json<Browser['me']>(), cookie)
}

function browserOf(app: FastifyInstance, me: Browser['me'], cookie: string): Browser {
  const call = async (options: InjectOptions) => {
    const answer = await app.inject({
      ...options,
      headers: { cookie, 'x-csrf-token': me.csrfToken, ...options.headers },
    })
    return { status: answer.statusCode, body: answer.body, json: <T>() => answer.json<T>() }
  }
  const wanted = async <T>(options: InjectOptions): Promise<T> => {
    const answer = await call(options)
    if (answer.status >= 300)
      throw new Error(`${options.method} ${String(options.url)}: ${answer.status} ${answer.body}`)
    return answer.status === 204 ? (undefined as T) : answer.json<T>()
  }
  return {
    me,
    cookie,
    call,
    get: (url) => wanted({ method: 'GET', url }),
    post: (url, body = {}) => wanted({ method: 'POST', url, payload: body }),
  }
}
