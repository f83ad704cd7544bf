import { writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  Configuration as ConfigurationSchema,
  type Configuration,
  type ConfigurationPlan,
} from '@staffetta/contract'
import { startDovecot, type Dovecot, type Postgres } from '@staffetta/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { applyConfiguration, planConfiguration } from '../src/admin/configuration/apply.ts'
import { configurationOf, written } from '../src/admin/configuration/export.ts'
import { putCrest } from '../src/admin/look.ts'
import { runCommand } from '../src/cli/main.ts'
import { setIdentityProvider } from '../src/db/identity-providers.ts'
import { listEntries } from '../src/db/register.ts'
import { findTenant } from '../src/db/tenants.ts'
import { commandLine } from '../src/register/record.ts'
import { administrator } from './administrator.ts'
import { startDatabase } from './database.ts'
import { startTestServer, type Browser, type TestServer } from './server.ts'

let dovecot: Dovecot
let postgres: Postgres
let server: TestServer
let databaseUrl: string
let operator: Browser
const actor = commandLine({ USER: 'root' })
const secrets = ['segretissimo-dav', 'segretissimo-oidc']

beforeAll(async () => {
  ;[dovecot, postgres] = await Promise.all([startDovecot({ fts: false }), startDatabase()])
  databaseUrl = postgres.url
  server = await startTestServer(databaseUrl, { STAFFETTA_SERVER_NETWORKS: '127.0.0.0/8' })
  const servers = { imapPort: dovecot.imapPort, smtpPort: 1, davPort: 2 }
  for (const slug of ['monteverde', 'borgo']) await server.addTenant(slug, `${slug}.example`, servers)
  await server.setService('monteverde', 'dav', { user: 'staffetta', password: secrets[0]! })
  operator = await administrator(server, 'monteverde', {
    address: 'capo@monteverde.example',
    role: 'operator',
  })
}, 60_000)
afterAll(async () => {
  await server?.close()
  await Promise.all([dovecot?.stop(), postgres?.stop()])
})

const tenantOf = async (slug: string) => (await findTenant(server.db, 'slug', slug))!
const exportOf = async (slug: string) => configurationOf(server.db, await tenantOf(slug))
const bytes = (configuration: Configuration) => Buffer.from(written(configuration))
const take = async (slug: string, configuration: Configuration) =>
  applyConfiguration(server.db, actor, await tenantOf(slug), bytes(configuration))
const differencesOf = async (slug: string, configuration: Configuration) =>
  (await planConfiguration(server.db, await tenantOf(slug), bytes(configuration))).changes
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'taken',
    (error: { details?: { path: string; why: string } }) => `${error.details?.path} ${error.details?.why}`,
  )

/** A body of which everything is set that can be set. */
async function furnished(): Promise<Configuration> {
  const tenant = await tenantOf('monteverde')
  await setIdentityProvider(server.db, Buffer.alloc(32), tenant.id, {
    issuer: 'https://accesso.example.it',
    clientId: 'staffetta',
    secret: secrets[1]!,
    scopes: 'openid email',
    addressClaim: 'email',
    trustsAddress: false,
    servers: 'token',
    passwords: true,
  })
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z" fill="#166f4d"/></svg>'
  await putCrest(server.db, actor, tenant, Buffer.from(svg))
  const plain = await exportOf('monteverde')
  const wanted: Configuration = {
    ...plain,
    look: {
      name: 'Comune di Monteverde',
      hue: '#166f4d',
      help: 'Tel. 123',
      greeting: 'Benvenuti',
      links: [{ label: 'Albo', url: 'https://albo.example.it/' }],
    },
    domains: { ...plain.domains, 'unione.example': { shared: true } },
    hosts: ['posta.monteverde.example'],
    endpoints: {
      ...plain.endpoints,
      ldap: { host: 'ldap.example.it', port: 636, tls: 'tls', verifyName: null },
    },
    publicServers: { imap: { host: 'imap.monteverde.example', port: 993, tls: 'tls' } },
    signIn: 'listed',
    work: {
      passwordPage: 'https://accesso.example.it/password',
      messageBytes: 25_000_000,
      recipients: 100,
      hourlyMessages: 50,
      hourlyRecipients: 400,
      hours: { zone: 'Europe/Rome', spans: [{ day: 'TU', from: '08:00', to: '14:00' }] },
      patron: { day: '06-24', name: 'San Giovanni Battista' },
    },
    directory: { book: '/staffetta/elenco/', ldap: { base: 'ou=persone', filter: '(objectClass=person)' } },
    preferences: {
      language: { value: 'it', locked: false, reason: '' },
      shortcuts: { value: 'off', locked: true, reason: 'Postazioni condivise' },
    },
    notice: { it: '# Informativa\n\nTesto.', en: null },
    retention: {
      mailLogDays: 60,
      agreement: { reason: 'Verifiche', protocol: '12/2026', agreedOn: '2026-01-15', approvedBy: 'RSU' },
    },
    resources: {
      'sala@monteverde.example': {
        name: 'Sala giunta',
        kind: 'room',
        place: 'Primo piano',
        note: '',
        capacity: 20,
        opening: [{ day: 'MO', from: '08:00', to: '18:00' }],
        zone: 'Europe/Rome',
        approval: 'manager',
        noticeMinutes: 60,
        aheadDays: 90,
        managers: ['anna@monteverde.example'],
      },
    },
    expectations: {
      'monteverde.example': { dkimSelector: 'posta', dkimKey: null, mx: ['mx.example.it'], spfInclude: null },
    },
  }
  await take('monteverde', wanted)
  return wanted
}

test('what is exported and imported again changes nothing, secrets stay sealed where they are, and one act tells of all of it', async () => {
  const wanted = await furnished()
  const exported = await exportOf('monteverde')

  expect(await differencesOf('monteverde', exported)).toEqual([])
  expect(await differencesOf('monteverde', wanted)).toEqual([])
  expect(exported).toEqual({ ...wanted, staffetta: exported.staffetta })
  expect(written(exported)).toBe(written(await exportOf('monteverde')))
  for (const secret of secrets) expect(written(exported)).not.toContain(secret)
  expect(exported.identity?.secret).toEqual({ secret: 'kept' })
  const entries = (await listEntries(server.db, { text: 'tenant/configured' }, 10)).map(
    ({ record }) => JSON.parse(record) as { details: { changes: { path: string[]; after: string }[] } },
  )
  expect(entries).toHaveLength(1)
  expect(entries[0]!.details.changes).toContainEqual({
    path: ['signIn'],
    before: 'everyone',
    after: 'listed',
  })
  expect((await tenantOf('monteverde')).claims).toContainEqual({
    domain: 'unione.example',
    shared: true,
    verified: false,
  })

  const without: Configuration = {
    ...exported,
    crest: null,
    identity: null,
    work: {
      passwordPage: null,
      messageBytes: null,
      recipients: null,
      hourlyMessages: null,
      hourlyRecipients: null,
      hours: null,
      patron: null,
    },
    resources: {},
    preferences: {},
    expectations: {},
    publicServers: {},
    directory: { book: null, ldap: null },
    accounts: {},
  }
  await take('monteverde', without)
  expect(await exportOf('monteverde')).toEqual(without)
  expect(await refusal(take('monteverde', exported))).toBe('accounts.dav.password secret')
  await server.setService('monteverde', 'dav', { user: 'staffetta', password: secrets[0]! })
})

test('any settings that are taken come out as they went in', async () => {
  await furnished()
  const base = await exportOf('monteverde')
  let seed = 7
  const random = (count: number) => (seed = (seed * 48271) % 2147483647) % count
  const pick = <T>(...values: T[]): T => values[random(values.length)]!
  for (let turn = 0; turn < 25; turn++) {
    const wanted: Configuration = {
      ...base,
      look: {
        ...base.look,
        help: pick(null, 'A', 'Ü 😀 "x"'),
        hue: pick(null, '#aa0000'),
        links: pick([], base.look.links),
      },
      crest: pick(null, base.crest),
      domains: { ...base.domains, 'unione.example': { shared: pick(true, false) } },
      hosts: pick([], ['b.example', 'a.example'].toSorted()),
      publicServers: pick({}, { dav: { host: 'dav.example', port: 443, tls: 'tls' } }, base.publicServers),
      identity: pick(null, base.identity && { ...base.identity, secret: null, passwords: pick(true, false) }),
      services: pick([], ['mail'], ['mail', 'contacts']),
      signIn: pick('everyone', 'listed'),
      work: {
        passwordPage: pick(null, 'https://a.example/'),
        messageBytes: pick(null, 1_000_000),
        recipients: pick(null, 1, 500),
        hourlyMessages: pick(null, 1),
        hourlyRecipients: pick(null, 2000),
        hours: pick(null, { zone: 'UTC', spans: base.work.hours!.spans }, base.work.hours),
        patron: pick(null, { day: '02-29', name: 'San Romano' }),
      },
      directory: { book: pick(null, '/a/b/'), ldap: pick(null, { base: 'o=x', filter: '(a=b)' }) },
      preferences: pick({}, base.preferences),
      notice: { it: `Testo ${random(3)}`, en: pick(null, 'Text') },
      retention: pick({ mailLogDays: 7, agreement: null }, base.retention),
      resources: pick({}, base.resources),
      expectations: pick({}, base.expectations),
    }
    await take('monteverde', wanted)
    expect(await exportOf('monteverde')).toEqual(wanted)
    expect(await differencesOf('monteverde', wanted)).toEqual([])
  }
})

/** Each place that every file has, in parts too: of what has a name of its own, within the first. */
function placesOf(value: unknown, schema: Shape): string[][] {
  if (typeof value !== 'object' || value === null) return []
  const [ofEach] = Object.values(schema.patternProperties ?? {})
  return Object.entries(value).flatMap(([name, inner]) => {
    const below = placesOf(inner, schema.properties?.[name] ?? ofEach ?? {}).map((path) => [name, ...path])
    return schema.required?.includes(name) ? [[name], ...below] : below
  })
}

interface Shape {
  properties?: Record<string, Shape>
  required?: string[]
  patternProperties?: Record<string, Shape>
}

function without(configuration: Configuration, path: string[]): Configuration {
  const file = structuredClone(configuration)
  let holder = file as unknown as Record<string, never>
  for (const name of path.slice(0, -1)) holder = holder[name]!
  delete holder[path.at(-1)!]
  return file
}

// A file kept from before the hours of work and the pace of sending were in it was refused for lacking them.
test('what a file does not say, because it is older, stays as it is; what nobody knows is refused still', async () => {
  const before = await furnished().then(() => exportOf('monteverde'))
  const { staffetta: _header, ...settings } = before
  const places = placesOf(settings, ConfigurationSchema as unknown as Shape)
  expect(places).toEqual(
    expect.arrayContaining([['work', 'hours'], ['work', 'hourlyMessages'], ['retention'], ['look', 'links']]),
  )
  for (const place of places)
    expect({ place, differ: await differencesOf('monteverde', without(before, place)) }).toEqual({
      place,
      differ: [],
    })

  const { hours: _hours, hourlyMessages: _messages, hourlyRecipients: _recipients, ...work } = before.work
  const older = { ...before, look: { ...before.look, help: 'Tel. 456' }, work } as Configuration
  expect(await differencesOf('monteverde', older)).toEqual([
    { path: ['look', 'help'], before: 'Tel. 123', after: 'Tel. 456' },
  ])
  await take('monteverde', older)
  expect(await exportOf('monteverde')).toEqual({ ...older, work: before.work })

  const unknown = { ...older, work: { ...work, lunch: true } } as unknown as Configuration
  expect(await refusal(take('monteverde', unknown))).toBe('work.lunch form')
  expect(await refusal(take('monteverde', without(before, ['staffetta'])))).toBe('staffetta form')
  // A room nobody knows yet has nothing to stay.
  const { 'sala@monteverde.example': room } = before.resources
  const fresh = { ...before, resources: { ...before.resources, 'nuova@monteverde.example': room! } }
  const lacking = without(fresh, ['resources', 'nuova@monteverde.example', 'zone'])
  expect(await refusal(take('monteverde', lacking))).toBe('resources.nuova@monteverde.example.zone form')
})

test('a file of another body is refused where it names what is theirs, and a flaw anywhere leaves all as it was', async () => {
  const [theirs, before] = [await exportOf('monteverde'), await exportOf('borgo')]
  expect(await refusal(take('borgo', theirs))).toBe('domains.monteverde.example taken')
  const changed = { ...before, look: { ...before.look, help: 'Nuovo' } }
  const flaws: [Configuration, string][] = [
    [{ ...changed, hosts: ['posta.monteverde.example'] }, ''],
    [{ ...changed, domains: {} }, 'domains none-left'],
    [
      { ...changed, domains: { ...changed.domains, 'non un dominio': { shared: false } } },
      'domains.non un dominio domain',
    ],
    [
      {
        ...changed,
        endpoints: { ...changed.endpoints, imap: { ...changed.endpoints.imap!, host: 'imap.example.it' } },
      },
      'endpoints.imap.tls clear-text',
    ],
    [{ ...changed, endpoints: {} }, 'services.mail in-use'],
    [
      { ...changed, accounts: { test: { user: 'prova', password: { secret: 'kept' } } } },
      'accounts.test.password secret',
    ],
    [{ ...changed, work: { ...changed.work, hours: { zone: 'Europe/Rome', spans: [] } } }, 'work.hours week'],
    [
      { ...changed, work: { ...changed.work, patron: { day: '02-30', name: 'Nessuno' } } },
      'work.patron.day day',
    ],
    [{ ...changed, work: { ...changed.work, passwordPage: 'https://' } }, 'work.passwordPage link'],
    [
      { ...changed, preferences: { language: { value: 'it', locked: true, reason: 'x' } } },
      'preferences.language rule',
    ],
    [{ ...changed, crest: `data:image/png;base64,${Buffer.from('no').toString('base64')}` }, 'crest crest'],
    [{ ...changed, look: { ...changed.look, hue: 'red' } }, 'look.hue form'],
    [
      {
        ...changed,
        expectations: { 'altrove.example': { dkimSelector: null, dkimKey: null, mx: [], spfInclude: 'x' } },
      },
      'expectations.altrove.example outside',
    ],
    [{ ...changed, retention: { mailLogDays: 90, agreement: null } }, 'retention.agreement agreement'],
    [{ ...changed, extra: 1 } as unknown as Configuration, 'extra form'],
    [{ ...changed, staffetta: { ...changed.staffetta, version: 2 } }, 'staffetta.version version'],
  ]
  await sql`insert into tenant_host (host, tenant_id) values ('posta.monteverde.example', ${(await tenantOf('monteverde')).id})
    on conflict do nothing`.execute(server.db)
  for (const [file, why] of flaws)
    expect(await refusal(take('borgo', file))).toBe(why || 'hosts.posta.monteverde.example taken')
  expect(await refusal(applyConfiguration(server.db, actor, await tenantOf('borgo'), Buffer.from('{')))).toBe(
    ' json',
  )
  expect(await exportOf('borgo')).toEqual(before)
})

test('what was previewed is what is applied, and by whom it may be', async () => {
  const { id } = await tenantOf('borgo')
  const url = `/api/admin/tenants/${id}/configuration`
  const send = (browser: Browser, method: 'POST' | 'PUT', path: string, file: Configuration) =>
    browser.call({
      method,
      url: path,
      payload: bytes(file),
      headers: { 'content-type': 'application/octet-stream' },
    })
  const downloaded = await operator.call({ url })
  const file = downloaded.json<Configuration>()
  const wanted = { ...file, look: { ...file.look, help: 'Ufficio 3' } }
  const plan = (await send(operator, 'POST', `${url}/plan`, wanted)).json<ConfigurationPlan>()
  expect(plan.changes).toEqual([{ path: ['look', 'help'], before: null, after: 'Ufficio 3' }])

  await sql`update tenant set greeting = 'Ciao' where id = ${id}`.execute(server.db)
  const late = await send(operator, 'PUT', `${url}?mark=${plan.mark}`, wanted)
  expect(late.json()).toEqual({ code: 'admin/configuration-changed' })
  const { mark } = (await send(operator, 'POST', `${url}/plan`, wanted)).json<ConfigurationPlan>()
  expect((await send(operator, 'PUT', `${url}?mark=${mark}`, wanted)).status).toBe(200)
  expect((await exportOf('borgo')).look).toMatchObject({ help: 'Ufficio 3', greeting: null })

  const away = { ...file.endpoints.imap!, host: '10.1.2.3', tls: 'tls' as const }
  const inside = await send(operator, 'POST', `${url}/plan`, {
    ...wanted,
    endpoints: { ...file.endpoints, imap: away },
  })
  expect(inside.json()).toMatchObject({ details: { path: 'endpoints.imap.host', why: 'not-reached' } })
  const local = await administrator(server, 'borgo', { address: 'sara@borgo.example', role: 'tenant-admin' })
  expect((await send(local, 'POST', `${url}/plan`, wanted)).status).toBe(200)
  expect((await send(local, 'PUT', `${url}?mark=${mark}`, wanted)).status).toBe(404)
  await sql`update session set proved_at = now() - interval '10 minutes'`.execute(server.db)
  expect((await send(operator, 'PUT', `${url}?mark=${mark}`, wanted)).json()).toEqual({
    code: 'admin/proof-required',
  })
})

test('the command line says what a file would change in words, by its exit code too, and does it', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'staffetta-')), 'borgo.json')
  const say = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const complain = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const run = (...args: string[]) => runCommand(['config', ...args], { DATABASE_URL: databaseUrl })
  const said = () => say.mock.calls.splice(0).flat().join('\n')
  const file = await exportOf('borgo')
  expect(await run('export', 'borgo')).toBe(0)
  expect(`${said()}\n`).toBe(written(file))
  writeFileSync(path, written({ ...file, signIn: 'listed' }))
  expect(await run('diff', 'borgo', path)).toBe(1)
  expect(said()).toBe('Who may sign in\n  - everybody\n  + who is listed')
  expect(await run('import', 'borgo', path, '--dry-run')).toBe(0)
  expect((await exportOf('borgo')).signIn).toBe('everyone')
  expect(await run('import', 'borgo', path)).toBe(0)
  said()
  expect(await run('diff', 'borgo', path)).toBe(0)
  writeFileSync(path, written(await exportOf('monteverde')))
  expect(await run('import', 'borgo', path)).toBe(1)
  expect(complain.mock.calls.flat().join()).toContain(
    'domains.monteverde.example: it belongs to Comune di Monteverde.',
  )
  say.mockRestore()
  complain.mockRestore()
})

/** Tables of which every column is in the file: a new setting has to be put into it, and then here. */
const inTheFile: Record<string, string[]> = {
  tenant_domain: ['tenant_id', 'domain', 'shared'],
  tenant_crest: ['tenant_id', 'type', 'bytes'],
  tenant_host: ['tenant_id', 'host'],
  endpoint: ['tenant_id', 'kind', 'host', 'port', 'tls', 'verify_name'],
  public_server: ['tenant_id', 'kind', 'host', 'port', 'tls'],
  service_account: ['tenant_id', 'kind', 'user_name'],
  tenant_identity: [
    'tenant_id',
    'issuer',
    'client_id',
    'client_secret',
    'scopes',
    'address_claim',
    'trusts_address',
    'servers',
    'passwords',
  ],
  preference_rule: ['tenant_id', 'name', 'value', 'locked', 'reason'],
  privacy_notice: ['tenant_id', 'text_it', 'text_en'],
  resource: [
    'tenant_id',
    'address',
    'name',
    'kind',
    'place',
    'note',
    'capacity',
    'opening',
    'zone',
    'approval',
    'managers',
    'notice_minutes',
    'ahead_days',
  ],
  mail_log_rule: ['tenant_id', 'days', 'reason', 'protocol', 'agreed_on', 'approved_by'],
  domain_expectation: ['tenant_id', 'domain', 'dkim_selector', 'dkim_key', 'mx', 'spf_include'],
  tenant: [
    'slug',
    'name',
    'hue',
    'help',
    'enabled_services',
    'patron_day',
    'patron_name',
    'password_page',
    'message_bytes',
    'recipients',
    'hourly_messages',
    'hourly_recipients',
    'working_hours',
    'directory_path',
    'ldap_base',
    'ldap_filter',
    'sign_in',
    'greeting',
    'links',
  ],
}
/** Columns of those that are no settings: what happened to the body, what is sealed, what follows from the rest. */
const noSetting: Record<string, string[]> = {
  tenant_domain: ['verified_at'],
  tenant_crest: ['stamp'],
  endpoint: ['asked'],
  service_account: ['sealed'],
  privacy_notice: ['version', 'published_at'],
  mail_log_rule: ['set_at'],
  resource: ['id'],
  // Who it is, from its request; where it stands on its way; who runs the installation.
  tenant: [
    'id',
    'created_at',
    'kind',
    'ipa_code',
    'tax_code',
    'pec',
    'state',
    'state_since',
    'state_reason',
    'activates_at',
    'closes_at',
    'is_provider',
  ],
}
/** Of people, of what they do, of what happened or is said for a while: nothing a body sets. */
const ofPeople = new Set([
  'account',
  'session',
  'preference',
  'token_grant',
  'role_grant',
  'second_factor',
  'passkey',
  'mail_log',
  'tenant_export',
  'tenant_export_chunk',
  'tenant_deletion',
  'announcement',
  'announcement_body',
  'announcement_away',
  'invitation_code',
  'notice_read',
  'calendar_choice',
  'book_choice',
  'written_to',
  'favourite',
  'saved_search',
  'contact_not_same',
  'share',
  'dav_home',
  'blob',
  'submission',
  'file_import',
  'undoable',
  'calendar_feed',
  'calendar_subscription',
  'reminder_state',
  'calendar_mail_choice',
  'calendar_mail_sent',
  'working_hours',
  'own_export',
  'enrolment',
  'check_outcome',
  'service_state',
  'notice',
  'register_entry',
])

test('no setting of a body escapes the file: every column with a body’s name on it is in it, or said to be none', async () => {
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and (table_name = 'tenant' or table_name in
      (select table_name from information_schema.columns where column_name = 'tenant_id' and table_schema = 'public'))`.execute(
    server.db,
  )
  const undeclared = rows.filter(
    ({ table, column }) =>
      !ofPeople.has(table) &&
      inTheFile[table]?.includes(column) !== true &&
      noSetting[table]?.includes(column) !== true,
  )

  expect(rows.length).toBeGreaterThan(100)
  expect(undeclared.map(({ table, column }) => `${table}.${column}`)).toEqual([])
})
