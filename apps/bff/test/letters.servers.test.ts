import { randomBytes } from 'node:crypto'
import { startDns, startDovecot, startSubmission } from '@staffetta/testing'
import type { DnsServer, Dovecot, Postgres, Submission } from '@staffetta/testing'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endRole, grantRole, inviteAnew } from '../src/admin/roles.ts'
import { switchService } from '../src/admin/services.ts'
import { runChecks } from '../src/checks/run.ts'
import { readConfig } from '../src/config.ts'
import { listEntries } from '../src/db/register.ts'
import { listGrants } from '../src/db/roles.ts'
import { TenantDirectory } from '../src/db/tenant-directory.ts'
import { findTenant, setProvider, setServices } from '../src/db/tenants.ts'
import { Notices } from '../src/enrolment/notices.ts'
import { checksJob } from '../src/jobs/checks.ts'
import { commandLine } from '../src/register/record.ts'
import { administrator } from './administrator.ts'
import { startDatabase } from './database.ts'
import { startTestServer, type Browser, type TestServer } from './server.ts'

const domain = 'monteverde.example'
const actor = commandLine({ USER: 'root' })
let dovecot: Dovecot
let postgres: Postgres
let submission: Submission
let dns: DnsServer
let env: Record<string, string>
let nodes: [TestServer, TestServer]
let operator: Browser

beforeAll(async () => {
  ;[dovecot, postgres, dns] = await Promise.all([startDovecot({ fts: false }), startDatabase(), startDns()])
  submission = await startSubmission(dovecot, { domains: ['provincia.example'] })
  const databaseUrl = postgres.url
  env = {
    DATABASE_URL: databaseUrl,
    STAFFETTA_KEY: randomBytes(32).toString('base64'),
    STAFFETTA_PUBLIC_URL: 'https://posta.provincia.example',
    STAFFETTA_DNS: dns.address,
    STAFFETTA_SERVER_NETWORKS: '127.0.0.0/8',
  }
  const ports = { imapPort: dovecot.imapPort, smtpPort: submission.port }
  const first = await startTestServer(databaseUrl, env)
  await first.addTenant('monteverde', domain, ports)
  const service = { user: 'staffetta@provincia.example', password: 'password' }
  await first.addTenant('provincia', 'provincia.example', { ...ports, service })
  await setServices(first.db, (await monteverde(first)).id, [])
  const { id } = (await findTenant(first.db, 'slug', 'provincia'))!
  await first.db.transaction().execute((tx) => setProvider(tx, id))
  nodes = [first, await startTestServer(databaseUrl, env)]
  operator = await administrator(first, 'provincia', { address: 'olga@provincia.example', role: 'operator' })
})
afterAll(async () => {
  await Promise.all(nodes?.map((node) => node.close()) ?? [])
  await submission?.stop()
  await Promise.all([dovecot?.stop(), postgres?.stop(), dns?.stop()])
})

const monteverde = async ({ db }: TestServer = nodes[0]) => (await findTenant(db, 'slug', 'monteverde'))!
/** What went outside since the last time, to whom and in plain words. */
const letters = () =>
  submission.outgoing.splice(0).map(({ recipients, raw }) => {
    const text = raw.toString('utf8')
    const at = text.indexOf('\r\n\r\n')
    const body = text.slice(at + 4)
    const bytes = /transfer-encoding: base64/i.test(text.slice(0, at))
      ? Buffer.from(body, 'base64')
      : Buffer.from(
          body
            .replaceAll('=\r\n', '')
            .replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
          'latin1',
        )
    return { to: recipients.join(), text: bytes.toString('utf8') }
  })
/** What one node and the other send, all that is due; their own rounds may have begun with it. */
async function sendAll(): Promise<void> {
  await Promise.all(
    nodes.map(({ db }) =>
      new Notices({ db, config: readConfig(env), tenants: new TenantDirectory(db, 0) }).run(),
    ),
  )
  const left = async () =>
    (await sql`select from notice where state = 'sending'`.execute(nodes[0].db)).rows.length
  await expect.poll(left, { timeout: 30_000 }).toBe(0)
}

test('a body whose services begin gets one letter of all of them, whichever node sends, and no second one later', async () => {
  await administrator(nodes[0], 'monteverde', { address: `sara@${domain}`, role: 'tenant-admin' })
  await sendAll()
  letters()
  for (const service of ['mail', 'calendar'] as const)
    await switchService(nodes[0].db, actor, await monteverde(), { service, on: true })
  await sendAll()
  expect(letters()).toEqual([])
  // Whoever switches on has some seconds for the next one.
  await sql`update notice set next_at = now()`.execute(nodes[0].db)

  await sendAll()

  const [letter, ...more] = letters()
  expect([letter!.to, more]).toEqual([`sara@${domain}`, []])
  expect(letter!.text).toContain('sono accesi: posta, agenda.')
  expect(letter!.text).toContain('https://posta.provincia.example/stato')
  for (const on of [false, true])
    for (const service of ['mail', 'calendar'] as const)
      await switchService(nodes[0].db, actor, await monteverde(), { service, on })
  await sql`update notice set next_at = now()`.execute(nodes[0].db)
  await sendAll()
  expect(letters()).toEqual([])
})

test('whoever a list lets in is told once how to enter, where the administrator wants it', async () => {
  const bring = async (list: string, welcome: string) => {
    const at = `/api/admin/tenants/${(await monteverde()).id}/people`
    const payload = Buffer.from(list)
    const headers = { 'content-type': 'application/octet-stream' }
    const post = (url: string) => operator.call({ method: 'POST', url, payload, headers })
    const { mark } = (await post(`${at}/plan?others=keep`)).json<{ mark: string }>()
    const done = await post(`${at}/import?others=keep&mark=${encodeURIComponent(mark)}${welcome}`)
    expect(done.status).toBe(200)
    await sendAll()
    return letters()
  }
  expect(await bring(`ida@${domain}`, '')).toEqual([])

  const told = await bring(`ivo@${domain}\nugo@${domain}`, '&welcome=yes')

  expect(told.map(({ to }) => to).toSorted()).toEqual([`ivo@${domain}`, `ugo@${domain}`])
  expect(told[0]!.text).toContain('https://posta.provincia.example/')
  await sql`update account set state = 'disabled' where address = ${`ivo@${domain}`}`.execute(nodes[0].db)
  expect(await bring(`ivo@${domain}`, '&welcome=yes')).toEqual([])
})

test('the records that are missing go to the body’s contact to be copied, and the register says so', async () => {
  const deps = { db: nodes[0].db, config: readConfig(env) }
  const only = ['dmarc', 'spf'] as const
  dns.set(domain, 'TXT', 'v=spf1 ip4:192.0.2.0/24 -all')
  for await (const outcome of runChecks(deps, await monteverde(), { only })) void outcome
  const url = `/api/admin/tenants/${(await monteverde()).id}/checks/missing`
  letters()

  const { sentTo } = await operator.post<{ sentTo: string[] }>(url)
  await sendAll()

  expect(sentTo).toEqual([`sara@${domain}`])
  const [letter] = letters()
  expect(letter!.text).toContain(`Nome: _dmarc.${domain}`)
  expect(letter!.text).toMatch(/Valore: v=DMARC1;/)
  const entries = await listEntries(nodes[0].db, {}, 5)
  expect(entries.map(({ record }) => JSON.parse(record) as object)).toContainEqual(
    expect.objectContaining({
      act: 'tenant/contact-written',
      details: { checks: [`dmarc ${domain}`] },
    }),
  )
  const sara = await nodes[0].signIn(`sara@${domain}`)
  expect((await sara.call({ method: 'POST', url, payload: {} })).status).not.toBe(200)
})

test('who administers a body hears once of what became worse in the weekly look, and again only after it got better', async () => {
  const { db } = nodes[0]
  const deps = { db, config: readConfig(env) }
  const notices = new Notices({ db, config: readConfig(env), tenants: new TenantDirectory(db, 0) })
  const aWeekLater = async () => {
    await sql`update check_outcome set ran_at = ran_at - interval '8 days'`.execute(db)
    await checksJob(deps, 600, notices).run()
    await sendAll()
    return letters()
  }
  dns.set(`_dmarc.${domain}`, 'TXT', `v=DMARC1; p=quarantine; rua=mailto:dmarc@${domain}`)
  for await (const outcome of runChecks(deps, await monteverde())) void outcome

  expect(await aWeekLater()).toEqual([])
  dns.set(`_dmarc.${domain}`, 'TXT')
  dns.set(domain, 'TXT')
  const [letter, ...more] = await aWeekLater()
  expect([letter!.to, more]).toEqual([`sara@${domain}`, []])
  expect(letter!.text).toMatch(/DMARC[^]*Da: [^]*SPF|SPF[^]*Da: [^]*DMARC/)
  expect(await aWeekLater()).toEqual([])
  dns.set(`_dmarc.${domain}`, 'TXT', `v=DMARC1; p=quarantine; rua=mailto:dmarc@${domain}`)
  expect(await aWeekLater()).toEqual([])
  dns.set(`_dmarc.${domain}`, 'TXT')
  expect(await aWeekLater()).toHaveLength(1)
}, 60_000)

test('who administers learns by mail of what changes in their access, in their language and without a link', async () => {
  const { db } = nodes[0]
  const { id: tenantId } = await monteverde()
  await sql`update tenant set help = '0721 111 222' where is_provider`.execute(db)
  const address = `ezio@${domain}`
  const told = async () => {
    await sendAll()
    return letters().map(({ to, text }) => {
      expect(to).toBe(address)
      expect(text).toContain('0721 111 222')
      expect(text).not.toMatch(/https?:|www\.|posta\.provincia/)
      return text
    })
  }
  const person = { tenantId, scopeId: tenantId, address, name: 'Ezio', appointment: '' }
  const { id, code: invitation } = await grantRole(db, actor, { ...person, role: 'tenant-admin' })
  const [granted] = await told()
  expect(granted).toMatch(
    /Hai un incarico in più nella Gestione: Amministratore dell’ente, per Comune di monteverde.[^]*Quando: .*20\d\d[^]*Da: chi gestisce/,
  )
  expect(granted).not.toContain(invitation)

  const ezio = await nodes[0].signIn(address)
  const post = <T>(path: string, payload: object) => ezio.post<T>(`/api/admin/${path}`, payload)
  const { secret, pending } = await post<Record<'secret' | 'pending', string>>('factor/begin', {
    invitation,
  })
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
  const { recoveryCodes } = await post<{ recoveryCodes: string[] }>('factor/confirm', {
    invitation,
    pending,
    code,
  })
  expect(await told()).toEqual([expect.stringMatching(/impostata un’app di codici[^]*Se l’hai fatto tu/)])

  const preferences = { language: 'en' }
  await sql`insert into preference (account_id, tenant_id, value)
    select id, tenant_id, ${JSON.stringify(preferences)}::jsonb from account where address = ${address}
    on conflict (account_id) do update set value = excluded.value`.execute(db)
  await post('prove', { code: recoveryCodes[0] })
  expect(await told()).toEqual([
    expect.stringMatching(/one of your recovery codes. Codes left: 9[^]*call support/),
  ])
  await post('recovery', {})
  expect(await told()).toEqual([expect.stringContaining('New recovery codes were made')])

  const grant = (await listGrants(db)).find((one) => one.id === id)!
  await inviteAnew(db, actor, grant)
  await endRole(db, actor, grant)
  const [removed, ended] = (await told()).toSorted((one) => (one.includes('has ended') ? 1 : -1))
  expect(removed).toContain('not valid any more')
  expect(ended).toMatch(/A role of yours[^]*By: whoever runs/)
}, 30_000)
