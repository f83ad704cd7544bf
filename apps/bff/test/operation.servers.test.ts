import { Writable } from 'node:stream'
import { adminRoutes, announcementRoutes, enrolmentRoutes, routes, type Route } from '@staffetta/contract'
import { Validator } from '@seriousme/openapi-schema-validator'
import { startDovecot, type Dovecot, type Postgres } from '@staffetta/testing'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logOptions, logRequests } from '../src/operation/log.ts'
import { startDatabase } from './database.ts'
import { startTestServer, type TestServer } from './server.ts'

const token = 'una-parola-lunga-abbastanza'
let dovecot: Dovecot
let postgres: Postgres
let server: TestServer

beforeAll(async () => {
  ;[dovecot, postgres] = await Promise.all([startDovecot({ fts: false }), startDatabase()])
  server = await startTestServer(postgres.url, { STAFFETTA_METRICS_TOKEN: token })
  await server.addTenant('monteverde', 'monteverde.example', { imapPort: dovecot.imapPort, smtpPort: 1 })
})
afterAll(async () => {
  await server?.close()
  await Promise.all([dovecot?.stop(), postgres?.stop()])
})

const get = (url: string, authorization?: string) =>
  server.app.inject({ url, ...(authorization !== undefined && { headers: { authorization } }) })

test('every route of the contract is in the description of the API, with its errors and its schemas', async () => {
  const document = (await get('/openapi.json')).json<{
    paths: Record<string, Record<string, { 'x-errors': object }>>
  }>()
  expect(await new Validator().validate(document)).toEqual({ valid: true })
  const { paths } = document
  const all = Object.values({ ...routes, ...adminRoutes, ...announcementRoutes, ...enrolmentRoutes }).flatMap(
    (area) => Object.values(area as Record<string, Route>),
  )

  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  )
  expect(described.toSorted()).toEqual(all.map(({ method, path }) => `${method} ${path}`).toSorted())
  expect(Object.keys(paths['/api/mail/move']!['post']!['x-errors'])).toEqual(routes.mail.moveMessages.errors)
})

test('the metrics are for who has the token, count by route, and name nobody', async () => {
  const elena = await server.signIn('elena.guidi@monteverde.example')
  await elena.get(
    '/api/mail/mailboxes/inbox/messages?offset=0&limit=50&order=arrival&ascending=false&filter=all',
  )

  for (const wrong of [undefined, 'Bearer', `Bearer ${token}x`, `Basic ${token}`])
    expect((await get('/metrics', wrong)).statusCode).toBe(404)
  const text = (await get('/metrics', `Bearer ${token}`)).body
  expect(text).toContain(
    'staffetta_request_seconds_count{method="GET",route="/api/mail/mailboxes/:mailboxId/messages",status="200"} 1',
  )
  expect(text).toContain('staffetta_rows{kind="body",state="active"} 1')
  expect(text).toMatch(/staffetta_imap_connections [1-9]/)
  expect(text).not.toMatch(/elena|guidi/)
})

test('a log says what was asked and how it ended, and names nobody', async () => {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString())
      done()
    },
  })
  const options = logOptions('info')
  const app = Fastify({ ...options, logger: { ...(options.logger as object), stream } })
  logRequests(app)
  app.get('/found/:who', async () => {
    const detail = 'Key (address)=(elena.guidi@monteverde.example) already exists.'
    throw Object.assign(new Error('duplicate of elena.guidi@monteverde.example'), { code: '23505', detail })
  })
  app.setErrorHandler((error, request, reply) => {
    request.log.error({ err: error }, 'request failed')
    return reply.status(500).send()
  })

  await app.inject({ url: '/found/elena.guidi?text=tessera', remoteAddress: '192.0.2.7' })

  expect(lines.join('')).not.toMatch(/elena|guidi|tessera|192\.0\.2/)
  const [failed, answered] = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(failed).toMatchObject({ err: { type: 'Error 23505', message: 'duplicate of …@…' } })
  expect(answered).toMatchObject({ method: 'GET', route: '/found/:who', status: 500, msg: 'answered' })
})
