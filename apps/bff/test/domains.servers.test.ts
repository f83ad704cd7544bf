import type { TenantDetail, TenantDomain } from '@staffetta/contract'
import { type DnsServer, type Dovecot, type Postgres, startDns, startDovecot } from '@staffetta/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand } from '../src/cli/main.ts'
import { listEntries } from '../src/db/register.ts'
import { setClaims } from '../src/db/tenant-domains.ts'
import { insertAskingTenant } from '../src/db/tenant-states.ts'
import { findTenant } from '../src/db/tenants.ts'
import { takeStep } from '../src/enrolment/transitions.ts'
import { commandLine } from '../src/register/record.ts'
import { administrator } from './administrator.ts'
import { startDatabase } from './database.ts'
import { type Browser, startTestServer, type TestServer } from './server.ts'

const key = Buffer.alloc(32, 9).toString('base64')
const root = commandLine({ SUDO_USER: 'root' })
let dns: DnsServer
let dovecot: Dovecot
let other: Dovecot
let postgres: Postgres
let databaseUrl: string
let server: TestServer
let operator: Browser
let mayor: Browser

beforeAll(async () => {
  ;[dns, dovecot, other, postgres] = await Promise.all([
    startDns(),
    startDovecot({ fts: false }),
    startDovecot({ fts: false, users: [{ address: 'mario@unione.example', password: 'altra' }] }),
    startDatabase(),
  ])
  databaseUrl = postgres.url
  server = await startTestServer(databaseUrl, { STAFFETTA_KEY: key, STAFFETTA_DNS: dns.address })
  await server.addTenant('monteverde', 'monteverde.example', { imapPort: dovecot.imapPort, smtpPort: 1 })
  await server.addTenant('borgo', 'borgo.example', { imapPort: other.imapPort, smtpPort: 1 })
  operator = await administrator(server, 'monteverde', {
    address: 'olga@monteverde.example',
    role: 'operator',
  })
  mayor = await administrator(server, 'monteverde', {
    address: 'sindaca@monteverde.example',
    role: 'tenant-admin',
  })
}, 60_000)
afterAll(async () => {
  await server?.close()
  await Promise.all([dovecot?.stop(), other?.stop(), postgres?.stop(), dns?.stop()])
})

const idOf = async (slug: string) => (await findTenant(server.db, 'slug', slug))!.id
const staffetta = (...args: string[]) =>
  runCommand(args, {
    DATABASE_URL: databaseUrl,
    USER: 'root',
    STAFFETTA_KEY: key,
    STAFFETTA_DNS: dns.address,
  })

/** A body that is approved, and says that these are its domains. */
async function approved(slug: string, domain: string): Promise<string> {
  return server.db.transaction().execute(async (tx) => {
    const asked = {
      name: `Comune di ${slug}`,
      kind: 'municipality',
      ipaCode: '',
      taxCode: '',
      pec: '',
    } as const
    const tenantId = await insertAskingTenant(tx, slug, asked)
    await setClaims(tx, tenantId, [{ domain, shared: false }])
    await sql`update tenant set state = 'approved' where id = ${tenantId}`.execute(tx)
    return tenantId
  })
}

const activate = (by: Browser, tenantId: string, withoutOwnership: string | null) =>
  by.call({
    method: 'PUT',
    url: `/api/admin/tenants/${tenantId}/state`,
    payload: { from: 'approved', to: 'activating', reason: 'ok', activatesAt: null, withoutOwnership },
  })
const at = async (slug: string, domain: string) => `/api/admin/tenants/${await idOf(slug)}/domains/${domain}`

test('a body begins once the DNS says that its domains are its own', async () => {
  const id = await approved('rocca', 'rocca.example')
  const refused = await activate(operator, id, null)
  expect(refused.json()).toMatchObject({
    code: 'admin/ownership-missing',
    details: { domains: 'rocca.example' },
  })
  // Asked by nobody, it does not begin by itself either.
  await expect(takeStep(server.db, root, { tenantId: id, to: 'activating', reason: '' })).rejects.toThrow(
    'admin/ownership-missing',
  )

  const [{ record }] = (await operator.get<TenantDomain[]>(`/api/admin/tenants/${id}/domains`)) as [
    TenantDomain,
  ]
  dns.set(record.name, 'TXT', record.value)

  expect((await activate(operator, id, null)).json<TenantDetail>()).toMatchObject({ state: 'activating' })
  expect((await findTenant(server.db, 'id', id))!.domains).toEqual(['rocca.example'])
})

test('an operator who goes on without says why, and the register keeps it', async () => {
  const id = await approved('pergola', 'pergola.example')

  const done = await activate(operator, id, 'Visura del registro .it del 3 marzo')

  expect(done.json<TenantDetail>()).toMatchObject({ state: 'activating' })
  const [entry] = await listEntries(server.db, { tenantIds: [id] }, 1)
  expect(JSON.parse(entry!.record)).toMatchObject({
    details: {
      withoutOwnership: { domains: ['pergola.example'], reason: 'Visura del registro .it del 3 marzo' },
    },
  })
  expect(await staffetta('tenant', 'set-state', 'pergola', 'active', '--reason', 'ok')).toBe(0)
})

test('one more domain is a word until its record is there; whoever administers the body cannot skip that', async () => {
  const url = await at('monteverde', 'biblioteca.example')
  await mayor.call({ method: 'PUT', url, payload: { shared: false } })
  const verify = (by: Browser, withoutOwnership: string | null) =>
    by.call({ method: 'POST', url: `${url}/verification`, payload: { withoutOwnership } })
  expect((await verify(mayor, null)).json()).toMatchObject({ code: 'admin/ownership-missing' })
  expect((await verify(mayor, 'Mi fido')).status).toBe(403)
  await expect(server.signIn('ada@biblioteca.example')).rejects.toThrow('auth/domain-unknown')

  const domains = await mayor.get<TenantDomain[]>(url.slice(0, url.lastIndexOf('/')))
  const { record } = domains.find(({ domain }) => domain === 'biblioteca.example')!
  dns.set(record.name, 'TXT', record.value)

  expect((await verify(mayor, null)).status).toBe(200)
  await expect.poll(() => server.signIn('ada@biblioteca.example').then(() => 'in', String)).toBe('in')
  const ada = await server.signIn('ada@biblioteca.example')
  expect((await mayor.call({ method: 'DELETE', url })).status).toBe(200)
  await expect
    .poll(async () => (await ada.call({ url: '/api/auth/me' })).status, { timeout: 30_000 })
    .toBe(401)
})

test('a domain of another body stays there, unless both say that they share it', async () => {
  expect(await staffetta('tenant', 'add-domain', 'borgo', 'unione.example')).toBe(1)
  expect(
    await staffetta('tenant', 'add-domain', 'borgo', 'unione.example', '--without-ownership', 'Atto 3'),
  ).toBe(0)
  const mine = ['tenant', 'add-domain', 'monteverde', 'unione.example', '--without-ownership', 'Atto 3']
  expect(await staffetta(...mine)).toBe(1)
  expect(await staffetta(...mine, '--shared')).toBe(1)

  expect(await staffetta('tenant', 'add-domain', 'borgo', 'unione.example', '--shared')).toBe(0)
  expect(await staffetta(...mine, '--shared')).toBe(0)

  const alone = await mayor.call({
    method: 'PUT',
    url: await at('monteverde', 'unione.example'),
    payload: { shared: false },
  })
  expect(alone.json()).toMatchObject({ code: 'admin/domain-taken' })
})

test('of a domain that bodies share nobody is guessed: the page of a body decides, else whoever signs in says which', async () => {
  await sql`insert into tenant_host values ('posta.borgo.example', ${await idOf('borgo')})`.execute(server.db)
  const signIn = async (password: string, more: { body?: string; host?: string } = {}) => {
    const { host = 'posta.example', body } = more
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in',
      headers: { host },
      payload: { address: 'mario@unione.example', password, shared: false, ...(body && { body }) },
    })
    return answer.json<{ code?: string; tenant?: { slug: string } }>()
  }
  const options = async (query: string, host: string) =>
    (await server.app.inject({ url: `/api/auth/options?${query}`, headers: { host } })).json<{
      bodies: { slug: string }[]
    }>()
  await expect
    .poll(async () =>
      (await options('domain=unione.example', 'posta.example')).bodies.map(({ slug }) => slug),
    )
    .toEqual(['borgo', 'monteverde'])
  await expect
    .poll(async () => (await options('domain=unione.example', 'posta.borgo.example')).bodies)
    .toEqual([])

  expect(await signIn('password')).toMatchObject({ code: 'auth/body-ambiguous' })
  expect(await signIn('password', { body: 'monteverde' })).toMatchObject({ tenant: { slug: 'monteverde' } })
  expect(await signIn('altra', { body: 'borgo' })).toMatchObject({ tenant: { slug: 'borgo' } })
  expect(await signIn('altra', { host: 'posta.borgo.example' })).toMatchObject({ tenant: { slug: 'borgo' } })
  // The password of the one is not tried at the servers of the other.
  expect(await signIn('altra', { body: 'monteverde' })).toMatchObject({ code: 'auth/credentials-refused' })
  expect(await signIn('altra', { body: 'fermo' })).toMatchObject({ code: 'auth/domain-unknown' })
})
