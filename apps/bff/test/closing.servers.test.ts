import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Closing } from '@staffetta/contract'
import { blankEvent } from '@staffetta/contract'
import { startDovecot, startRadicale, type Dovecot, type Postgres, type Radicale } from '@staffetta/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { runCommand } from '../src/cli/main.ts'
import { endDueServices } from '../src/closing/closing.ts'
import { deleteTenant } from '../src/closing/delete-tenant.ts'
import { listEntries } from '../src/db/register.ts'
import { putResource } from '../src/db/resources.ts'
import { insertNotice } from '../src/db/privacy-notices.ts'
import { countTenantRows, tenantTables } from '../src/db/tenant-rows.ts'
import { findTenant, type Tenant } from '../src/db/tenants.ts'
import { anchorRegister } from '../src/register/anchor.ts'
import { takeStep } from '../src/enrolment/transitions.ts'
import { administrator } from './administrator.ts'
import { startDatabase } from './database.ts'
import { startTestServer, type Browser, type TestServer } from './server.ts'

const day = 86_400_000
const key = Buffer.alloc(32, 9)
const script = fileURLToPath(new URL('../bin/verify-register.mjs', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'st-closing-'))
const root = { kind: 'command-line', name: 'root', tenantId: null, ip: null } as const

let dovecot: Dovecot
let postgres: Postgres
let radicale: Radicale
let databaseUrl: string
let server: TestServer
let origin: string
let operator: Browser
let own: Browser
let elena: Browser
let monteverde: Tenant

beforeAll(async () => {
  ;[dovecot, postgres, radicale] = await Promise.all([
    startDovecot({ fts: false }),
    startDatabase(),
    startRadicale({ users: 'any' }),
  ])
  const env = { STAFFETTA_KEY: key.toString('base64') }
  databaseUrl = postgres.url
  server = await startTestServer(databaseUrl, env)
  const servers = { imapPort: dovecot.imapPort, smtpPort: 1, davPort: radicale.port }
  for (const slug of ['monteverde', 'borgo'])
    await server.addTenant(slug, `${slug}.example`, {
      ...servers,
      service: { user: `staffetta@${slug}.example`, password: 'password' },
    })
  monteverde = (await findTenant(server.db, 'slug', 'monteverde'))!
  await insertNotice(server.db, monteverde.id, { version: 1, it: 'Informativa', en: null })
  await putResource(server.db, monteverde.id, {
    address: 'sala.giunta@monteverde.example',
    name: 'Sala giunta',
    kind: 'room',
    place: '',
    note: '',
    capacity: null,
    opening: [],
    zone: 'Europe/Rome',
    approval: 'automatic',
    managers: [],
    noticeMinutes: 0,
    aheadDays: 365,
  })
  origin = await server.app.listen({ port: 0, host: '127.0.0.1' })
  elena = await server.signIn('elena@monteverde.example')
  operator = await administrator(server, 'borgo', { address: 'op@borgo.example', role: 'operator' })
  own = await administrator(server, 'monteverde', {
    address: 'capo@monteverde.example',
    role: 'tenant-admin',
  })
}, 60_000)
afterAll(async () => {
  await server?.close()
  await radicale?.stop()
  await Promise.all([dovecot?.stop(), postgres?.stop()])
  rmSync(folder, { recursive: true })
})

const at = (path: string) => `/api/admin/tenants/${monteverde.id}/closing${path}`
const codeOf = async (browser: Browser, method: 'POST' | 'PUT' | 'GET', path: string, payload?: object) =>
  (await browser.call({ method, url: at(path), ...(payload && { payload }) })).json<{ code?: string }>().code
const closing = () => operator.get<Closing>(at(''))
const bytesFrom = async (browser: Browser, path: string) =>
  fetch(`${origin}${path}`, { headers: { cookie: browser.cookie } })
const wish = { name: 'Comune di monteverde', reason: 'Recesso, det. 9/2027', withoutExport: null }

test('no table with anything of a body escapes its deletion', async () => {
  const found = new Set((await tenantTables(server.db)).map(({ name }) => name))
  const { rows } = await sql<{ name: string; owns: boolean }>`
    select table_name as name, exists (
      select 1 from information_schema.columns c
      where c.table_schema = t.table_schema and c.table_name = t.table_name
      and c.column_name in ('tenant_id', 'account_id')) as owns
    from information_schema.tables t where table_schema = 'public'`.execute(server.db)
  const stay = ['tenant', 'tenant_deletion', 'register_entry']
  const nobodys = ['ipa_body', 'logout_token', 'register_segment', 'register_anchor']

  const escaped = rows.filter(({ name }) => !found.has(name) && !name.startsWith('kysely_'))
  expect(escaped.map(({ name }) => name).toSorted()).toEqual([...stay, ...nobodys].toSorted())
  expect(escaped.filter(({ name, owns }) => owns && !stay.includes(name))).toEqual([])
})

test('a body that leaves is served for thirty days more, its people are told, and only a reason makes it shorter', async () => {
  expect(await codeOf(operator, 'POST', '/export')).toBe('admin/not-closing')
  const step = { from: 'active', to: 'closing', reason: 'Recesso', activatesAt: null, withoutOwnership: null }
  const state = await operator.call({
    method: 'PUT',
    url: `/api/admin/tenants/${monteverde.id}/state`,
    payload: step,
  })
  expect(state.status).toBe(200)

  const closesAt = Date.parse((await closing()).closesAt!)
  expect(closesAt - Date.now()).toBeGreaterThan(30 * day - 60_000)
  const me = () => elena.get<{ closesAt: string | null; services: string[] }>('/api/auth/me')
  await expect.poll(async () => (await me()).closesAt).toBe(new Date(closesAt).toISOString())
  expect((await me()).services).toContain('mail')
  const sooner = { closesAt: new Date(Date.now() + 2 * day).toISOString(), reason: ' ' }
  expect(await codeOf(operator, 'PUT', '/end', sooner)).toBe('request/invalid')
  expect(await codeOf(own, 'PUT', '/end', { ...sooner, reason: 'Subito' })).toBe('request/not-found')
  await operator.call({ method: 'PUT', url: at('/end'), payload: { ...sooner, reason: 'Concordato' } })
  expect((await closing()).closesAt).toBe(sooner.closesAt)
  expect(await codeOf(operator, 'POST', '/delete', wish)).toBe('admin/closing-early')
})

test('what is held of a body comes as one archive, without a word of anybody’s own, and its register verifies', async () => {
  const calendars = await elena.get<{ calendars: { id: string }[] }>('/api/calendar/calendars')
  const when = (hour: string) => ({ kind: 'zoned', local: `2026-12-01T${hour}:00`, zone: 'Europe/Rome' })
  await elena.post('/api/calendar/events', {
    id: crypto.randomUUID(),
    calendarId: calendars.calendars[0]!.id,
    zone: 'Europe/Rome',
    fields: { ...blankEvent, title: 'Visita privata', start: when('10:00'), end: when('11:00') },
  })
  await (await bytesFrom(elena, '/api/own-data/copy')).arrayBuffer()
  await anchorRegister(server.db, key)

  await own.post(at('/export'))
  await expect.poll(async () => (await closing()).export?.state, { timeout: 20_000 }).toBe('ready')
  const answer = await bytesFrom(own, at('/export.zip'))
  const zip = Buffer.from(await answer.arrayBuffer())
  writeFileSync(join(folder, 'copy.zip'), zip)
  execFileSync('python3', ['-m', 'zipfile', '-e', join(folder, 'copy.zip'), join(folder, 'all')])
  const names = readdirSync(join(folder, 'all'), { recursive: true, encoding: 'utf8' })
  const read = (name: string) => readFileSync(join(folder, 'all', name), 'utf8')

  expect(names).toEqual(expect.arrayContaining(['LEGGIMI.txt', 'persone.csv', 'statistiche.csv']))
  expect(read('impostazioni/privacy_notice.json')).toContain('Informativa')
  expect(read('impostazioni/service_account.json')).not.toContain('sealed')
  expect(read('risorse/Sala giunta sala.giunta@monteverde.example.ics')).toContain('BEGIN:VCALENDAR')
  expect(read('persone.csv')).toMatch(/elena@monteverde\.example,.*,20\d\d-.*,20\d\d-/)
  expect(read('persone.csv')).toMatch(/capo@monteverde\.example,.*,\r/)
  expect(read('LEGGIMI.txt')).not.toContain('manca')
  const words = names.filter((name) => /\.\w+$/.test(name)).map(read)
  expect(words.join('')).not.toContain('Visita privata')
  const register = join(folder, 'all/registro/registro.jsonl')
  const verified = () =>
    execFileSync(process.execPath, [script, register], { encoding: 'utf8', stdio: 'pipe' })
  expect(verified()).toMatch(/^\d+ entries, every one as it was written\./)
  expect(read('registro/registro.jsonl')).not.toContain('op@borgo.example","role')
  writeFileSync(register, read('registro/registro.jsonl').replace('Concordato', 'Imposto'))
  expect(verified).toThrow('was changed')

  // It is written down once the last byte has left.
  await expect.poll(async () => (await closing()).export?.downloadedAt).not.toBe(null)
  expect(await closing()).toMatchObject({
    people: 2,
    copied: 1,
    export: {
      sha256: createHash('sha256').update(zip).digest('hex'),
      sizeBytes: zip.length,
      downloadedBy: 'capo@monteverde.example',
    },
  })
  const stranger = await administrator(server, 'borgo', {
    address: 'altro@borgo.example',
    role: 'tenant-admin',
  })
  expect((await bytesFrom(stranger, at('/export.zip'))).status).toBe(404)
})

test('on the last day its services end, and everybody is out', async () => {
  await sql`update tenant set closes_at = now() + interval '1 hour' where id = ${monteverde.id}`.execute(
    server.db,
  )
  expect(await endDueServices(server.db, new Date(Date.now() + 59 * 60_000))).toEqual([])
  expect(await endDueServices(server.db, new Date(Date.now() + 61 * 60_000))).toEqual([monteverde.id])

  await expect
    .poll(async () => (await elena.call({ method: 'GET', url: '/api/auth/me' })).status, { timeout: 30_000 })
    .toBe(401)
  expect(await endDueServices(server.db, new Date(Date.now() + 61 * 60_000))).toEqual([])
})

test('deleted by its name, nothing of it is left but that and the register, and the proof verifies', async () => {
  await sql`update tenant set closes_at = now() where id = ${monteverde.id}`.execute(server.db)
  const borgo = (await findTenant(server.db, 'slug', 'borgo'))!
  const theirs = await countTenantRows(server.db, borgo.id)
  expect(await codeOf(operator, 'POST', '/delete', { ...wish, name: 'Comune di borgo' })).toBe(
    'admin/name-differs',
  )
  expect(await codeOf(own, 'POST', '/delete', wish)).not.toBe(undefined)
  await operator.post(at('/export'))
  expect(await codeOf(operator, 'POST', '/delete', wish)).toBe('admin/export-missing')
  const before = await countTenantRows(server.db, monteverde.id)
  expect(before['account']).toBe(2)

  const done = await operator.post<Closing>(at('/delete'), { ...wish, withoutExport: 'L’ha già il Comune' })
  expect(Object.values(await countTenantRows(server.db, monteverde.id)).filter((count) => count > 0)).toEqual(
    [],
  )
  expect(await findTenant(server.db, 'id', monteverde.id)).toMatchObject({
    name: 'Comune di monteverde',
    state: 'closed',
    domains: [],
    closesAt: null,
  })
  expect(await countTenantRows(server.db, borgo.id)).toEqual(theirs)
  const proof = JSON.parse(JSON.parse(done.proof!).proof as string) as Record<string, unknown>
  expect(proof).toMatchObject({
    decidedBy: 'op@borgo.example',
    reason: wish.reason,
    withoutExport: 'L’ha già il Comune',
    deleted: { account: 2, resource: 1, privacy_notice: 1 },
  })
  const entries = await listEntries(server.db, { tenantIds: [monteverde.id] }, 100)
  expect(entries[0]?.act).toBe('tenant/deleted')
  expect(entries.length).toBeGreaterThan(5)

  const path = join(folder, 'proof.json')
  const verified = () => execFileSync(process.execPath, [script, path], { encoding: 'utf8', stdio: 'pipe' })
  writeFileSync(path, done.proof!)
  expect(verified()).toContain('nothing is left since')
  writeFileSync(path, done.proof!.replace('Recesso', 'Accordo'))
  expect(verified).toThrow('not what was signed')

  const look = { name: 'Di nuovo', hue: null, help: null, greeting: null, links: [] }
  const written = await operator.call({
    method: 'PUT',
    url: `/api/admin/tenants/${monteverde.id}/brand`,
    payload: look,
  })
  expect([written.status, written.json()]).toEqual([409, { code: 'admin/step-refused' }])
  const role = { address: 'ida@borgo.example', name: 'Ida', role: 'auditor', appointment: '' }
  const granted = await operator.call({
    method: 'POST',
    url: '/api/admin/roles',
    payload: { ...role, scopeId: monteverde.id },
  })
  expect(granted.json()).toEqual({ code: 'admin/step-refused' })
})

test('whoever serves the others does not go, and who goes back to work is served as before', async () => {
  const borgo = (await findTenant(server.db, 'slug', 'borgo'))!
  const step = { tenantId: borgo.id, reason: 'Prova' }
  await takeStep(server.db, root, { ...step, to: 'closing' })
  await sql`update tenant set is_provider = true, closes_at = now() where id = ${borgo.id}`.execute(server.db)
  const provider = { ...borgo, isProvider: true }
  await expect(
    deleteTenant({ db: server.db, key }, root, provider, { ...wish, name: borgo.name, withoutExport: 'x' }),
  ).rejects.toMatchObject({ code: 'admin/not-closing' })
  await takeStep(server.db, root, { ...step, to: 'active' })
  expect((await findTenant(server.db, 'slug', 'borgo'))?.closesAt).toBe(null)
})

test('all of it goes by the command line, too', async () => {
  const said: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text))
  const refused = vi.spyOn(console, 'error').mockImplementation((text: string) => void said.push(text))
  const staffetta = (...args: string[]) =>
    runCommand(['tenant', ...args], {
      DATABASE_URL: databaseUrl,
      STAFFETTA_KEY: key.toString('base64'),
      USER: 'root',
    })
  const file = join(folder, 'borgo.zip')
  const named = ['--name', 'Comune di borgo', '--reason', 'Recesso']
  try {
    await sql`update tenant set is_provider = false`.execute(server.db)
    expect(await staffetta('ask-export', 'borgo')).toBe(1)
    expect(said.at(-1)).toContain('It is not closing')
    expect(await staffetta('set-state', 'borgo', 'closing', '--reason', 'Recesso')).toBe(0)
    expect(await staffetta('closing', 'borgo')).toBe(0)
    expect(said.at(-1)).toMatch(/^Comune di borgo is served until 20.+ 0 of \d people have their copy/)
    expect(await staffetta('delete', 'borgo', ...named)).toBe(1)
    expect(said.at(-1)).toContain('It is still served')
    expect(await staffetta('closing', 'borgo', '--ends', new Date().toISOString())).toBe(2)
    expect(
      await staffetta('closing', 'borgo', '--ends', new Date().toISOString(), '--reason', 'Subito'),
    ).toBe(0)
    expect(await staffetta('ask-export', 'borgo')).toBe(0)
    await expect
      .poll(() => staffetta('fetch-export', 'borgo', file), { timeout: 20_000, interval: 500 })
      .toBe(0)
    expect(said.at(-1)).toContain(createHash('sha256').update(readFileSync(file)).digest('hex'))
    expect(await staffetta('delete', 'borgo', ...named)).toBe(0)
    expect(await staffetta('proof', 'borgo')).toBe(0)
    writeFileSync(join(folder, 'borgo.json'), said.at(-1)!)
    const { id } = (await findTenant(server.db, 'slug', 'borgo'))!
    const entries = () => listEntries(server.db, { tenantIds: [id] }, 100)
    const before = await entries()
    for (const args of [
      ['set-look', 'borgo', '--name', 'Di nuovo'],
      ['add-domain', 'borgo', 'borgo.example', '--without-ownership', 'x'],
      ['set-service', 'borgo', 'dav', '--user', 'x', '--password-file', '/dev/null'],
      ['status', 'borgo'],
    ]) {
      expect(await staffetta(...args)).toBe(1)
      expect(said.at(-1)).toContain('is closed')
    }
    expect(await entries()).toEqual(before)
    expect(await staffetta('show', 'borgo')).toBe(0)
    expect(await staffetta('closing', 'borgo')).toBe(0)
  } finally {
    log.mockRestore()
    refused.mockRestore()
  }
  const verdict = execFileSync(process.execPath, [script, join(folder, 'borgo.json')], { encoding: 'utf8' })
  expect(verdict).toContain('Of Comune di borgo nothing is left since')
})
