import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TenantIdentity } from '@staffetta/contract'
import { type Dovecot, freePort, type Oidc, type Postgres, startDovecot, startOidc } from '@staffetta/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listEntries } from '../src/db/register.ts'
import { findTenant } from '../src/db/tenants.ts'
import { administrator } from './administrator.ts'
import { startDatabase } from './database.ts'
import { arrive } from './identity.ts'
import { type Browser, startTestServer, type TestServer } from './server.ts'

const master = { user: 'staffetta', password: 'parola-del-master' }
let dovecot: Dovecot
let postgres: Postgres
let oidc: Oidc
let product: string
let server: TestServer
let admin: Browser
let web: Server
let impostor: string
let id: string

beforeAll(async () => {
  // One that calls itself otherwise than the address it is asked at.
  web = createServer((_request, response) => {
    const endpoint = 'https://accesso.example/x'
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify({
        issuer: 'https://accesso.example',
        authorization_endpoint: endpoint,
        token_endpoint: endpoint,
      }),
    )
  })
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  impostor = `http://127.0.0.1:${(web.address() as AddressInfo).port}`
  product = `http://127.0.0.1:${await freePort()}`
  oidc = await startOidc({ products: [product] })
  ;[dovecot, postgres] = await Promise.all([
    startDovecot({ fts: false, userinfoUrl: oidc.userinfoUrl, master }),
    startDatabase(),
  ])
  server = await startTestServer(postgres.url, {
    STAFFETTA_PUBLIC_URL: product,
    STAFFETTA_IDENTITY_NETWORKS: '127.0.0.1/32',
  })
  await server.addTenant('monteverde', 'monteverde.example', { imapPort: dovecot.imapPort, smtpPort: 1 })
  id = (await findTenant(server.db, 'slug', 'monteverde'))!.id
  const sindaca = { address: 'sindaca@monteverde.example', role: 'tenant-admin' } as const
  admin = await administrator(server, 'monteverde', sindaca)
}, 60_000)
afterAll(async () => {
  await server?.close()
  web?.close()
  await Promise.all([dovecot?.stop(), postgres?.stop(), oidc?.stop()])
})

const url = (path: string) => `/api/admin/tenants/${id}/${path}`
const put = (change: object = {}) =>
  admin.call({
    method: 'PUT',
    url: url('identity'),
    payload: {
      issuer: oidc.issuer,
      clientId: oidc.clientId,
      confidential: true,
      secret: oidc.clientSecret,
      scopes: 'openid email profile',
      addressClaim: 'email',
      trustsAddress: false,
      servers: 'token',
      passwords: true,
      ...change,
    },
  })
const options = async () =>
  (await server.app.inject('/api/auth/options?domain=monteverde.example')).json<{ identity: boolean }>()

test('a provider nobody answers for, or that calls itself otherwise, is not set', async () => {
  for (const [change, code] of [
    [{ issuer: `http://127.0.0.1:${await freePort()}` }, 'admin/provider-unreached'],
    [{ issuer: 'https://10.0.0.1/realms/comune' }, 'admin/provider-unreached'],
    [{ issuer: impostor }, 'admin/provider-differs'],
    [{ issuer: 'http://accesso.example' }, 'request/invalid'],
    [{ addressClaim: 'preferred_username' }, 'request/invalid'],
    [{ servers: 'master' }, 'admin/master-missing'],
    [{ secret: '' }, 'request/invalid'],
  ] as const)
    expect({ ...change, ...(await put(change)).json<object>() }).toMatchObject({ code })

  expect(await options()).toMatchObject({ identity: false })
})

test('a provider that answers is set; people come in by it, and its secret is told to nobody', async () => {
  // A slash more is the same provider, which is kept as it calls itself.
  const set = await put({ issuer: `${oidc.issuer}/` })

  expect(set.json<TenantIdentity>()).toMatchObject({
    provider: { issuer: oidc.issuer, clientId: 'staffetta', confidential: true, passwords: true },
    register: {
      redirects: [`${product}/api/auth/identity/answer`],
      logout: `${product}/api/auth/identity/logout`,
      afterwards: [`${product}/login`],
    },
  })
  await expect.poll(async () => (await options()).identity).toBe(true)
  expect(await arrive(server, 'ada@monteverde.example')).toMatchObject({ at: '/' })
  const entries = await listEntries(server.db, { tenantIds: [id] }, 10)
  expect(set.body + entries.map(({ record }) => record).join()).not.toContain(oidc.clientSecret)
  // Changed without its secret, it keeps it; another client does not get it.
  expect((await put({ secret: '', passwords: false })).status).toBe(200)
  expect(await arrive(server, 'bice@monteverde.example')).toMatchObject({ at: '/' })
  expect((await put({ secret: '', clientId: 'altro' })).json()).toMatchObject({ code: 'request/invalid' })
})

test('a master user stays while people come in by it, and without a provider there are passwords again', async () => {
  await admin.call({ method: 'PUT', url: url('master'), payload: master })
  expect((await put({ servers: 'master', secret: '' })).json()).toMatchObject({ master: 'staffetta' })
  const dropMaster = () => admin.call({ method: 'DELETE', url: url('master') })
  expect((await dropMaster()).json()).toMatchObject({ code: 'admin/master-in-use' })

  const removed = await admin.call({ method: 'DELETE', url: url('identity') })

  expect(removed.json()).toMatchObject({ provider: null, master: 'staffetta' })
  expect((await dropMaster()).json()).toMatchObject({ master: null })
  await expect.poll(() => server.signIn('ada@monteverde.example').then(() => 'in', String)).toBe('in')
})
