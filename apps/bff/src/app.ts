import cookies from '@fastify/cookie'
import Fastify, { type FastifyInstance, type RouteOptions } from 'fastify'
import { COOKIE } from './auth/session-cookie.ts'
import { checkMeant } from './auth/several-bodies.ts'
import type { Config } from './config.ts'
import type { Db } from './db/open.ts'
import { AppError } from './http/app-error.ts'
import { compressJson } from './http/compress.ts'
import { answerErrors } from './http/errors.ts'
import { checkOrigin } from './http/origin.ts'
import { sendSecurityHeaders } from './http/security-headers.ts'
import { serveWeb } from './http/static.ts'
import { useStrictValidation } from './http/validation.ts'
import { logOptions, logRequests } from './operation/log.ts'
import { mountMetrics } from './operation/metrics.ts'
import { describeApi } from './operation/openapi.ts'
import { mountAreas } from './areas.ts'
import { openNode, type ThisNode } from './node.ts'

export interface AppDeps {
  config: Config
  db: Db
  /** Told of every route as it is mounted: the guardrails compare with the contract. */
  onRoute?: (route: RouteOptions) => void
}

/** The whole server as a value: what it holds, its plugins in a visible order, its areas. Listens to nothing by itself. */
export async function buildApp({ config, db, onRoute }: AppDeps): Promise<FastifyInstance> {
  const app = Fastify({
    ...logOptions(config.logLevel),
    trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,
    bodyLimit: 25_000_000,
    routerOptions: { maxParamLength: 3000 },
    forceCloseConnections: true,
  })
  const node = openNode({ config, db, log: app.log })
  app.addHook('onClose', () => node.close())

  if (onRoute !== undefined) app.addHook('onRoute', onRoute)
  logRequests(app)
  useStrictValidation(app)
  answerErrors(app)
  sendSecurityHeaders(app)
  compressJson(app)
  await app.register(cookies)
  guardRoutes(app, node)

  app.get('/healthz', async () => ({ ok: true }))
  mountMetrics(app, {
    db,
    token: config.metricsToken,
    streams: () => node.hub.streams,
    imapConnections: () => node.imap.connections,
  })
  await describeApi(app)
  mountAreas(app, node)
  await serveWeb(app, config.webRoot)
  return app
}

/** What `mount` asks before a route runs, and tells after it. */
function guardRoutes(
  app: FastifyInstance,
  { config, sessions, administrators, tenants, across }: ThisNode,
): void {
  app.decorate('authenticate', async (request) => {
    const session = await sessions.resume(request.cookies[COOKIE])
    checkMeant(request, session.account)
    return session
  })
  app.decorate('checkOrigin', (request) => checkOrigin(request, config.publicUrl))
  app.decorate('checkToken', (request, signedIn) => {
    if (request.headers['x-csrf-token'] !== sessions.tokenOf(signedIn))
      throw new AppError('request/forgery-suspected')
  })
  app.decorate('authorise', (request, route, signedIn) => administrators.authorise(request, route, signedIn))
  app.decorate('done', ({ path }, { account }) => {
    const area = path.split('/')[2] ?? ''
    if (area === 'admin') tenants.forget()
    return across.done(account.key, area)
  })
  app.decorateRequest('signedIn')
  app.decorateRequest('administrator')
}
