import { randomBytes } from 'node:crypto'
import type {
  AdminAnnouncement,
  Announcement,
  AnnouncementDraft,
  LiveEvent,
  ReceivedAnnouncement,
} from '@staffetta/contract'
import { startDovecot, type Dovecot, type Postgres } from '@staffetta/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { runCommand } from '../src/cli/main.ts'
import { listEntries } from '../src/db/register.ts'
import { findTenant } from '../src/db/tenants.ts'
import { administrator } from './administrator.ts'
import { startDatabase } from './database.ts'
import { listen } from './listen.ts'
import { startTestServer, type Browser, type TestServer } from './server.ts'

/** Two nodes on one database. */
let dovecot: Dovecot
let postgres: Postgres
let databaseUrl: string
let nodes: [TestServer, TestServer]
const ids: Record<string, string> = {}

beforeAll(async () => {
  ;[dovecot, postgres] = await Promise.all([startDovecot({ fts: false }), startDatabase()])
  databaseUrl = postgres.url
  const env = { STAFFETTA_KEY: randomBytes(32).toString('base64') }
  const first = await startTestServer(databaseUrl, env)
  for (const slug of ['monteverde', 'borgo', 'fermo']) {
    await first.addTenant(slug, `${slug}.example`, { imapPort: dovecot.imapPort, smtpPort: 1 })
    ids[slug] = (await findTenant(first.db, 'slug', slug))!.id
    await sql`insert into tenant_host (host, tenant_id) values (${`posta.${slug}.example`}, ${ids[slug]})`.execute(
      first.db,
    )
  }
  nodes = [first, await startTestServer(databaseUrl, env)]
})
afterAll(async () => {
  await Promise.all(nodes?.map((node) => node.close()) ?? [])
  await Promise.all([dovecot?.stop(), postgres?.stop()])
})
beforeEach(() => sql`delete from announcement`.execute(nodes[0].db))

const minutes = (count: number) => new Date(Date.now() + count * 60_000).toISOString()
const draft = (more: Partial<AnnouncementDraft> = {}): AnnouncementDraft => ({
  kind: 'information',
  it: 'Sportello chiuso di pomeriggio',
  en: null,
  beginsAt: minutes(-5),
  endsAt: minutes(60),
  services: [],
  onSignIn: false,
  ...more,
})
const seenBy = async (browser: Browser) =>
  (await browser.get<{ announcements: ReceivedAnnouncement[] }>('/api/announcements')).announcements
const textsOf = async (browser: Browser) => (await seenBy(browser)).map(({ it }) => it)
const atSignIn = async (host: string, query = '') => {
  const answer = await nodes[1].app.inject({ url: `/api/auth/options${query}`, headers: { host } })
  return answer.json<{ announcements: Announcement[] }>().announcements.map(({ it }) => it)
}
const ofBody = (slug: string, rest = '') => `/api/admin/tenants/${ids[slug]}/announcements${rest}`
type List = { announcements: AdminAnnouncement[] }

test('a body’s announcement reaches the open tabs of its people at every node, and of nobody else', async () => {
  const sara = await administrator(nodes[0], 'monteverde', {
    address: 'sara@monteverde.example',
    role: 'tenant-admin',
  })
  const [anna, bruno] = await Promise.all([
    nodes[0].signIn('anna@monteverde.example'),
    nodes[0].signIn('bruno@borgo.example'),
  ])
  const tabs = await Promise.all([
    listen(nodes[0], anna),
    listen(nodes[1], await nodes[1].resume(anna.cookie)),
    listen(nodes[1], await nodes[1].resume(bruno.cookie)),
  ])

  await sara.post(ofBody('monteverde'), draft())

  const changed: LiveEvent = { type: 'announcements.changed' }
  await expect.poll(() => tabs[0]!.heard, { timeout: 30_000 }).toContainEqual(changed)
  await expect.poll(() => tabs[1]!.heard, { timeout: 30_000 }).toContainEqual(changed)
  expect(tabs[2]!.heard).not.toContainEqual(changed)
  expect(await textsOf(await nodes[1].resume(anna.cookie))).toEqual(['Sportello chiuso di pomeriggio'])
  expect(await textsOf(bruno)).toEqual([])
  await Promise.all(tabs.map((tab) => tab.close()))

  const [published] = (await sara.get<List>(ofBody('monteverde'))).announcements
  const { id } = published!.announcement
  expect(published).toMatchObject({ standing: 'current', audience: null })
  const [entry] = await listEntries(nodes[0].db, {}, 1)
  expect(JSON.parse(entry!.record)).toMatchObject({
    act: 'announcement/published',
    actor: { name: 'sara@monteverde.example' },
    tenantId: ids['monteverde'],
    details: { after: { it: 'Sportello chiuso di pomeriggio' } },
  })
  expect(
    (await sara.call({ method: 'POST', url: '/api/admin/announcements', payload: draft() })).status,
  ).toBe(404)
  const theirs = { method: 'POST', url: ofBody('borgo', `/${id}/end`), payload: {} } as const
  expect((await sara.call(theirs)).status).toBe(404)
  await sara.post(ofBody('monteverde', `/${id}/end`))
  expect(await textsOf(anna)).toEqual([])
  const again = { method: 'POST', url: ofBody('monteverde', `/${id}/end`), payload: {} } as const
  expect((await sara.call(again)).json()).toMatchObject({ code: 'admin/announcement-changed' })
})

test('the operators tell everybody or some bodies, a body learns of no other, and cannot change what is not its own', async () => {
  const operator = await administrator(nodes[0], 'fermo', { address: 'olga@fermo.example', role: 'operator' })
  const sara = await administrator(nodes[0], 'monteverde', {
    address: 'sara@monteverde.example',
    role: 'tenant-admin',
  })
  const some = { everybody: false, bodies: [ids['monteverde'], ids['borgo']] }

  await operator.post('/api/admin/announcements', { ...draft({ it: 'A due enti' }), ...some })
  await operator.post('/api/admin/announcements', {
    ...draft({ it: 'A tutti' }),
    everybody: true,
    bodies: [],
  })

  const [anna, carla] = await Promise.all([
    nodes[1].signIn('anna@monteverde.example'),
    nodes[1].signIn('carla@fermo.example'),
  ])
  expect((await textsOf(anna)).toSorted()).toEqual(['A due enti', 'A tutti'])
  expect(await textsOf(carla)).toEqual(['A tutti'])
  const { announcements } = await sara.get<List>(ofBody('monteverde'))
  const shared = announcements.find(({ announcement }) => announcement.it === 'A due enti')!
  expect(shared.audience).toEqual({
    everybody: false,
    bodies: [{ id: ids['monteverde'], name: 'Comune di monteverde' }],
  })
  const url = ofBody('monteverde', `/${shared.announcement.id}`)
  const change = { method: 'PUT', url, payload: { ...draft({ it: 'Altro' }), edition: 1 } } as const
  expect((await sara.call(change)).status).toBe(404)
  const nobody = { ...draft(), everybody: false, bodies: [] }
  const refused = await operator.call({ method: 'POST', url: '/api/admin/announcements', payload: nobody })
  expect(refused.json()).toMatchObject({ code: 'admin/announcement-refused', details: { what: 'bodies' } })
  const over = draft({ beginsAt: minutes(-60), endsAt: minutes(-30) })
  for (const wrong of [over, draft({ endsAt: minutes(-10) })])
    expect(
      (await sara.call({ method: 'POST', url: ofBody('monteverde'), payload: wrong })).json(),
    ).toMatchObject({ code: 'admin/announcement-refused' })
})

test('what somebody put away stays away on every device until it is changed, and of what was changed nobody writes over', async () => {
  const sara = await administrator(nodes[0], 'monteverde', {
    address: 'sara@monteverde.example',
    role: 'tenant-admin',
  })
  await sara.post(ofBody('monteverde'), draft())
  const [desk, phone, other] = [
    await nodes[0].signIn('dora@monteverde.example'),
    await nodes[1].signIn('dora@monteverde.example'),
    await nodes[1].signIn('elia@monteverde.example'),
  ]
  const [{ id, edition }] = (await seenBy(desk)) as [ReceivedAnnouncement]
  const away = (browser: Browser, payload: object) =>
    browser.call({ method: 'PUT', url: `/api/announcements/${id}/away`, payload })

  expect((await away(desk, { edition, away: true })).status).toBe(204)

  expect(await seenBy(phone)).toMatchObject([{ away: true }])
  expect(await seenBy(other)).toMatchObject([{ away: false }])
  expect((await away(phone, { edition, away: false })).status).toBe(204)
  expect(await seenBy(desk)).toMatchObject([{ away: false }])
  await away(desk, { edition, away: true })

  const url = ofBody('monteverde', `/${id}`)
  const change = (text: string) => ({
    method: 'PUT' as const,
    url,
    payload: { ...draft({ it: text }), edition },
  })
  expect((await sara.call(change('Chiuso anche di mattina'))).status).toBe(200)
  expect(await seenBy(desk)).toMatchObject([{ it: 'Chiuso anche di mattina', away: false, edition: 2 }])
  expect((await sara.call(change('Un’altra mano'))).json()).toMatchObject({
    code: 'admin/announcement-changed',
  })
  expect((await away(desk, { edition, away: true })).status).toBe(404)
})

test('work that is planned is seen a week before, also where one signs in: at the body’s own place, or by its domain', async () => {
  const sara = await administrator(nodes[0], 'monteverde', {
    address: 'sara@monteverde.example',
    role: 'tenant-admin',
  })
  const anna = await nodes[0].signIn('anna@monteverde.example')
  const day = 24 * 60
  const work = (it: string, days: number) =>
    draft({
      it,
      kind: 'maintenance',
      services: ['mail'],
      beginsAt: minutes(days * day),
      endsAt: minutes(days * day + 60),
    })
  for (const one of [
    work('Fra sei giorni', 6),
    work('Fra un mese', 30),
    draft({ it: 'Già dentro' }),
    draft({ it: 'Anche fuori', onSignIn: true }),
  ])
    await sara.post(ofBody('monteverde'), one)

  expect((await textsOf(anna)).toSorted()).toEqual(['Anche fuori', 'Fra sei giorni', 'Già dentro'])
  expect((await atSignIn('posta.monteverde.example')).toSorted()).toEqual(['Anche fuori', 'Fra sei giorni'])
  expect(await atSignIn('posta.borgo.example')).toEqual([])
  // At a body's place nothing is said of another's, whatever domain is asked for.
  expect(await atSignIn('posta.borgo.example', '?domain=monteverde.example')).toEqual([])
  expect(await atSignIn('nessuno.example')).toEqual([])
  expect((await atSignIn('nessuno.example', '?domain=monteverde.example')).toSorted()).toEqual([
    'Anche fuori',
    'Fra sei giorni',
  ])
})

test('the command line announces to open tabs too, and ends what it announced', async () => {
  const anna = await nodes[0].signIn('anna@monteverde.example')
  const tab = await listen(nodes[0], anna)
  const run = (...words: string[]) =>
    runCommand(['announcement', ...words, '--json'], { DATABASE_URL: databaseUrl })

  expect(
    await run('publish', 'La posta non va', '--kind', 'fault', '--service', 'mail', '--until', minutes(60)),
  ).toBe(0)

  await expect.poll(() => tab.heard, { timeout: 30_000 }).toContainEqual({ type: 'announcements.changed' })
  const [fault] = await seenBy(anna)
  expect(fault).toMatchObject({ it: 'La posta non va', kind: 'fault', services: ['mail'] })
  expect(await run('end', fault!.id)).toBe(0)
  expect(await seenBy(anna)).toEqual([])
  expect(await run('end', fault!.id)).toBe(1)
  expect(await run('publish', 'Senza una fine')).toBe(2)
  await tab.close()
})
