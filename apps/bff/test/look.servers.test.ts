import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Brand, Greeting, TenantDetail } from '@staffetta/contract'
import { type Dovecot, type Postgres, startDovecot } from '@staffetta/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand } from '../src/cli/main.ts'
import { listEntries } from '../src/db/register.ts'
import { findTenant } from '../src/db/tenants.ts'
import { administrator } from './administrator.ts'
import { startDatabase } from './database.ts'
import { type Browser, startTestServer, type TestServer } from './server.ts'

let dovecot: Dovecot
let postgres: Postgres
let databaseUrl: string
let server: TestServer
let admin: Browser
let id: string
const folder = mkdtempSync(join(tmpdir(), 'look-'))

beforeAll(async () => {
  ;[dovecot, postgres] = await Promise.all([startDovecot({ fts: false }), startDatabase()])
  databaseUrl = postgres.url
  server = await startTestServer(databaseUrl)
  await server.addTenant('monteverde', 'monteverde.example', { imapPort: dovecot.imapPort, smtpPort: 1 })
  id = (await findTenant(server.db, 'slug', 'monteverde'))!.id
  await sql`insert into tenant_host values ('posta.monteverde.example', ${id})`.execute(server.db)
  const sindaca = { address: 'sindaca@monteverde.example', role: 'tenant-admin' } as const
  admin = await administrator(server, 'monteverde', sindaca)
}, 60_000)
afterAll(async () => {
  await server?.close()
  await Promise.all([dovecot?.stop(), postgres?.stop()])
  rmSync(folder, { recursive: true, force: true })
})

const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 32"><path fill="#166f4d" d="M2 7h24v12Z"/></svg>'
const putCrest = (text: string | Buffer) =>
  admin.call({
    method: 'PUT',
    url: `/api/admin/tenants/${id}/crest`,
    payload: Buffer.from(text),
    headers: { 'content-type': 'application/octet-stream' },
  })
const page = async () =>
  (
    await server.app.inject({ url: '/api/auth/options', headers: { host: 'posta.monteverde.example' } })
  ).json<{ brand: Brand | null; greeting: Greeting | null }>()

test('a crest is shown to whoever signs in, as an image that can do nothing else', async () => {
  expect((await page()).brand).not.toHaveProperty('crest')

  const { crest } = (await putCrest(`<!-- mia -->${drawing}`)).json<TenantDetail>()

  await expect.poll(async () => (await page()).brand?.crest).toBe(crest)
  const ada = await server.signIn('ada@monteverde.example')
  expect((await ada.get<{ tenant: Brand }>('/api/auth/me')).tenant.crest).toBe(crest)
  const shown = await server.app.inject(`/api/auth/crests/monteverde/${crest}`)
  expect(shown.body).toBe(drawing)
  expect(shown.headers).toMatchObject({
    'content-type': 'image/svg+xml',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringMatching(/default-src 'none'.*sandbox/) as unknown,
  })
  expect((await server.app.inject('/api/auth/crests/monteverde/0123456789abcdef')).statusCode).toBe(404)
  expect((await server.app.inject(`/api/auth/crests/altro/${crest}`)).statusCode).toBe(404)
})

test('what could do more than be drawn leaves the crest as it was', async () => {
  const before = (await page()).brand?.crest

  const hostile = drawing.replace('<path', '<script>alert(1)</script><path')
  expect((await putCrest(hostile)).json()).toMatchObject({
    code: 'admin/crest-refused',
    details: { what: '<script>' },
  })
  expect((await putCrest(Buffer.alloc(600_000))).json()).toMatchObject({ code: 'admin/crest-too-large' })

  expect((await page()).brand?.crest).toBe(before)
})

test('a word and links of the body stand where its people sign in; a link that is not https does not', async () => {
  const look = {
    name: 'Comune di Monteverde',
    hue: null,
    help: null,
    greeting: 'Da lunedì <b>nuovi</b> orari.',
  }
  const put = (url: string) =>
    admin.call({
      method: 'PUT',
      url: `/api/admin/tenants/${id}/brand`,
      payload: { ...look, links: [{ label: 'Albo pretorio', url }] },
    })

  expect((await put('javascript:alert(1)')).status).toBe(400)
  expect((await put('https://')).status).toBe(400)
  expect((await put('https://albo.monteverde.example/')).status).toBe(200)

  await expect
    .poll(async () => (await page()).greeting)
    .toEqual({
      text: 'Da lunedì <b>nuovi</b> orari.',
      links: [{ label: 'Albo pretorio', url: 'https://albo.monteverde.example/' }],
    })
})

test('the command line sets the same, and all of it is in the register', async () => {
  const staffetta = (...args: string[]) => runCommand(args, { DATABASE_URL: databaseUrl, USER: 'root' })
  const file = join(folder, 'stemma.svg')
  writeFileSync(file, drawing.replace('#166f4d', '#883322'))

  expect(await staffetta('tenant', 'set-crest', 'monteverde', file)).toBe(0)
  expect(
    await staffetta(
      'tenant',
      'set-look',
      'monteverde',
      '--greeting',
      '',
      '--link',
      'Sito https://monteverde.example',
    ),
  ).toBe(0)
  expect(
    await staffetta('tenant', 'set-look', 'monteverde', '--link', 'Sito http://monteverde.example'),
  ).toBe(2)
  writeFileSync(file, '<svg><script/></svg>')
  expect(await staffetta('tenant', 'set-crest', 'monteverde', file)).toBe(1)

  await expect
    .poll(async () => (await page()).greeting)
    .toEqual({ text: null, links: [{ label: 'Sito', url: 'https://monteverde.example' }] })
  const acts = (await listEntries(server.db, { tenantIds: [id] }, 10)).map(({ act }) => act)
  expect(acts).toEqual(expect.arrayContaining(['tenant/crest-set', 'tenant/brand-set']))
  expect(
    (await admin.call({ method: 'DELETE', url: `/api/admin/tenants/${id}/crest` })).json(),
  ).toMatchObject({
    crest: null,
  })
})
