import {
  adminRoutes,
  announcementRoutes,
  enrolmentRoutes,
  errorStatus,
  routes,
  type Route,
} from '@staffetta/contract'
import { readConfig } from '../src/config.ts'
import { openDatabase } from '../src/db/open.ts'
import { buildApp } from '../src/app.ts'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** No database is reached: what is tested here is decided before anything is asked. */
let app: FastifyInstance
const mounted: { method: string; url: string; route: Route | undefined }[] = []
const contract: [string, Route][] = Object.entries({
  ...routes,
  ...adminRoutes,
  ...announcementRoutes,
  ...enrolmentRoutes,
}).flatMap(([area, table]) =>
  Object.entries(table as Record<string, Route>).map(([name, route]): [string, Route] => [
    `${area}.${name}`,
    route,
  ]),
)

beforeAll(async () => {
  const config = readConfig({
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    STAFFETTA_KEY: Buffer.alloc(32, 1).toString('base64'),
    LOG_LEVEL: 'silent',
    STAFFETTA_WEB_ROOT: '/nowhere',
  })
  app = await buildApp({
    config,
    db: openDatabase(config.databaseUrl, () => undefined),
    onRoute: ({ method, url, config: own }) => {
      for (const one of [method].flat())
        if (one !== 'HEAD') mounted.push({ method: one, url, route: own?.route })
    },
  })
  await app.ready()
})
afterAll(() => app.close())

/** A path whose parameters have the right form. */
function pathOf(route: Route): string {
  return route.path
    .replace(':mailboxId', 'inbox')
    .replace(':ref', 'inbox.1.1')
    .replace(':partId', '1')
    .replace(':uploadId', '00000000-0000-4000-8000-000000000000')
    .replace(':tenantId', '00000000-0000-4000-8000-000000000000')
    .replace(':domain', 'comune.example')
    .replace(':announcementId', '00000000-0000-4000-8000-000000000000')
    .replace(':id', '00000000-0000-4000-8000-000000000000')
}

test('every route of the contract is mounted, and nothing else is under /api', () => {
  const inContract = contract.map(([, route]) => `${route.method} ${route.path}`)
  const inApp = mounted
    .filter(({ url }) => url.startsWith('/api/'))
    .map(({ method, url }) => `${method} ${url}`)

  expect(inApp.toSorted()).toEqual(inContract.toSorted())
})

test('every route under /api declares its access', () => {
  expect(mounted.filter(({ url, route }) => url.startsWith('/api/') && route?.access === undefined)).toEqual(
    [],
  )
})

test('what administrators may call says which of them, and nothing else does', () => {
  for (const [name, { access, path, roles, proof }] of contract) {
    expect(`${name} ${access === 'admin'}`).toBe(`${name} ${path.startsWith('/api/admin/')}`)
    expect(`${name} ${(roles?.length ?? 0) > 0}`).toBe(`${name} ${access === 'admin'}`)
    if (access !== 'admin') expect(`${name} ${proof}`).toBe(`${name} undefined`)
  }
})

test('what administrators may call without a second factor is a short list, and this is it', () => {
  expect(contract.filter(([, { proof }]) => proof === 'none').map(([name]) => name)).toEqual([
    'admin.getAccess',
    'admin.beginFactor',
    'admin.confirmFactor',
    'admin.prove',
    'admin.beginKey',
    'admin.addKey',
    'admin.beginProof',
    'admin.proveByKey',
  ])
})

test('what anyone may call is a short list, and this is it', () => {
  expect(contract.filter(([, route]) => route.access === 'public').map(([name]) => name)).toEqual([
    'auth.getSignInOptions',
    'auth.getCrest',
    'auth.beginIdentity',
    'auth.finishIdentity',
    'auth.endIdentity',
    'auth.signIn',
    'auth.switchBody',
    // By a word that was made for it, within a quarter of an hour.
    'programs.openProfile',
    'status.getStatus',
    'enrolment.findBodies',
    'enrolment.begin',
    'enrolment.open',
    'enrolment.get',
    'enrolment.save',
    'enrolment.addFile',
    'enrolment.getFile',
    'enrolment.removeFile',
    'enrolment.send',
    'enrolment.leave',
    'enrolment.discard',
  ])
})

test.each(contract.filter(([, route]) => route.access !== 'public'))(
  '%s without a session is 401',
  async (_name, route) => {
    const answer = await app.inject({ method: route.method, url: pathOf(route) })

    expect(answer.statusCode).toBe(401)
    expect(answer.json()).toEqual({ code: 'auth/session-required' })
  },
)

test.each(contract.filter(([, route]) => route.method !== 'GET'))(
  '%s from another site is refused',
  async (_name, route) => {
    for (const headers of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
    ]) {
      const answer = await app.inject({ method: route.method, url: pathOf(route), headers })

      expect(answer.json()).toEqual({ code: 'request/forgery-suspected' })
    }
  },
)

test.each([
  ['{', 'application/json'],
  ['[]', 'application/json'],
  ['{"address":1,"password":"x","shared":false}', 'application/json'],
  ['{"address":"a@b","password":"x","shared":false,"more":1}', 'application/json'],
  ['address=a&password=b', 'application/x-www-form-urlencoded'],
  ['{"__proto__":{"a":1},"address":"a@b.it","password":"x","shared":true}', 'application/json'],
  ['null', 'application/json'],
])('the body %s is a 400 with a code', async (payload, type) => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/auth/sign-in',
    payload,
    headers: { 'content-type': type },
  })

  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toMatchObject({ code: 'request/invalid' })
})

test('an address nobody serves is 404 with a code, whatever its method', async () => {
  for (const method of ['GET', 'POST', 'DELETE'] as const) {
    const answer = await app.inject({ method, url: '/api/no/such/thing' })

    expect(answer.statusCode).toBe(404)
    expect(answer.json()).toEqual({ code: 'request/not-found' })
  }
})

test('what is no page may do nothing, should a browser make a page of it', async () => {
  for (const url of ['/api/auth/me', '/api/no/such/thing', '/assets/none.js']) {
    const { headers } = await app.inject({ method: 'GET', url })

    expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
  }
})

test('every page carries the walls of the app', async () => {
  const { headers } = await app.inject({ method: 'GET', url: '/healthz' })

  expect(headers['content-security-policy']).toContain("script-src 'self'")
  expect(headers['content-security-policy']).not.toMatch(
    /(default|script|style|style-src-elem)-src [^;]*unsafe/,
  )
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['referrer-policy']).toBe('no-referrer')
})

test('the codes a route names are in the closed list', () => {
  for (const [name, route] of contract)
    for (const code of route.errors) expect(`${name} ${errorStatus[code]}`).toMatch(/ [45]\d\d$/)
})
