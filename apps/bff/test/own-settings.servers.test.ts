import type { PreferenceRule, Preferences, PrivacyNotice } from '@staffetta/contract'
import { startDovecot, type Dovecot, type Postgres } from '@staffetta/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setPreferenceRule } from '../src/admin/preference-rules.ts'
import { publishNotice } from '../src/admin/privacy-notices.ts'
import { setPublicServer } from '../src/db/public-servers.ts'
import { listEntries } from '../src/db/register.ts'
import { findTenant, setProvider, setServices } from '../src/db/tenants.ts'
import { commandLine } from '../src/register/record.ts'
import { startDatabase } from './database.ts'
import { startTestServer, type Browser, type TestServer } from './server.ts'

let dovecot: Dovecot
let postgres: Postgres
let server: TestServer
const actor = commandLine({ USER: 'root' })

beforeAll(async () => {
  ;[dovecot, postgres] = await Promise.all([startDovecot({ fts: false }), startDatabase()])
  server = await startTestServer(postgres.url)
  for (const slug of ['monteverde', 'borgo'])
    await server.addTenant(slug, `${slug}.example`, { imapPort: dovecot.imapPort, smtpPort: 1 })
})
afterAll(async () => {
  await server?.close()
  await Promise.all([dovecot?.stop(), postgres?.stop()])
})

/** What the body decides is seen by a new session at once, by those that are open within five seconds. */
async function decide(rule: Parameters<typeof setPreferenceRule>[3]): Promise<void> {
  await setPreferenceRule(server.db, actor, (await findTenant(server.db, 'slug', 'monteverde'))!, rule)
  await new Promise((resolve) => setTimeout(resolve, 120))
}
const preferencesOf = (browser: Browser) => browser.get<Preferences>('/api/settings/preferences')
const put = async (browser: Browser, change: Partial<Preferences>) =>
  browser.call({
    method: 'PUT',
    url: '/api/settings/preferences',
    payload: { ...(await preferencesOf(browser)), ...change },
  })

test('a default of the body reaches whoever never chose, also after they saved something else, and nobody who did', async () => {
  const [before, chooser] = await Promise.all([
    server.signIn('anna@monteverde.example'),
    server.signIn('bruno@monteverde.example'),
  ])
  await put(before, { displayName: 'Anna Neri' })
  await put(chooser, { shortcuts: false })
  await put(chooser, { shortcuts: true })

  await decide({ name: 'shortcuts', value: 'off', locked: false, reason: '' })
  const [anna, bruno, carla] = await Promise.all(
    ['anna@monteverde', 'bruno@monteverde', 'carla@borgo'].map((name) => server.signIn(`${name}.example`)),
  )

  expect(await preferencesOf(anna!)).toMatchObject({ displayName: 'Anna Neri', shortcuts: false })
  expect(await preferencesOf(bruno!)).toMatchObject({ shortcuts: true })
  expect(await preferencesOf(carla!)).toMatchObject({ shortcuts: true })
  expect(await bruno!.get('/api/settings/rules')).toEqual({
    rules: [{ name: 'shortcuts', value: 'off', locked: false, reason: '' }],
    chosen: ['shortcuts'],
  })
  const back = await bruno!.call({ method: 'DELETE', url: '/api/settings/preferences/shortcuts' })
  expect(back.json()).toMatchObject({ shortcuts: false })
  expect((await bruno!.get<{ chosen: string[] }>('/api/settings/rules')).chosen).toEqual([])
})

test('what is locked cannot be written, other settings can, and the person’s own choice comes back with the key', async () => {
  const inAs = () => server.signIn('dora@monteverde.example')
  await put(await inAs(), { collectsWritten: false })
  await decide({ name: 'collectsWritten', value: 'on', locked: true, reason: 'Circolare 4/2026' })
  const dora = await inAs()

  expect(await preferencesOf(dora)).toMatchObject({ collectsWritten: true })
  const refused = await put(dora, { collectsWritten: false })
  expect([refused.status, refused.json()]).toEqual([403, { code: 'settings/locked' }])
  expect((await put(dora, { notifications: true })).status).toBe(200)
  const { rules } = await dora.get<{ rules: PreferenceRule[] }>('/api/settings/rules')
  expect(rules.find(({ name }) => name === 'collectsWritten')).toMatchObject({
    locked: true,
    reason: 'Circolare 4/2026',
  })

  await decide({ name: 'collectsWritten', value: null, locked: false, reason: '' })
  expect(await preferencesOf(await inAs())).toMatchObject({ collectsWritten: false, notifications: true })
})

test('a lock says why and is on nobody’s language, a value fits its preference, and each decision is in the register', async () => {
  await expect(decide({ name: 'language', value: 'on', locked: false, reason: '' })).rejects.toMatchObject({
    code: 'admin/rule-refused',
  })
  await expect(decide({ name: 'shortcuts', value: 'on', locked: true, reason: ' ' })).rejects.toMatchObject({
    code: 'admin/rule-refused',
  })

  await expect(
    decide({ name: 'language', value: 'it', locked: true, reason: 'Un motivo' }),
  ).rejects.toMatchObject({ code: 'admin/rule-refused' })

  await decide({ name: 'notifications', value: 'off', locked: true, reason: 'Delibera 12' })

  const entries = await listEntries(server.db, {}, 1)
  expect(JSON.parse(entries[0]!.record)).toMatchObject({
    act: 'tenant/preference-set',
    subject: 'notifications',
    reason: 'Delibera 12',
    details: { before: null, after: { value: 'off', locked: true } },
  })
})

test('other programs find the servers of a domain by themselves, the same for every address, and nothing of a stranger’s', async () => {
  const { id } = (await findTenant(server.db, 'slug', 'borgo'))!
  for (const [kind, port] of [
    ['imap', 993],
    ['smtp', 465],
  ] as const)
    await setPublicServer(server.db, id, kind, { host: `${kind}.borgo.example`, port, tls: 'tls' })
  await setPublicServer(server.db, id, 'dav', { host: 'dav.borgo.example', port: 443, tls: 'tls' })
  await setServices(server.db, id, ['mail', 'calendar', 'contacts'])
  await new Promise((resolve) => setTimeout(resolve, 120))
  const asked = (url: string, host = 'anywhere.example') => server.app.inject({ url, headers: { host } })

  const byHost = await asked('/mail/config-v1.1.xml', 'autoconfig.borgo.example')
  const byAddress = await asked(
    '/.well-known/autoconfig/mail/config-v1.1.xml?emailaddress=carla@borgo.example',
  )
  const nobody = await asked(
    '/.well-known/autoconfig/mail/config-v1.1.xml?emailaddress=nessuno@borgo.example',
  )
  expect(byHost.body).toContain('<hostname>imap.borgo.example</hostname>')
  expect([byHost.headers['content-type'], byAddress.body, nobody.body]).toEqual([
    'text/xml; charset=utf-8',
    byHost.body,
    byHost.body,
  ])
  // Monteverde's servers are on this machine alone.
  for (const address of ['anna@altrove.example', 'anna@monteverde.example', '', 'a@b@', '%00'])
    expect((await asked(`/mail/config-v1.1.xml?emailaddress=${address}`)).statusCode).toBe(404)

  const outlook = (body: string) =>
    server.app.inject({
      method: 'POST',
      url: '/autodiscover/autodiscover.xml',
      headers: { 'content-type': 'text/xml' },
      payload: body,
    })
  expect((await outlook('<EMailAddress>x@borgo.example</EMailAddress>')).body).toContain(
    '<Server>smtp.borgo.example</Server>',
  )
  expect((await outlook('<EMailAddress>x@altrove.example</EMailAddress>')).statusCode).toBe(404)
  expect((await outlook('<<<')).statusCode).toBe(404)

  for (const method of ['GET', 'PROPFIND'] as const) {
    const answer = await server.app.inject({
      method: method as 'GET',
      url: '/.well-known/carddav',
      headers: { host: 'borgo.example' },
    })
    expect([answer.statusCode, answer.headers.location]).toEqual([
      301,
      'https://dav.borgo.example/.well-known/carddav',
    ])
  }
  expect((await asked('/.well-known/caldav', 'dav.borgo.example')).statusCode).toBe(404)
})

test('a telephone that is not signed in gets its profile by a link, and by no other', async () => {
  const carla = await server.signIn('carla@borgo.example')
  const { path } = await carla.post<{ path: string }>('/api/programs/profile-links')

  const profile = await server.app.inject({ url: path })

  expect(profile.headers['content-type']).toMatch('application/x-apple-aspen-config')
  expect(profile.body).toContain('<string>carla@borgo.example</string>')
  expect(profile.body).toBe((await carla.call({ url: '/api/programs/profile' })).body)
  expect((await server.app.inject({ url: `${path.slice(0, -3)}xyz` })).statusCode).toBe(404)
  expect((await server.app.inject({ url: '/api/programs/profile' })).statusCode).toBe(401)
})

test('a notice is taken note of once for each version, the provider’s where a body has none, and old ones stay', async () => {
  const [monteverde, borgo] = await Promise.all(
    ['monteverde', 'borgo'].map(async (slug) => (await findTenant(server.db, 'slug', slug))!),
  )
  await server.db.transaction().execute((tx) => setProvider(tx, borgo!.id))
  await publishNotice(server.db, actor, borgo!, { it: 'Della provincia', en: null })
  await new Promise((resolve) => setTimeout(resolve, 120))
  const elia = await server.signIn('elia@monteverde.example')
  const seen = async () => {
    const { notice, before } = await elia.get<{ notice: PrivacyNotice; before: object[] }>(
      '/api/privacy/notice',
    )
    return [notice.body, notice.version, notice.it, notice.readAt !== null, before.length]
  }
  const note = async (version: number) =>
    (await elia.call({ method: 'POST', url: `/api/privacy/notices/${version}/read`, payload: {} })).status

  expect(await seen()).toEqual(['Comune di borgo', 1, 'Della provincia', false, 0])
  expect(await note(1)).toBe(204)
  expect(await seen()).toEqual(['Comune di borgo', 1, 'Della provincia', true, 0])

  await publishNotice(server.db, actor, monteverde!, { it: 'Prima', en: 'First' })
  await publishNotice(server.db, actor, monteverde!, { it: 'Seconda', en: null })
  expect(await seen()).toEqual(['Comune di monteverde', 2, 'Seconda', false, 1])
  expect(await note(1)).toBe(404)
  expect(await note(2)).toBe(204)
  const { readAt } = await elia.get<PrivacyNotice>('/api/privacy/notices/2')
  expect(await note(2)).toBe(204)
  expect(await elia.get('/api/privacy/notices/2')).toMatchObject({ readAt })
  expect(await elia.get('/api/privacy/notices/1')).toMatchObject({ it: 'Prima', en: 'First', readAt: null })
})
