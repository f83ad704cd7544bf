import { randomUUID } from 'node:crypto'
import {
  adminRoutes,
  announcementRoutes,
  blankCard,
  blankEvent,
  blankTask,
  routes,
  type MessageWindow,
  type Role,
  type Route,
} from '@staffetta/contract'
import {
  aMessage,
  appendMany,
  startDovecot,
  startRadicale,
  startSubmission,
  type Dovecot,
  type Postgres,
  type Radicale,
  type Submission,
} from '@staffetta/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { grantRole } from '../src/admin/roles.ts'
import { insertPasskey, passkeysOf } from '../src/db/passkeys.ts'
import { insertAnnouncement } from '../src/db/announcements.ts'
import { putPreferenceRule } from '../src/db/preference-rules.ts'
import { insertNotice } from '../src/db/privacy-notices.ts'
import { putResource } from '../src/db/resources.ts'
import { findTenant } from '../src/db/tenants.ts'
import { commandLine } from '../src/register/record.ts'
import { startDatabase } from './database.ts'
import { askFor, type Objects } from './isolation-inputs.ts'
import { startTestServer, type Browser, type TestServer } from './server.ts'

/** In the name of every object of the owner's, and nowhere else. */
const marker = 'zaffiro'
const owner = `anna.${marker}@monteverde.example`
const actor = commandLine({ SUDO_USER: marker })
const contract: [string, Route][] = Object.entries({
  ...routes,
  ...adminRoutes,
  ...announcementRoutes,
}).flatMap(([area, table]) =>
  Object.entries(table as Record<string, Route>).map(([name, route]): [string, Route] => [
    `${area}.${name}`,
    route,
  ]),
)
/** They end the session of whoever calls, or never end themselves. */
const notCalled = new Set(['auth.signOut', 'auth.signOutEverywhere', 'live.openStream'])
const called = contract.filter(([name, { access }]) => access !== 'public' && !notCalled.has(name))

let dovecot: Dovecot
let postgres: Postgres
let radicale: Radicale
let submission: Submission
let server: TestServer
let hers: Browser
let objects: Objects
const intruders: { who: string; browser: Browser; role: Role | null }[] = []

beforeAll(async () => {
  ;[dovecot, postgres, radicale] = await Promise.all([
    startDovecot({ fts: false }),
    startDatabase(),
    startRadicale({ users: 'any' }),
  ])
  submission = await startSubmission(dovecot, {
    domains: ['monteverde.example', 'borgo.example', 'fermo.example'],
  })
  server = await startTestServer(postgres.url)
  const servers = { imapPort: dovecot.imapPort, smtpPort: submission.port, davPort: radicale.port }
  for (const slug of ['monteverde', 'borgo', 'fermo'])
    await server.addTenant(slug, `${slug}.example`, servers)
  await letIn('primo@fermo.example')
  hers = await server.signIn(owner)
  objects = await furnish()
  await addIntruder('a person of another body', 'bruno@borgo.example', null)
  await addIntruder('a person of a third body', 'carla@fermo.example', null)
  for (const role of ['tenant-admin', 'helper', 'auditor'] as const)
    await addIntruder(`${role} of another body`, `${role}@borgo.example`, role)
}, 60_000)
afterAll(async () => {
  await server?.close()
  await Promise.all([submission?.stop(), radicale?.stop()])
  await Promise.all([dovecot?.stop(), postgres?.stop()])
})

/** What the command line sets is seen within two seconds. */
async function letIn(address: string): Promise<void> {
  for (let turn = 0; turn < 50; turn++) {
    const { statusCode } = await server.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in',
      payload: { address, password: 'password', shared: false },
    })
    if (statusCode === 200) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

const idOf = async (slug: string) => (await findTenant(server.db, 'slug', slug))!.id

async function addIntruder(who: string, address: string, role: Role | null): Promise<void> {
  if (role !== null) {
    const borgo = await idOf('borgo')
    const person = { tenantId: borgo, scopeId: borgo, address, name: 'Bruno', role, appointment: '' }
    await grantRole(server.db, commandLine({ SUDO_USER: 'root' }), person)
  }
  const browser = await server.signIn(address)
  // As if they had shown their second factor.
  await sql`update session set proved_at = now()`.execute(server.db)
  intruders.push({ who, browser, role })
}

/** One object of every kind, each with the marker in it. */
async function furnish(): Promise<Objects> {
  const name = `Cosa di ${marker}`
  const tenantId = await idOf('monteverde')
  await sql`update tenant set name = ${`Comune di ${marker}`}, help = ${marker} where id = ${tenantId}`.execute(
    server.db,
  )
  const text = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//IT\r\nBEGIN:VEVENT\r\nUID:${marker}\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261126T090000Z\r\nSUMMARY:${name}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`
  const mail = aMessage()
    .from(`${marker} <mittente@altrove.example>`)
    .subject(name)
    .text(`Testo di ${marker}`)
    .attach({ filename: `${marker}.ics`, type: 'text/calendar', content: Buffer.from(text) })
  await appendMany(dovecot, { user: owner }, name, [{ raw: mail.build(), receivedAt: new Date() }])
  const { mailboxes } = await hers.get<{ mailboxes: { id: string; name: string }[] }>('/api/mail/mailboxes')
  const mailboxId = mailboxes.find((one) => one.name === name)!.id
  const { rows } = await hers.get<MessageWindow>(`/api/mail/mailboxes/${mailboxId}/messages`)
  const ref = rows[0]!.ref
  const sent = async <T>(url: string, payload: object, method: 'POST' | 'PUT' | 'PATCH' = 'POST') => {
    const answer = await hers.call({ method, url, payload })
    if (answer.status >= 300) throw new Error(`${method} ${url}: ${answer.status} ${answer.body}`)
    return answer.status === 204 ? ({} as T) : answer.json<T>()
  }
  const uploaded = async <T>(url: string, payload: string) =>
    (
      await hers.call({
        method: 'POST',
        url,
        payload,
        headers: { 'content-type': 'application/octet-stream' },
      })
    ).json<T>()

  const { id: uploadId } = await uploaded<{ id: string }>(
    `/api/mail/uploads?fileName=${marker}.txt&type=text%2Fplain`,
    marker,
  )
  const message = { ...blankMessage, subject: name }
  const draft = await sent<{ ref: string }>('/api/mail/drafts', {
    draftId: randomUUID(),
    replaces: null,
    message,
  })
  const { calendarId } = await sent<{ calendarId: string }>('/api/calendar/calendars', {
    name,
    colour: 'bosco',
    description: '',
  })
  const at = (hour: string) => ({ kind: 'zoned', local: `2026-11-26T${hour}:00`, zone: 'Europe/Rome' })
  const event = await sent<{ ref: string }>('/api/calendar/events', {
    id: randomUUID(),
    calendarId,
    zone: 'Europe/Rome',
    fields: { ...blankEvent, title: name, start: at('10:00'), end: at('11:00') },
  })
  const list = await sent<{ calendarId: string }>('/api/calendar/calendars', {
    name,
    colour: 'bosco',
    description: '',
    holds: 'tasks',
  })
  const task = await sent<{ ref: string }>('/api/calendar/tasks', {
    id: randomUUID(),
    calendarId: list.calendarId,
    fields: { ...blankTask, title: name },
  })
  const { bookId } = await sent<{ bookId: string }>('/api/contacts/books', {
    name,
    colour: 'bosco',
    description: '',
  })
  const newCard = () =>
    sent<{ ref: string }>('/api/contacts/cards', {
      id: randomUUID(),
      bookId,
      fields: { ...blankCard, fullName: name },
    })
  const [card, other] = [await newCard(), await newCard()]
  const searchId = randomUUID()
  await sent(`/api/contacts/searches/${searchId}`, { name, text: marker, bookId }, 'PUT')
  const imported = await uploaded<{ id: string }>(`/api/calendar/imports?fileName=${marker}.ics`, text)
  await putResource(server.db, tenantId, {
    address: `sala.${marker}@monteverde.example`,
    name,
    kind: 'room',
    place: marker,
    note: '',
    capacity: null,
    opening: [],
    zone: 'Europe/Rome',
    approval: 'automatic',
    managers: [],
    noticeMinutes: 0,
    aheadDays: 365,
  })
  const { resources } = await hers.get<{ resources: { id: string }[] }>('/api/calendar/resources')
  const { sessions } = await hers.get<{ sessions: { id: string }[] }>('/api/auth/sessions')
  await putPreferenceRule(server.db, tenantId, {
    name: 'shortcuts',
    value: 'on',
    locked: true,
    reason: marker,
  })
  await insertNotice(server.db, tenantId, { version: 1, it: marker, en: null })
  const announcementId = await insertAnnouncement(
    server.db,
    tenantId,
    {
      kind: 'information',
      it: marker,
      en: null,
      beginsAt: new Date(Date.now() - 60_000),
      endsAt: new Date(Date.now() + 86_400_000),
      services: [],
      onSignIn: true,
    },
    { forAll: false, bodies: [tenantId] },
  )
  const person = { tenantId, scopeId: tenantId, address: owner, name: marker, appointment: marker }
  const grant = await grantRole(server.db, actor, { ...person, role: 'helper' })
  const key = { credentialId: marker, publicKey: Buffer.from(marker), counter: 0, transports: [] }
  const herself = { tenantId, accountId: hers.me.accountId }
  await insertPasskey(server.db, herself, { ...key, name: marker, host: `${marker}.example` })
  const [passkey] = await passkeysOf(server.db, herself)
  return {
    mailboxId,
    parentId: mailboxId,
    mailboxIds: [mailboxId],
    ref,
    partId: '2',
    messages: { refs: [ref] },
    uploadId,
    'drafts.ref': draft.ref,
    replaces: draft.ref,
    draft: draft.ref,
    calendarId,
    calendarIds: [calendarId],
    'events.ref': event.ref,
    'tasks.ref': task.ref,
    bookId,
    'cards.ref': card.ref,
    refs: [ref],
    'cards.refs': [card.ref, other.ref],
    'cards.kept': card.ref,
    'cards.gone': other.ref,
    'tasks.refs': [task.ref],
    'searches.id': searchId,
    importId: imported.id,
    resourceId: resources[0]!.id,
    'sessions.id': sessions[0]!.id,
    'roles.id': grant.id,
    keyId: passkey!.id,
    personId: hers.me.accountId,
    tenantId,
    tenant: tenantId,
    announcementId,
    scopeId: tenantId,
    text: marker,
    address: owner,
  }
}

const blankMessage = {
  from: { name: '', address: owner },
  to: [],
  cc: [],
  bcc: [],
  replyTo: [],
  subject: '',
  html: '',
  text: '',
  attachments: [],
  source: null,
  priority: 'normal',
  requestReadReceipt: false,
}

async function ask(browser: Browser, route: Route) {
  const { names, payload, ...request } = askFor(route, objects)
  const { status, body } = await browser.call({
    ...request,
    ...(payload !== undefined && { payload: payload as object }),
    ...(Buffer.isBuffer(payload) && { headers: { 'content-type': 'application/octet-stream' } }),
  })
  return { named: names.filter((name) => name !== 'text' && name !== 'address'), status, body }
}

/** What a call gave away: a byte of the owner's, or that one of their objects is there. Empty: nothing. */
async function leakOf(browser: Browser, [name, route]: [string, Route]): Promise<string[]> {
  const { named, status, body } = await ask(browser, route)
  const known = named.length > 0 && status !== 404 && !(indifferent[name] ?? []).includes(status)
  return [
    ...(body.toLowerCase().includes(marker) ? [`${name}: ${status} says ${body.slice(0, 200)}`] : []),
    ...(known ? [`${name} names ${named.join(', ')}: ${status} ${body.slice(0, 100)}`] : []),
  ]
}

/** They answer the same for an id that nobody has; what the owner has is looked at afterwards. */
const indifferent: Record<string, number[]> = {
  'auth.revokeSession': [204],
  'mail.deleteUpload': [204],
  'mail.deleteDraft': [204],
  // Nobody writes from an address that is not theirs; that is looked at first.
  'mail.submit': [422],
  // Of an address that is not theirs to appoint nobody learns more than that.
  'admin.grantRole': [422],
  'contacts.putSearch': [204],
  'contacts.removeSearch': [204],
  // A picture is looked at before where it goes; an image wants the seal of the session first.
  'contacts.changeCardPhoto': [415],
  'mail.getRemoteImage': [403],
  // Who reads the register of one body finds no entry of another.
  'register.listEntries': [200],
}

const everything = async (): Promise<string[]> => {
  const reads = called.filter(
    ([name, { method, access }]) => method === 'GET' && access === 'user' && !changes.has(name),
  )
  const answers: string[] = []
  for (const [name, route] of reads) answers.push(`${name} ${(await ask(hers, route)).body}`)
  return answers
}

/** Once first reads are over and nothing comes of itself any more. */
async function settled(): Promise<string[]> {
  // A session learns within five seconds what was set of its body.
  await expect.poll(everything, { timeout: 30_000 }).toContainEqual(expect.stringContaining('"locked":true'))
  let before = await everything()
  await expect
    .poll(
      async () => {
        const last = before
        before = await everything()
        return before.filter((answer, at) => answer !== last[at])
      },
      { timeout: 30_000 },
    )
    .toEqual([])
  return before
}

/** What says when it was read, or gives a key of the moment. */
const changes = new Set(['auth.getMe', 'auth.listSessions', 'mail.getAllAttachments', 'ownData.download'])

test('no route of a signed-in person gives away or changes anything of another body’s', async () => {
  const before = await settled()

  const leaks = await Promise.all(
    intruders.slice(0, 2).map(async ({ who, browser }) => {
      const found: string[] = []
      for (const one of called)
        if (one[1].access === 'user')
          for (const leak of await leakOf(browser, one)) found.push(`${who}: ${leak}`)
      return found
    }),
  )

  expect(leaks.flat()).toEqual([])
  expect(await everything()).toEqual(before)
}, 60_000)

test('no route of the administration tells who administers one body of another', async () => {
  const admin = called.filter(([, { access }]) => access === 'admin')
  const leaks: string[] = []
  for (const { who, browser, role } of intruders)
    for (const [name, route] of admin) {
      const mayCall = role !== null && route.roles?.includes(role)
      const { status, body } = await ask(browser, route)
      if (role === null && status !== 403) leaks.push(`${who}: ${name} ${status}`)
      if (role !== null && !mayCall && status !== 404) leaks.push(`${who}: ${name} ${status}`)
      if (mayCall) for (const leak of await leakOf(browser, [name, route])) leaks.push(`${who}: ${leak}`)
      if (!mayCall && body.includes(marker)) leaks.push(`${who}: ${name} says ${body}`)
    }

  expect(leaks).toEqual([])
  const { rows } = await sql<{ count: string }>`
    select count(*) from role_grant where ended_at is null and name = ${marker}`.execute(server.db)
  expect(rows[0]?.count).toBe('1')
}, 60_000)

test('the same calls do find the owner’s things when the owner makes them: the sweep could see', async () => {
  const found: string[] = []
  for (const one of called)
    if (one[1].method === 'GET' && one[1].access === 'user' && (await leakOf(hers, one)).length > 0)
      found.push(one[0])

  expect(found.length).toBeGreaterThan(30)
  expect(found).toEqual(
    expect.arrayContaining([
      'mail.getMessage',
      'mail.getUpload',
      'calendar.getEvent',
      'tasks.getTask',
      'contacts.getCard',
      'calendar.getImport',
      'resources.listResources',
      'privacy.getNotice',
      'announcements.listAnnouncements',
    ]),
  )
})

test('a name of a host that is nobody’s, or somebody else’s, gets the neutral page and no tenant', async () => {
  await sql`insert into tenant_host (host, tenant_id) values ('posta.monteverde.example', ${await idOf('monteverde')})`.execute(
    server.db,
  )
  const brandAt = async (headers: Record<string, string>) => {
    const answer = await server.app.inject({ url: '/api/auth/options', headers })
    return answer.json<{ brand: { slug: string } | null }>().brand?.slug ?? null
  }

  await expect
    .poll(() => brandAt({ host: 'posta.monteverde.example' }), { timeout: 30_000 })
    .toBe('monteverde')
  for (const host of [
    'posta.monteverde.example.evil.example',
    'evil.example',
    'posta.monteverde.example@evil.example',
    'POSTA.MONTEVERDE.EXAMPLE.',
    'monteverde.example',
    '127.0.0.1',
    '',
  ])
    expect(`${host} ${await brandAt({ host })}`).toBe(`${host} null`)
  // Nobody is before it, so nobody is believed about another name.
  expect(
    await brandAt({
      host: 'evil.example',
      'x-forwarded-host': 'posta.monteverde.example',
      forwarded: 'host=posta.monteverde.example',
    }),
  ).toBeNull()
})
