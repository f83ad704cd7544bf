import type { Status } from '@staffetta/contract'
import {
  startDovecot,
  startRadicale,
  startSubmission,
  type Dovecot,
  type Postgres,
  type Radicale,
  type Submission,
} from '@staffetta/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertAnnouncement } from '../src/db/announcements.ts'
import { setEndpoint } from '../src/db/endpoints.ts'
import { findTenant, setProvider } from '../src/db/tenants.ts'
import { lookAtAll } from '../src/status/round.ts'
import { startDatabase } from './database.ts'
import { startTestServer, type TestServer } from './server.ts'

let dovecot: Dovecot
let postgres: Postgres
let radicale: Radicale
let submission: Submission
let server: TestServer
const seconds = 300

beforeAll(async () => {
  ;[dovecot, postgres, radicale] = await Promise.all([
    startDovecot({ fts: false }),
    startDatabase(),
    startRadicale({ users: 'any' }),
  ])
  submission = await startSubmission(dovecot, { domains: ['monteverde.example', 'borgo.example'] })
  const databaseUrl = postgres.url
  const before = await startTestServer(databaseUrl)
  server = before
  const servers = { imapPort: dovecot.imapPort, smtpPort: submission.port, davPort: radicale.port }
  for (const slug of ['monteverde', 'borgo', 'provincia']) {
    await server.addTenant(slug, `${slug}.example`, servers)
    await sql`insert into tenant_host (host, tenant_id) values (${`posta.${slug}.example`}, ${await idOf(slug)})`.execute(
      server.db,
    )
  }
  await server.db.transaction().execute(async (tx) => setProvider(tx, await idOf('provincia')))
  // The bodies are there when the first round comes.
  server = await startTestServer(databaseUrl, { STAFFETTA_STATUS_SECONDS: String(seconds) })
  await before.close()
})
afterAll(async () => {
  await server?.close()
  await Promise.all([submission?.stop(), radicale?.stop()])
  await Promise.all([dovecot?.stop(), postgres?.stop()])
})

const idOf = async (slug: string) => (await findTenant(server.db, 'slug', slug))!.id
const moveTo = async (slug: string, kind: 'imap' | 'smtp' | 'dav', port: number) =>
  setEndpoint(server.db, await idOf(slug), kind, {
    host: '127.0.0.1',
    port,
    tls: 'none',
    verifyName: null,
  })
const statusAt = async (host: string) =>
  (await server.app.inject({ url: '/api/status', headers: { host } })).json<Status>()
const statesAt = async (host: string) =>
  Object.fromEntries((await statusAt(host)).services.map(({ service, state }) => [service, state]))
const troubledAt = async (host: string) =>
  (await server.app.inject({ url: '/api/auth/options', headers: { host } })).json<{ troubled: boolean }>()
    .troubled

test('a place says of its own body’s services whether they work and since when, of no other body, and names no server', async () => {
  const all = { mail: 'works', calendar: 'works', contacts: 'works' }
  // The first round comes by itself.
  await expect.poll(() => statesAt('posta.provincia.example'), { timeout: 30_000 }).toEqual(all)
  await sql`delete from service_state`.execute(server.db)
  expect(await statesAt('posta.monteverde.example')).toEqual({
    mail: 'unknown',
    calendar: 'unknown',
    contacts: 'unknown',
  })

  await lookAtAll(server)
  expect(await statesAt('posta.monteverde.example')).toEqual(all)
  const [before] = (await statusAt('posta.monteverde.example')).services

  await Promise.all([moveTo('monteverde', 'smtp', 1), moveTo('borgo', 'imap', 1), moveTo('borgo', 'dav', 1)])
  await lookAtAll(server)

  expect(await statesAt('posta.monteverde.example')).toEqual({ ...all, mail: 'partly' })
  expect(await statesAt('posta.borgo.example')).toEqual({
    mail: 'fails',
    calendar: 'fails',
    contacts: 'fails',
  })
  // Whose place is nobody's is the provider's.
  expect(await statesAt('nessuno.example')).toEqual(all)
  expect((await statusAt('nessuno.example')).body).toBe('Comune di provincia')
  expect(
    await Promise.all(
      ['monteverde', 'borgo', 'provincia'].map((slug) => troubledAt(`posta.${slug}.example`)),
    ),
  ).toEqual([true, true, false])
  const answer = await server.app.inject({
    url: '/api/status',
    headers: { host: 'posta.borgo.example' },
  })
  expect(answer.body).not.toMatch(/127\.0|monteverde|imap|smtp|dav/)

  const [mail, calendar] = (await statusAt('posta.monteverde.example')).services
  expect(Date.parse(mail!.since!)).toBeGreaterThan(Date.parse(before!.since!))
  await lookAtAll(server)
  const [again, same] = (await statusAt('posta.monteverde.example')).services
  expect([again!.since, same!.since]).toEqual([mail!.since, calendar!.since])
})

test('what nobody looked at lately is not known, and what is announced stands beside it', async () => {
  const old = new Date(Date.now() - 4 * seconds * 1000)
  await sql`update service_state set looked_at = ${old} where tenant_id = ${await idOf('borgo')}`.execute(
    server.db,
  )
  await insertAnnouncement(
    server.db,
    await idOf('borgo'),
    {
      kind: 'maintenance',
      it: 'Stasera si lavora',
      en: null,
      beginsAt: new Date(Date.now() + 3_600_000),
      endsAt: new Date(Date.now() + 7_200_000),
      services: ['mail'],
      onSignIn: true,
    },
    { forAll: false, bodies: [await idOf('borgo')] },
  )

  const { services, announcements } = await statusAt('posta.borgo.example')

  expect(services).toMatchObject(
    ['mail', 'calendar', 'contacts'].map((service) => ({
      service,
      state: 'unknown',
      since: null,
      lookedAt: old.toISOString(),
    })),
  )
  expect(announcements).toMatchObject([{ it: 'Stasera si lavora' }])
  expect((await statusAt('posta.monteverde.example')).announcements).toEqual([])
})
