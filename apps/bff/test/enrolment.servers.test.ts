import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Dossier, Enrolment, ErrorCode, PublicBody } from '@staffetta/contract'
import {
  type Dovecot,
  type Postgres,
  startDovecot,
  startSubmission,
  type Submission,
} from '@staffetta/testing'
import type { InjectOptions } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand } from '../src/cli/main.ts'
import { listEntries } from '../src/db/register.ts'
import { setEndpoint } from '../src/db/endpoints.ts'
import { findTenant, setServices } from '../src/db/tenants.ts'
import { activateDue, takeStep } from '../src/enrolment/transitions.ts'
import { commandLine } from '../src/register/record.ts'
import { startDatabase } from './database.ts'
import { startTestServer, type TestServer } from './server.ts'

let postgres: Postgres
let databaseUrl: string
let server: TestServer
let dovecot: Dovecot
let submission: Submission
const folder = mkdtempSync(join(tmpdir(), 'enrolment-'))

beforeAll(async () => {
  ;[postgres, dovecot] = await Promise.all([startDatabase(), startDovecot({ users: 'any' })])
  submission = await startSubmission(dovecot, { domains: ['provincia.example'] })
  databaseUrl = postgres.url
  server = await startTestServer(databaseUrl, { STAFFETTA_PUBLIC_URL: 'https://posta.provincia.example' })
  const ports = { imapPort: dovecot.imapPort, smtpPort: submission.port }
  await server.addTenant('provincia', 'provincia.example', {
    ...ports,
    service: { user: 'staffetta@provincia.example', password: 'password' },
  })
})
afterAll(async () => {
  await server?.close()
  await submission?.stop()
  await dovecot?.stop()
  await postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const staffetta = (...args: string[]) => runCommand(args, { DATABASE_URL: databaseUrl, USER: 'root' })
const find = async (typed: string, from = '192.0.2.1') => {
  const answer = await server.app.inject({
    method: 'GET',
    url: `/api/enrolment/bodies?q=${encodeURIComponent(typed)}`,
    remoteAddress: from,
  })
  return { status: answer.statusCode, bodies: answer.json<{ bodies?: PublicBody[] }>().bodies ?? [] }
}
const names = async (typed: string) => (await find(typed)).bodies.map(({ name }) => name)
const provider = async () => {
  await staffetta('tenant', 'set-provider', 'provincia')
  // Another process did it: it is seen here within two seconds.
  await expect.poll(async () => (await find('fano')).status, { timeout: 30_000 }).toBe(200)
}

test('where nobody is the provider there is nothing to ask of anybody', async () => {
  expect((await find('pesaro')).status).toBe(404)

  await provider()

  expect(await names('pesaro')).toEqual(['Comune di Pesaro'])
})

test('a body is found by the beginnings of its words, without accents or case, and by its code', async () => {
  expect(await names('citta FIO')).toEqual(['Comune di Città di Santa Fiora al Colle'])
  expect(await names('C_L5')).toEqual(['Comune di Urbino'])
  expect(await names('fogli')).toEqual(['Comune di Monteverde sul Foglia'])
  expect(await names('oglia')).toEqual([])
  expect(await names('%')).toEqual([])
  expect((await names('comune')).length).toBe(10)
  expect((await find('p_x9')).bodies).toMatchObject([{ code: 'p_X9', fictitious: true, kind: 'province' }])
})

test('whoever asks without end has to wait, and nobody else does', async () => {
  const statuses = await Promise.all(
    Array.from({ length: 70 }, async () => (await find('fano', '198.51.100.9')).status),
  )

  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(5)
  // Of the same network; what comes back to it in a second is soon used up.
  await expect
    .poll(async () => (await find('fano', '198.51.100.200')).status, { timeout: 30_000, interval: 1 })
    .toBe(429)
  expect((await find('fano', '203.0.113.9')).status).toBe(200)
})

test('the register of an operator takes the place of what came with the product, and one of 25,000 is found', async () => {
  const path = join(folder, 'enti.csv')
  const rows = Array.from(
    { length: 25_000 },
    (_, at) => `c_t${at},Comune di Prova ${at} sul Colle ${at % 97},,L6`,
  )
  writeFileSync(
    path,
    ['Codice_IPA,Denominazione_ente,Codice_fiscale_ente,Codice_Categoria', ...rows].join('\n'),
  )

  expect(await staffetta('ipa', 'import', path)).toBe(0)

  expect(await names('pesaro')).toEqual([])
  expect(await names('prova 24999')).toEqual(['Comune di Prova 24999 sul Colle 70'])
  expect(await names('colle 9')).toHaveLength(10)
  expect(await names('zzz')).toEqual([])
})

const lucia = { name: 'Lucia Sarti', email: 'lucia.sarti@monteverde.example', phone: '' }
const nobody = { name: '', email: '', phone: '' }
const none = { host: '', port: 0, tls: 'tls' } as const
const whole: Dossier = {
  body: {
    ipaCode: 'c_x999',
    name: 'Comune di Monteverde sul Foglia',
    kind: 'municipality',
    taxCode: '12345678903',
    pec: 'protocollo@pec.monteverde.example',
    address: '',
  },
  people: {
    requester: lucia,
    technical: lucia,
    owner: lucia,
    digital: lucia,
    privacy: lucia,
    support: nobody,
  },
  agreement: { number: '48', date: '2026-01-12' },
  hosting: {
    domains: [{ name: 'monteverde.example', shared: false }],
    where: 'provider',
    endpoints: { imap: none, smtp: none, sieve: none, dav: none },
    mailboxes: 34,
    gigabytes: null,
    webmail: 'horde',
  },
  services: ['mail'],
  privacy: { appointment: true, logDays: 21, logReason: '', notice: 'Chi tratta i dati…' },
}
const asking = (email: string, change: Partial<Dossier> = {}): Dossier => ({
  ...whole,
  people: { ...whole.people, requester: { ...lucia, email } },
  ...change,
})

let askers = 0

/** A browser that works on one request, in a network of its own. */
class Asker {
  readonly network = `10.0.${++askers}.1`
  cookie = ''
  version = 0
  link = ''

  async call(
    options: InjectOptions,
  ): Promise<{ status: number; code: ErrorCode | undefined; enrolment: Enrolment }> {
    const answer = await server.app.inject({
      ...options,
      remoteAddress: this.network,
      headers: { cookie: this.cookie, ...options.headers },
    })
    const [set] = answer.cookies
    if (set !== undefined) this.cookie = `${set.name}=${set.value}`
    const whole = answer.json<Enrolment & { code?: ErrorCode; enrolment?: Enrolment | null }>()
    const body = { ...whole, ...whole.enrolment }
    if (answer.statusCode === 200 && whole.enrolment !== null) {
      this.version = body.version
      this.link = body.link
    }
    return {
      status: answer.statusCode,
      code: body.code,
      enrolment: body as Enrolment,
    }
  }
  begin = (dossier: Dossier) =>
    this.call({ method: 'POST', url: '/api/enrolment/request', payload: { language: 'it', dossier } })
  save = (dossier: Dossier, version = this.version) =>
    this.call({ method: 'PUT', url: '/api/enrolment/request', payload: { version, dossier } })
  get = () => this.call({ method: 'GET', url: '/api/enrolment/request' })
  open = (token: string) =>
    this.call({ method: 'POST', url: '/api/enrolment/request/open', payload: { token } })
  attach = (bytes: Buffer, fileName = 'lettera.pdf') =>
    this.call({
      method: 'POST',
      url: `/api/enrolment/request/files?fileName=${fileName}`,
      payload: bytes,
      headers: { 'content-type': 'application/octet-stream' },
    })
  send = (version = this.version) =>
    this.call({ method: 'POST', url: '/api/enrolment/request/send', payload: { version } })
}

const pdf = Buffer.from('%PDF-1.7\n…')
const tokenIn = (link: string) => link.slice(link.indexOf('#') + 1)
/** Mail to an address outside, oldest first, decoded. */
const mailTo = (address: string) =>
  submission.outgoing
    .filter(({ recipients }) => recipients.includes(address))
    .map(({ raw }) => {
      const text = raw.toString('latin1')
      const body = text.slice(text.indexOf('\r\n\r\n') + 4)
      const quoted = body
        .replaceAll(/=\r\n/g, '')
        .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
      return /base64/.test(text)
        ? Buffer.from(body, 'base64').toString()
        : Buffer.from(quoted, 'latin1').toString()
    })
const sent = async (email: string, change: Partial<Dossier> = {}) => {
  const asker = new Asker()
  await asker.begin(asking(email, change))
  await asker.attach(pdf)
  expect(await asker.send()).toMatchObject({ status: 200, enrolment: { state: 'sent', open: false } })
  return asker
}

test('a draft is saved, its link mailed once there is an address, and the link leads back to it from anywhere', async () => {
  const asker = new Asker()
  const empty = asking('')
  const begun = await asker.begin(empty)
  expect(begun.enrolment).toMatchObject({ state: 'draft', open: true, linkSentTo: null })

  await asker.save(asking('anna@colli.example'))
  await asker.save(asking('anna@colli.example'))

  await expect.poll(() => mailTo('anna@colli.example').length, { timeout: 30_000 }).toBe(1)
  const [mail = ''] = mailTo('anna@colli.example')
  expect(mail).toContain(asker.link)
  expect(asker.link).toMatch(/^https:\/\/posta\.provincia\.example\/enrolment#[\w-]{43}$/)
  const elsewhere = new Asker()
  expect((await elsewhere.get()).enrolment).toEqual({ enrolment: null })
  expect((await elsewhere.open(tokenIn(asker.link))).enrolment.dossier.people.requester.email).toBe(
    'anna@colli.example',
  )
  expect((await elsewhere.open('A'.repeat(43))).code).toBe('enrolment/gone')
  const { rows } = await sql<{ row: string }>`select enrolment::text as row from enrolment`.execute(server.db)
  expect(rows.map(({ row }) => row).join()).not.toContain(tokenIn(asker.link))
})

test('two windows do not save over each other', async () => {
  const asker = new Asker()
  await asker.begin(asking(''))
  const before = asker.version
  await asker.save(asking('', { services: ['mail', 'calendar'] }))

  expect((await asker.save(asking(''), before)).code).toBe('enrolment/changed-elsewhere')
})

test('a letter is what its bytes say, and no larger than it may be', async () => {
  const asker = new Asker()
  await asker.begin(asking(''))

  expect((await asker.attach(Buffer.from('MZ…'), 'lettera.pdf')).code).toBe('enrolment/file-refused')
  expect((await asker.attach(Buffer.concat([pdf, Buffer.alloc(10_000_001)]))).code).toBe(
    'enrolment/file-too-large',
  )
  const { enrolment } = await asker.attach(pdf)
  expect(enrolment.files).toMatchObject([{ fileName: 'lettera.pdf', type: 'pdf', sizeBytes: pdf.length }])
  const url = `/api/enrolment/request/files/${enrolment.files[0]!.id}`
  const stranger = new Asker()
  await stranger.begin(asking(''))
  expect((await stranger.call({ method: 'GET', url })).code).toBe('enrolment/gone')
})

test('what is not whole is not sent, and says where', async () => {
  const asker = new Asker()
  await asker.begin(asking('', { services: [] }))

  const answer = await asker.send()

  expect(answer).toMatchObject({ status: 422, code: 'enrolment/incomplete' })
  expect(answer.enrolment).toMatchObject({ details: { steps: ['people', 'agreement', 'services'] } })
})

test('a body that asks is a tenant with nothing on, whose domain is no right yet', async () => {
  await sent('lucia@foglia.example')

  const tenant = (await findTenant(server.db, 'slug', 'monteverde-sul-foglia'))!
  expect(tenant).toMatchObject({ state: 'sent', services: [], domains: [], kind: 'municipality' })
  expect(tenant.claims).toEqual([{ domain: 'monteverde.example', shared: false, verified: false }])
  await expect
    .poll(() => mailTo('lucia@foglia.example').at(-1), { timeout: 30_000 })
    .toContain('Abbiamo ricevuto la richiesta')
  const [entry] = await listEntries(server.db, { tenantIds: [tenant.id] }, 1)
  expect(entry).toMatchObject({ act: 'tenant/asked', actor: 'lucia@foglia.example' })
})

test('what is missing is asked for, answered, and goes on; mail at every step', async () => {
  const asker = await sent('mario@rocca.example', {
    body: { ...whole.body, name: 'Comune di Rocca Ginestra' },
  })
  expect((await asker.save(asking('mario@rocca.example'))).code).toBe('enrolment/closed')
  await staffetta(
    'tenant',
    'set-state',
    'rocca-ginestra',
    'more-asked',
    '--reason',
    'Manca il codice fiscale giusto',
  )

  const { enrolment } = await asker.get()
  expect(enrolment).toMatchObject({
    state: 'more-asked',
    open: true,
    reason: 'Manca il codice fiscale giusto',
  })
  await asker.save({ ...enrolment.dossier, hosting: { ...enrolment.dossier.hosting, mailboxes: 12 } })
  expect((await asker.send()).enrolment).toMatchObject({ state: 'in-check', open: false })

  await expect.poll(() => mailTo('mario@rocca.example').length, { timeout: 30_000 }).toBe(4)
  const all = mailTo('mario@rocca.example').join('\n')
  for (const words of ['Abbiamo ricevuto', 'Manca il codice fiscale giusto', 'è in verifica'])
    expect(all).toContain(words)
})

test('who asked with servers of their own, and asks again for those of the provider, keeps none of them', async () => {
  const own = (host: string) => ({ host, port: 993, tls: 'tls' }) as const
  const hosting = {
    ...whole.hosting,
    domains: [{ name: 'cantiano.example', shared: false }],
    where: 'own' as const,
    endpoints: {
      imap: own('imap.cantiano.example'),
      smtp: own('smtp.cantiano.example'),
      sieve: none,
      dav: none,
    },
  }
  const change = { body: { ...whole.body, name: 'Comune di Cantiano' }, hosting }
  const asker = await sent('c@cantiano.example', change)
  const { id } = (await findTenant(server.db, 'slug', 'cantiano'))!
  await setEndpoint(server.db, id, 'smtp', {
    host: 'smtp.provincia.example',
    port: 465,
    tls: 'tls',
    verifyName: null,
  })
  await staffetta('tenant', 'set-state', 'cantiano', 'more-asked', '--reason', 'Quali server?')

  await asker.save(asking('c@cantiano.example', { ...change, hosting: { ...hosting, where: 'provider' } }))
  expect((await asker.send()).status).toBe(200)

  // What an administrator set stays.
  expect((await findTenant(server.db, 'id', id))!.endpoints).toEqual({
    smtp: { host: 'smtp.provincia.example', port: 465, tls: 'tls', verifyName: null },
  })
})

test('of two who decide at once one is told that the other was quicker', async () => {
  await sent('p@pergola.example', { body: { ...whole.body, name: 'Comune di Pergola' } })
  const { id: tenantId } = (await findTenant(server.db, 'slug', 'pergola'))!
  const step = (to: 'in-check' | 'more-asked') =>
    takeStep(server.db, commandLine({ USER: 'marta' }), { tenantId, to, from: 'sent', reason: 'Vista' })

  const outcomes = await Promise.allSettled([step('in-check'), step('more-asked')])

  const failed = outcomes.filter((one) => one.status === 'rejected')
  expect(failed.map(({ reason }) => (reason as { code: string }).code)).toEqual(['admin/state-changed'])
})

test('mail that could not leave waits, and leaves once', async () => {
  submission.misbehave({ refuse: { at: 'auth', code: 454, text: 'later' } })
  const asker = new Asker()
  await asker.begin(asking('dopo@cagli.example'))
  const waiting = async () =>
    (await server.db
      .selectFrom('notice')
      .select(['state', 'attempts'])
      .where('address', '=', 'dopo@cagli.example')
      .executeTakeFirst())!
  await expect.poll(waiting, { timeout: 30_000 }).toEqual({ state: 'waiting', attempts: 1 })

  submission.behave()
  await server.db
    .updateTable('notice')
    .set({ next_at: new Date() })
    .where('address', '=', 'dopo@cagli.example')
    .execute()
  await asker.save(asking('dopo@cagli.example'))

  await expect.poll(waiting, { timeout: 30_000 }).toEqual({ state: 'sent', attempts: 2 })
  expect(mailTo('dopo@cagli.example').length).toBe(1)
})

test('a domain that is another body’s own is not taken over', async () => {
  await sent('x@altro.example', {
    body: { ...whole.body, name: 'Comune di Altrove' },
    hosting: { ...whole.hosting, domains: [{ name: 'provincia.example', shared: false }] },
  })
  for (const state of ['in-check', 'approved'])
    expect(await staffetta('tenant', 'set-state', 'altrove', state, '--reason', 'ok')).toBe(0)

  const go = ['tenant', 'set-state', 'altrove', 'activating', '--reason', 'ok']
  expect(await staffetta(...go, '--without-ownership', 'Lo dice il sindaco')).toBe(1)
  expect((await findTenant(server.db, 'slug', 'altrove'))!.state).toBe('approved')
})

test('a service begins at its time, is suspended with its reason, and comes back as it was', async () => {
  await sent('u@urbania.example', {
    body: { ...whole.body, name: 'Comune di Urbania' },
    hosting: { ...whole.hosting, domains: [{ name: 'urbania.example', shared: false }] },
  })
  const { id } = (await findTenant(server.db, 'slug', 'urbania'))!
  const endpoint = { host: '127.0.0.1', tls: 'none', verifyName: null } as const
  await setEndpoint(server.db, id, 'imap', { ...endpoint, port: dovecot.imapPort })
  await setEndpoint(server.db, id, 'smtp', { ...endpoint, port: submission.port })
  await setServices(server.db, id, ['mail'])
  expect((await findTenant(server.db, 'id', id))!.services).toEqual([])
  for (const state of ['in-check', 'approved'])
    await staffetta('tenant', 'set-state', 'urbania', state, '--reason', 'ok')
  await staffetta(
    'tenant',
    'set-state',
    'urbania',
    'activating',
    '--reason',
    'ok',
    '--without-ownership',
    'Visura del registro dei domini',
    '--at',
    new Date().toISOString(),
  )
  await activateDue(server.db)
  expect(await findTenant(server.db, 'id', id)).toMatchObject({
    state: 'active',
    services: ['mail'],
    domains: ['urbania.example'],
  })
  await expect
    .poll(
      () =>
        server.signIn('elsa@urbania.example').then(
          () => 'in',
          (error: unknown) => String(error),
        ),
      { timeout: 30_000, interval: 1000 },
    )
    .toBe('in')
  const elsa = await server.signIn('elsa@urbania.example')

  await staffetta('tenant', 'set-state', 'urbania', 'suspended', '--reason', 'Convenzione scaduta')

  expect(await findTenant(server.db, 'id', id)).toMatchObject({ services: [], switched: ['mail'] })
  await expect
    .poll(async () => (await elsa.call({ method: 'GET', url: '/api/auth/me' })).status, { timeout: 30_000 })
    .toBe(401)
  await expect(server.signIn('elsa@urbania.example')).rejects.toThrow(
    '"code":"auth/service-suspended","details":{"reason":"Convenzione scaduta"}',
  )
  await staffetta('tenant', 'set-state', 'urbania', 'active', '--reason', 'Rinnovata')
  expect((await findTenant(server.db, 'id', id))!.services).toEqual(['mail'])
})
