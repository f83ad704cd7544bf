import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { CheckFrame, CheckId, CheckOutcome, CheckReport, Role } from '@staffetta/contract'
import {
  type DnsServer,
  type Dovecot,
  freePort,
  type Radicale,
  startDns,
  startDovecot,
  startRadicale,
  startSubmission,
  type Submission,
} from '@staffetta/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { grantRole } from '../src/admin/roles.ts'
import { type Choice, runChecks } from '../src/checks/run.ts'
import { runDueChecks } from '../src/checks/run-due.ts'
import { readConfig } from '../src/config.ts'
import { listCheckOutcomes } from '../src/db/check-outcomes.ts'
import { setDomainExpectation } from '../src/db/domain-expectations.ts'
import { listEntries } from '../src/db/register.ts'
import { removeServiceAccount } from '../src/db/service-accounts.ts'
import type { TlsMode } from '../src/db/schema/servers.ts'
import { setEndpoint } from '../src/db/endpoints.ts'
import { addTenant, findTenant, setServices, type Tenant } from '../src/db/tenants.ts'
import { commandLine } from '../src/register/record.ts'
import { startDatabase } from './database.ts'
import { startTestServer, type TestServer } from './server.ts'

const domain = 'comune.example'
const key = Buffer.alloc(32, 7).toString('base64')
const user = `prova@${domain}`
const closing: (() => Promise<unknown> | unknown)[] = []

let dns: DnsServer
let dovecot: Dovecot
let submission: Submission
let radicale: Radicale
let server: TestServer
let tenant: Tenant
let webPort: number
const web = new Map<string, string>()

const dkimKey = (bits = 2048) =>
  `v=DKIM1; k=rsa; p=${generateKeyPairSync('rsa', { modulusLength: bits })
    .publicKey.export({ type: 'spki', format: 'der' })
    .toString('base64')}`
const published = dkimKey()

beforeAll(async () => {
  const relayPort = await freePort()
  const postgres = await startDatabase()
  closing.push(postgres.stop)
  ;[dns, dovecot, radicale] = await Promise.all([
    startDns(),
    startDovecot({ relayPort, fts: false }),
    startRadicale({ users: [{ address: user, password: 'password' }] }),
  ])
  submission = await startSubmission(dovecot, { relayPort })
  closing.push(dns.stop, dovecot.stop, radicale.stop, submission.stop)
  server = await startTestServer(postgres.url, {
    STAFFETTA_KEY: key,
    STAFFETTA_DNS: dns.address,
    STAFFETTA_SERVER_NETWORKS: '127.0.0.0/8',
  })
  closing.push(server.close)
  const pages = createServer(
    { cert: readFileSync(dovecot.certPath), key: readFileSync(dovecot.keyPath) },
    (request, response) => {
      const page = web.get(`${(request.headers.host ?? '').split(':')[0]}${request.url ?? ''}`)
      response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/plain' })
      response.end(page)
    },
  )
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve))
  closing.push(() => pages.close())
  webPort = (pages.address() as AddressInfo).port

  await addTenant(server.db, {
    slug: 'comune',
    name: 'Comune',
    hue: null,
    help: null,
    domains: [domain],
    hosts: [],
  })
  tenant = (await findTenant(server.db, 'slug', 'comune'))!
  await setServices(server.db, tenant.id, ['mail'])
  await server.setService('comune', 'test', { user, password: 'password' })
  await servers()
}, 60_000)
afterAll(async () => {
  for (const close of closing.toReversed()) await close()
})

/** Where the body's servers are. */
async function servers(tls: TlsMode = 'none', host = '127.0.0.1'): Promise<void> {
  const ports = {
    imap: tls === 'tls' ? dovecot.imapsPort : dovecot.imapPort,
    smtp: tls === 'tls' ? submission.tlsPort : submission.port,
    sieve: dovecot.sievePort,
    dav: radicale.port,
  }
  for (const [kind, port] of Object.entries(ports) as [keyof typeof ports, number][]) {
    const mode = kind === 'dav' ? 'none' : kind === 'sieve' && tls === 'tls' ? 'starttls' : tls
    await setEndpoint(server.db, tenant.id, kind, { host, port, tls: mode, verifyName: null })
  }
}

beforeEach(async () => {
  dns.trouble('*', null)
  for (const name of [domain, `due._domainkey.${domain}`, `_dmarc.${domain}`]) dns.trouble(name, null)
  dns.set(domain, 'MX', '10 mx.provincia.example')
  dns.set('mx.provincia.example', 'A', '127.0.0.1')
  dns.set(domain, 'TXT', 'v=spf1 include:_spf.provincia.example -all', 'google-verification=abc')
  dns.set('_spf.provincia.example', 'TXT', 'v=spf1 ip4:192.0.2.0/24 -all')
  dns.set(`due._domainkey.${domain}`, 'TXT', published)
  dns.set(`_dmarc.${domain}`, 'TXT', `v=DMARC1; p=quarantine; rua=mailto:dmarc@${domain}`)
  await setDomainExpectation(server.db, tenant.id, domain, {
    dkimSelector: 'due',
    dkimKey: published,
    mx: ['mx.provincia.example'],
    spfInclude: '_spf.provincia.example',
  })
})

const config = (env: Record<string, string> = {}) =>
  readConfig({
    DATABASE_URL: 'postgresql://x',
    STAFFETTA_KEY: key,
    STAFFETTA_DNS: dns.address,
    STAFFETTA_SERVER_NETWORKS: '127.0.0.0/8',
    ...env,
  })

const deps = (env?: Record<string, string>) => ({
  db: server.db,
  config: config(env),
  trust: { ca: dovecot.ca, webPort },
  onBug: (error: unknown) => {
    throw error
  },
})

async function run(choice: Choice = {}, env?: Record<string, string>): Promise<CheckOutcome[]> {
  const current = (await findTenant(server.db, 'slug', 'comune'))!
  const outcomes: CheckOutcome[] = []
  for await (const outcome of runChecks(deps(env), current, choice)) outcomes.push(outcome)
  return outcomes
}

/** One check: its state, the sentence, and the step where it stopped. */
async function look(check: CheckId, env?: Record<string, string>) {
  const [outcome] = await run({ only: [check] }, env)
  return { ...outcome!, said: outcome!.headline.key.replace(/^checks\./, '') }
}

test('a body whose records and servers are as they should be is told so, one outcome after the other', async () => {
  const [proof] = (await look('ownership')).records
  dns.set(proof!.name, 'TXT', proof!.value)
  dns.set(`_mta-sts.${domain}`, 'TXT', 'v=STSv1; id=20260101')
  dns.set(`mta-sts.${domain}`, 'A', '127.0.0.1')
  dns.set(`_smtp._tls.${domain}`, 'TXT', `v=TLSRPTv1; rua=mailto:tls@${domain}`)
  const told = await run()

  expect(Object.fromEntries(told.map(({ check, state }) => [check, state]))).toEqual({
    ownership: 'ok',
    mx: 'ok',
    spf: 'ok',
    dkim: 'ok',
    dmarc: 'ok',
    // The certificate of the test's web server is for localhost: nothing is believed of it.
    'mta-sts': 'error',
    'tls-rpt': 'ok',
    imap: 'ok',
    submission: 'ok',
    sieve: 'ok',
    // Radicale sends no invitations: that is told, with what it means.
    caldav: 'attention',
    carddav: 'ok',
    directory: 'not-applicable',
    autoconfig: 'attention',
    srv: 'not-applicable',
    'round-trip': 'ok',
  })
  expect(told.find(({ check }) => check === 'round-trip')!.found[0]).toMatchObject({
    key: 'checks.roundTrip.delay',
  })
  expect(await listCheckOutcomes(server.db, tenant.id)).toHaveLength(told.length)
  // Nothing of the trials is left behind.
  expect((await dovecot.doveadm('search', '-u', user, 'mailbox', 'INBOX', 'all')).trim()).toBe('')
})

test('a record that is put into the DNS is seen when it is looked for again, and since when', async () => {
  dns.set(`due._domainkey.${domain}`, 'TXT')
  const missing = await look('dkim')
  expect(missing).toMatchObject({ state: 'error', step: 'dns', said: 'dkim.missing' })
  expect(missing.records).toEqual([{ name: `due._domainkey.${domain}`, type: 'TXT', value: published }])

  dns.set(`due._domainkey.${domain}`, 'TXT', published)
  const found = await look('dkim')
  expect(found).toMatchObject({ state: 'ok', previousState: 'error', changedAt: found.ranAt })
  expect(await look('dkim')).toMatchObject({ state: 'ok', previousState: 'error', changedAt: found.ranAt })
})

test.each([
  [[dkimKey()], 'error', 'dkim.otherKey'],
  [['v=DKIM1; p='], 'error', 'dkim.revoked'],
  [[published, published.replace('k=rsa', 't=s; k=rsa')], 'error', 'dkim.several'],
  [[published.replace('k=rsa', 't=y')], 'attention', 'dkim.testing'],
])('a key of DKIM is looked at (%#)', async (records, state, said) => {
  dns.set(`due._domainkey.${domain}`, 'TXT', ...records)
  expect(await look('dkim')).toMatchObject({ state, said })
})

test.each([
  [['v=spf1 mx -all'], 'error', 'spf.notIncluded'],
  [['v=spf1 include:_spf.provincia.example ~all'], 'attention', 'spf.soft'],
  [['v=spf1 include:_spf.provincia.example +all'], 'error', 'spf.everybody'],
  [['v=spf1 include:_spf.provincia.example -all', 'v=spf1 -all'], 'error', 'spf.several'],
  [['v=spf1 include:_spf.provincia.example a mx a mx a mx a mx a mx -all'], 'error', 'spf.tooMany'],
  [
    ['v=spf1 include:_spf.provincia.example a:x.example a:y.example mx:z.example -all'],
    'error',
    'spf.tooManyVoid',
  ],
  [['v=spf1 include:_spf.provincia.example ip4:1.2.3 -all'], 'error', 'spf.wrong'],
  [['something else'], 'error', 'spf.missing'],
])('SPF %s: %s %s', async (records, state, said) => {
  dns.set(domain, 'TXT', ...records)
  const outcome = await look('spf')
  expect(outcome).toMatchObject({ state, said })
  if (said === 'spf.notIncluded')
    expect(outcome.records[0]!.value).toBe('v=spf1 include:_spf.provincia.example mx -all')
})

test('a policy of DMARC may be the domain’s above, and who gets reports elsewhere must have agreed', async () => {
  dns.set(`_dmarc.${domain}`, 'TXT', 'v=DMARC1; p=none')
  expect(await look('dmarc')).toMatchObject({ state: 'attention', said: 'dmarc.none' })
  dns.set(`_dmarc.${domain}`, 'TXT', 'v=DMARC1; p=reject; rua=mailto:d@provincia.example')
  expect(await look('dmarc')).toMatchObject({
    said: 'dmarc.reportsRefused',
    records: [{ name: `${domain}._report._dmarc.provincia.example`, value: 'v=DMARC1' }],
  })
  dns.set(`${domain}._report._dmarc.provincia.example`, 'TXT', 'v=DMARC1')
  expect(await look('dmarc')).toMatchObject({ state: 'ok' })
})

test('a name without records and a server that fails are two different things', async () => {
  dns.trouble(`_dmarc.${domain}`, 'servfail')
  expect(await look('dmarc')).toMatchObject({ state: 'error', step: 'dns', said: 'dns.server' })
  dns.set(domain, 'MX')
  expect(await look('mx')).toMatchObject({ said: 'mx.none' })
})

test('with a DNS that takes a second and a half everything is still found', async () => {
  dns.trouble('*', { delayMs: 1_500 })
  const started = Date.now()
  const told = await run({ only: ['mx', 'spf', 'dkim', 'dmarc', 'imap', 'round-trip'] })

  expect(told.map(({ check, state }) => `${check} ${state}`).toSorted()).toEqual([
    'dkim ok',
    'dmarc ok',
    'imap ok',
    'mx ok',
    'round-trip ok',
    'spf ok',
  ])
  expect(Date.now() - started).toBeLessThan(10_000)
})

test('with a DNS that never answers the whole is over in fifteen seconds, and servers are still looked at', async () => {
  dns.trouble('*', 'silent')
  const started = Date.now()
  const told = await run()

  expect(Date.now() - started).toBeLessThan(15_000)
  expect(told.filter(({ step }) => step === 'dns').map(({ check }) => check)).toEqual(
    expect.arrayContaining(['ownership', 'mx', 'spf', 'dkim', 'dmarc']),
  )
  expect(told.find(({ check }) => check === 'mx')!.headline.key).toBe('checks.dns.timeout')
  expect(told.find(({ check }) => check === 'imap')).toMatchObject({ state: 'ok' })
})

test('encrypted servers are looked at with their certificate, by TLS and by STARTTLS', async () => {
  for (const tls of ['tls', 'starttls'] as const) {
    await servers(tls, 'localhost')
    dns.set('localhost', 'A', '127.0.0.1')
    const told = await run({ only: ['certificate', 'submission', 'sieve'] })
    expect(
      told.filter(({ state }) => state !== 'not-applicable').map(({ check, state }) => `${check} ${state}`),
    ).toEqual(expect.arrayContaining(['certificate ok', 'certificate ok', 'submission ok', 'sieve ok']))
  }
  // A name the certificate is not for; and TLS from the first byte where the server waits for STARTTLS.
  await servers('tls', 'posta.comune.example')
  dns.set('posta.comune.example', 'A', '127.0.0.1')
  expect(await look('imap')).toMatchObject({ state: 'error', step: 'tls', said: 'certificate.otherName' })
  await setEndpoint(server.db, tenant.id, 'imap', {
    host: 'localhost',
    port: dovecot.imapPort,
    tls: 'tls',
    verifyName: null,
  })
  expect(await look('imap')).toMatchObject({ step: 'tls', said: 'server.plainText' })
  await servers()
})

test('the step that failed is named: address, connection, sign-in', async () => {
  const at = (host: string, port: number) =>
    setEndpoint(server.db, tenant.id, 'imap', { host, port, tls: 'none', verifyName: null })
  await at('nessuno.example', 143)
  expect(await look('imap')).toMatchObject({ step: 'dns', said: 'dns.noName' })
  await at('127.0.0.1', await freePort())
  expect(await look('imap')).toMatchObject({ step: 'connect', said: 'server.refused' })
  await at('127.0.0.1', radicale.port)
  expect(['capability', 'time', 'connect']).toContain((await look('submission')).step ?? 'capability')
  await servers()
  await server.setService('comune', 'test', { user, password: 'sbagliata' })
  for (const check of ['imap', 'submission', 'sieve', 'caldav'] as const)
    expect(await look(check)).toMatchObject({ state: 'error', step: 'sign-in', said: 'test.refused' })
  await removeServiceAccount(server.db, tenant.id, 'test')
  expect(await look('round-trip')).toMatchObject({ state: 'not-applicable', said: 'test.notSet' })
  await server.setService('comune', 'test', { user, password: 'password' })
})

test('nobody learns anything of the network the product stands in', async () => {
  const closed = { STAFFETTA_SERVER_NETWORKS: '' }
  const answers = new Set<string>()
  for (const [host, port] of [
    ['127.0.0.1', dovecot.imapPort],
    ['127.0.0.1', 1],
    ['10.0.0.1', 22],
    ['169.254.169.254', 80],
    ['[::1]', 25],
    ['::ffff:127.0.0.1', dovecot.imapPort],
    ['interno.example', dovecot.imapPort],
  ] as const) {
    dns.set('interno.example', 'A', '127.0.0.1')
    await setEndpoint(server.db, tenant.id, 'imap', {
      host: host.replace(/[[\]]/g, ''),
      port,
      tls: 'none',
      verifyName: null,
    })
    const { step, said, found } = await look('imap', closed)
    answers.add(JSON.stringify({ step, said, found }))
  }
  expect([...answers]).toEqual([JSON.stringify({ step: 'address', said: 'server.notAllowed', found: [] })])
  await servers()
})

test('who administers the body asks for it and reads it as it comes; nobody else knows there is anything', async () => {
  const administrator = async (role: Role, scope?: string) => {
    const address = `${role}@${domain}`
    const scopeId = scope === undefined ? null : (await findTenant(server.db, 'slug', scope))!.id
    const actor = commandLine({ USER: 'root' })
    await grantRole(server.db, actor, {
      tenantId: tenant.id,
      address,
      name: role,
      role,
      scopeId,
      appointment: '',
    })
    const browser = await server.signIn(address)
    await server.db.updateTable('session').set({ proved_at: new Date() }).execute()
    return browser
  }
  const at = `/api/admin/tenants/${tenant.id}`
  await addTenant(server.db, {
    slug: 'altro',
    name: 'Altro',
    hue: null,
    help: null,
    domains: ['altro.example'],
    hosts: [],
  })
  const operator = await administrator('operator')
  const stranger = await administrator('tenant-admin', 'altro')
  const auditor = await administrator('auditor')

  const expectation = {
    dkimSelector: 'Due',
    dkimKey: `"${published}"`,
    mx: ['MX.provincia.example.'],
    spfInclude: '',
  }
  const put = { method: 'PUT', url: `${at}/expectations/${domain}` } as const
  expect((await operator.call({ ...put, payload: expectation })).json()).toEqual({
    dkimSelector: 'due',
    dkimKey: published,
    mx: ['mx.provincia.example'],
    spfInclude: null,
  })
  expect(
    (await operator.call({ ...put, payload: { ...expectation, dkimKey: 'v=DKIM1; p=AAAA' } })).json(),
  ).toEqual({
    code: 'request/invalid',
    details: { fields: ['dkimKey'] },
  })
  expect((await auditor.call({ ...put, payload: expectation })).status).toBe(404)

  const ran = await operator.call({ method: 'POST', url: `${at}/checks`, payload: { only: ['dkim', 'mx'] } })
  const frames = ran.body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CheckFrame)
  expect(frames.map(({ outcome }) => `${outcome?.check} ${outcome?.state}`).toSorted()).toEqual([
    'dkim ok',
    'mx ok',
  ])
  const report = await auditor.get<CheckReport>(`${at}/checks`)
  expect(report.outcomes).toEqual(expect.arrayContaining(frames.map(({ outcome }) => outcome)))
  const acts = await listEntries(server.db, { tenantIds: [tenant.id] }, 50)
  expect(acts.map(({ act }) => act)).toEqual(
    expect.arrayContaining(['tenant/checked', 'tenant/expectation-set']),
  )

  for (const [browser, method] of [
    [stranger, 'GET'],
    [stranger, 'POST'],
    [auditor, 'POST'],
  ] as const)
    expect(
      (await browser.call({ method, url: `${at}/checks`, ...(method === 'POST' && { payload: {} }) })).status,
    ).toBe(404)
  const nowhere = '/api/admin/tenants/00000000-0000-4000-8000-000000000000/checks'
  expect((await operator.call({ method: 'GET', url: nowhere })).status).toBe(404)
})

test('the week’s round looks at who is due, and says what became worse', async () => {
  await run()
  const inAWeek = new Date(Date.now() + 8 * 86_400_000)
  expect(
    (await runDueChecks(deps(), { most: 5 })).filter(({ tenant: { slug } }) => slug === 'comune'),
  ).toEqual([])
  dns.set(`_dmarc.${domain}`, 'TXT')
  const told = (await runDueChecks(deps(), { most: 5, now: inAWeek })).find(
    ({ tenant: { slug } }) => slug === 'comune',
  )
  expect(told!.worse.map(({ check }) => check)).toEqual(['dmarc'])
})
