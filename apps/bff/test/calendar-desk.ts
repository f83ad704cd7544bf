import { randomUUID } from 'node:crypto'
import {
  blankEvent,
  type Calendar,
  type CalendarTime,
  type EventDetail,
  type EventFields,
  type EventWindow,
  type Occurrence,
  type StreamFrame,
} from '@staffetta/contract'
import { createObject, type Dav, discover, listCollections, nameOf, openDav } from '@staffetta/dav'
import {
  startCyrus,
  startDavical,
  startDovecot,
  startFaultProxy,
  startRadicale,
  startSubmission,
  startXandikos,
  type Dovecot,
  type FaultProxy,
  type Submission,
} from '@staffetta/testing'
import { startDatabase } from './database.ts'
import { startTestServer, type Browser, type TestServer } from './server.ts'

export const serverNames = ['Radicale', 'Cyrus', 'Xandikos'] as const
/** DAViCal has a suite of its own: it needs seconds to start. */
export type ServerName = (typeof serverNames)[number] | 'DAViCal'

const domainOf = (name: ServerName): string => `${name.toLowerCase()}.example`

/** The product's own account: at Radicale and DAViCal it opens everybody's calendars, elsewhere its own. */
const serviceOf = (name: ServerName): string => `staffetta@${domainOf(name)}`

interface Started {
  url: string
  port: number
  makeUser: (address: string) => Promise<void>
  stop: () => Promise<void>
}

interface DavServer extends Pick<Started, 'url' | 'makeUser'> {
  domain: string
  proxy: FaultProxy
}

/** One Staffetta with a tenant for each DAV server, and one beside them. */
export interface Office {
  server: TestServer
  base: string
  dovecot: Dovecot
  submission: Submission
  /** Those that were asked for. */
  dav: Record<ServerName, DavServer>
  stop: () => Promise<void>
}

const start: Record<ServerName, () => Promise<Started>> = {
  Radicale: async () => {
    const radicale = await startRadicale({
      users: [],
      services: [{ address: serviceOf('Radicale'), password: 'password', domain: domainOf('Radicale') }],
    })
    const people: { address: string; password: string }[] = []
    const makeUser = async (address: string) => {
      people.push({ address, password: address.startsWith('altra.password') ? 'diversa' : 'password' })
      radicale.setPeople(people)
    }
    return { ...radicale, makeUser }
  },
  Cyrus: async () => {
    const { davUrl, davPort, makeUser, stop } = await startCyrus({ inMemory: true })
    await makeUser(serviceOf('Cyrus'))
    return { url: davUrl, port: davPort, makeUser, stop }
  },
  Xandikos: async () => ({ ...(await startXandikos()), makeUser: async () => undefined }),
  DAViCal: async () => {
    const davical = await startDavical()
    await davical.makeUser(serviceOf('DAViCal'), { administrator: true })
    return davical
  },
}

export async function openOffice(
  env: Record<string, string> = {},
  names: readonly ServerName[] = serverNames,
): Promise<Office> {
  const [dovecot, postgres, ...started] = await Promise.all([
    startDovecot({ fts: false }),
    startDatabase(),
    ...names.map((name) => start[name]()),
  ])
  const submission = await startSubmission(dovecot, { domains: names.map(domainOf) })
  const server = await startTestServer(postgres.url, {
    STAFFETTA_CALENDAR_BEAT_SECONDS: '1',
    STAFFETTA_CALENDAR_NETWORKS: '127.0.0.0/8',
    ...env,
  })
  const mail = { imapPort: dovecot.imapPort, smtpPort: submission.port }
  const dav: Partial<Record<ServerName, DavServer>> = {}
  for (const [i, name] of names.entries()) {
    const { url, port, makeUser } = started[i]!
    const proxy = await startFaultProxy({ port })
    const service = { user: serviceOf(name), password: 'password' }
    await server.addTenant(name.toLowerCase(), domainOf(name), { ...mail, davPort: proxy.port, service })
    dav[name] = { url, domain: domainOf(name), proxy, makeUser }
  }
  await server.addTenant('senza', 'senza.example', mail)
  const base = await server.app.listen({ host: '127.0.0.1', port: 0 })
  return {
    server,
    base,
    dovecot,
    submission,
    dav: dav as Record<ServerName, DavServer>,
    stop: async () => {
      await server.close()
      await Promise.all(Object.values(dav).map(({ proxy }) => proxy.stop()))
      await submission.stop()
      await Promise.all([dovecot, postgres, ...started].map((one) => one.stop()))
    },
  }
}

/** Somebody new with a calendar, and another program on the same account. */
export interface Desk {
  address: string
  browser: Browser
  calendar: Calendar
  list: (from: string, to: string, zone?: string) => Promise<Occurrence[]>
  titles: (from: string, to: string) => Promise<string[]>
  create: (
    fields: Partial<EventFields> & Pick<EventFields, 'start' | 'end'>,
    calendarId?: string,
  ) => Promise<{ ref: string; undo: string }>
  detail: (ref: string, recurrenceId?: string | null) => Promise<EventDetail>
  change: (ref: string, body: object) => Promise<{ ref: string | null; undo: string }>
  /** The other program: straight to the server. */
  other: { dav: Dav; href: string; put: (name: string, lines: string[]) => Promise<void> }
}

let users = 0

export async function newDesk(
  office: Office,
  name: ServerName,
  domain = office.dav[name].domain,
): Promise<Desk> {
  const { url, makeUser } = office.dav[name]
  const address = `persona${++users}@${domain}`
  await makeUser(address)
  const browser = await office.server.signIn(address)
  const { calendars } = await browser.get<{ calendars: Calendar[] }>('/api/calendar/calendars')
  const calendar = calendars.find(({ isDefault }) => isDefault)!
  const dav = openDav({
    url,
    allowCleartext: true,
    credentials: { kind: 'basic', user: address, password: 'password' },
  })
  const account = await discover(dav)
  const collections = await listCollections(dav, account.calendarHomes[0]!)
  const href = collections.find((one) => Buffer.from(one.href).toString('base64url') === calendar.id)!.href
  const list = async (from: string, to: string, zone = 'Europe/Rome') => {
    const query = new URLSearchParams({ from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z`, zone })
    return (await browser.get<EventWindow>(`/api/calendar/events?${query}`)).occurrences
  }
  return {
    address,
    browser,
    calendar,
    list,
    titles: async (from, to) => (await list(from, to)).map(({ title }) => title),
    create: (fields, calendarId = calendar.id) =>
      browser.post('/api/calendar/events', {
        id: randomUUID(),
        calendarId,
        zone: 'Europe/Rome',
        fields: { ...blankEvent, ...fields },
      }),
    detail: (ref, recurrenceId) => {
      const query = new URLSearchParams({
        zone: 'Europe/Rome',
        ...(recurrenceId && { recurrenceId }),
      })
      return browser.get(`/api/calendar/events/${ref}?${query}`)
    },
    change: async (ref, body) => {
      const answer = await browser.call({
        method: 'PATCH',
        url: `/api/calendar/events/${ref}`,
        payload: { scope: 'all', recurrenceId: null, zone: 'Europe/Rome', etag: null, ...body },
      })
      if (answer.status !== 200) throw new Error(answer.body)
      return answer.json()
    },
    other: {
      dav,
      href,
      put: async (uid, lines) => {
        await createObject(dav, href, `${uid}.ics`, fileOf(uid, lines))
      },
    },
  }
}

function fileOf(uid: string, lines: string[]): string {
  const event = ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20270101T000000Z', ...lines, 'END:VEVENT']
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Altro//IT', ...event, 'END:VCALENDAR', ''].join('\r\n')
}

/** Another program changes one line of what is stored. */
export async function rewrite(desk: Desk, ref: string, edit: (text: string) => string): Promise<void> {
  const { dav, href } = desk.other
  const name = Buffer.from(ref.split('.')[1]!, 'base64url').toString()
  const before = await dav.exchange({ method: 'GET', href: href + name })
  const body = edit(before.text)
  const headers = { 'if-match': before.header('etag') ?? '*' }
  const answer = await dav.exchange({
    method: 'PUT',
    href: href + name,
    body,
    headers,
    contentType: 'text/calendar; charset=utf-8',
  })
  if (answer.status >= 300) throw new Error(`${nameOf(href)}: ${answer.status} ${answer.text}`)
}

export const rome = (local: string): CalendarTime => ({ kind: 'zoned', local, zone: 'Europe/Rome' })

/** What a tab of this browser is told from now on, by type; the stream ends with the signal. */
export async function listenTo(
  office: Office,
  browser: Browser,
  signal: AbortSignal,
): Promise<() => string[]> {
  const types: string[] = []
  const response = await fetch(`${office.base}/api/live`, { headers: { cookie: browser.cookie }, signal })
  void (async () => {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream()))
      for (const [, data] of chunk.matchAll(/^data: (.*)$/gm))
        types.push(...(JSON.parse(data!) as StreamFrame).events.map(({ type }) => type))
  })().catch(() => undefined)
  return () => types
}

export async function calendarsOf({ browser }: Desk): Promise<Calendar[]> {
  return (await browser.get<{ calendars: Calendar[] }>('/api/calendar/calendars')).calendars
}

/** What a refusal is called; `done` where there was none. */
export async function codeOf(work: Promise<{ status: number; body: string }>): Promise<string> {
  const { status, body } = await work
  return status < 300 ? 'done' : (JSON.parse(body) as { code: string }).code
}
