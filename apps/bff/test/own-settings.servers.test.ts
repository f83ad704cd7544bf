import type { PreferenceRule, Preferences } from '@staffetta/contract'
import { startDovecot, startPostgres, type Dovecot, type Postgres } from '@staffetta/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setPreferenceRule } from '../src/admin/preference-rules.ts'
import { listEntries } from '../src/db/register.ts'
import { findTenant } from '../src/db/tenants.ts'
import { commandLine } from '../src/register/record.ts'
import { startTestServer, type Browser, type TestServer } from './server.ts'

let dovecot: Dovecot
let postgres: Postgres
let server: TestServer
const actor = commandLine({ USER: 'root' })

beforeAll(async () => {
  ;[dovecot, postgres] = await Promise.all([startDovecot({ fts: false }), startPostgres()])
  server = await startTestServer(await postgres.freshDatabase())
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

test('a lock says why, a value fits its preference, and each decision is in the register', async () => {
  await expect(decide({ name: 'language', value: 'on', locked: false, reason: '' })).rejects.toMatchObject({
    code: 'admin/rule-refused',
  })
  await expect(decide({ name: 'language', value: 'it', locked: true, reason: ' ' })).rejects.toMatchObject({
    code: 'admin/rule-refused',
  })

  await decide({ name: 'language', value: 'it', locked: true, reason: 'Delibera 12' })

  const entries = await listEntries(server.db, {}, 1)
  expect(JSON.parse(entries[0]!.record)).toMatchObject({
    act: 'tenant/preference-set',
    subject: 'language',
    reason: 'Delibera 12',
    details: { before: null, after: { value: 'it', locked: true } },
  })
})
