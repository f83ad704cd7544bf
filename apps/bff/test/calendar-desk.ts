import { randomUUID } from 'node:crypto'
import type {
  Calendar,
  CalendarTime,
  EventDetail,
  EventFields,
  EventWindow,
  Occurrence,
  StreamFrame,
} from '@staffetta/contract'
import { createObject, type Dav, discover, listCollections, nameOf, openDav } from '@staffetta/dav'
import {
  startCyrus,
  startDovecot,
  startFaultProxy,
  startPostgres,
  startRadicale,
  startSubmission,
  startXandikos,
  type Dovecot,
  type FaultProxy,
  type Submission,
} from '@staffetta/testing'
import { startTestServer, type Browser, type TestServer } from './server.ts'

export const serverNames = ['Radicale', 'Cyrus', 'Xandikos'] as const
export type ServerName = (typeof serverNames)[number]

/** The product's own account: at Radicale it opens everybody's calendars, elsewhere its own. */
const serviceOf = (name: ServerName): string => `staffetta@${name.toLowerCase()}.example`

interface DavServer {
  url: string
  domain: string
  proxy: FaultProxy
  makeUser: (address: string) => Promise<void>
}

/** One Staffetta with a tenant for each DAV server, and one beside them. */
export interface Office {
  server: TestServer
  base: string
  dovecot: Dovecot
  submission: Submission
  dav: Record<ServerName, DavServer>
  stop: () => Promise<void>
}

export async function openOffice(env: Record<string, string> = {}): Promise<Office> {
  const [dovecot, postgres, radicale, cyrus, xandikos] = await Promise.all([
    startDovecot({ fts: false }),
    startPostgres(),
    startRadicale({
      users: [],
      services: [{ address: serviceOf('Radicale'), password: 'password', domain: 'radicale.example' }],
    }),
    startCyrus({ inMemory: true }),
    startXandikos(),
  ])
  const domains = serverNames.map((name) => `${name.toLowerCase()}.example`)
  await cyrus.makeUser(serviceOf('Cyrus'))
  const submission = await startSubmission(dovecot, { domains })
  const server = await startTestServer(await postgres.freshDatabase(), {
    STAFFETTA_CALENDAR_BEAT_SECONDS: '1',
    STAFFETTA_CALENDAR_NETWORKS: '127.0.0.0/8',
    ...env,
  })
  const people: { address: string; password: string }[] = []
  const known = (address: string, password = 'password') => {
    people.push({ address, password })
    radicale.setPeople(people)
  }
  const tenant = async (name: ServerName, port: number): Promise<FaultProxy> => {
    const proxy = await startFaultProxy({ port })
    const endpoints = {
      imapPort: dovecot.imapPort,
      smtpPort: submission.port,
      davPort: proxy.port,
      service: { user: serviceOf(name), password: 'password' },
    }
    await server.addTenant(name.toLowerCase(), `${name.toLowerCase()}.example`, endpoints)
    return proxy
  }
  const proxies = {
    Radicale: await tenant('Radicale', radicale.port),
    Cyrus: await tenant('Cyrus', cyrus.davPort),
    Xandikos: await tenant('Xandikos', xandikos.port),
  }
  const dav = {
    Radicale: {
      url: radicale.url,
      domain: 'radicale.example',
      proxy: proxies.Radicale,
      makeUser: async (address: string) =>
        known(address, address.startsWith('altra.password') ? 'diversa' : 'password'),
    },
    Cyrus: {
      url: cyrus.davUrl,
      domain: 'cyrus.example',
      proxy: proxies.Cyrus,
      makeUser: (address: string) => cyrus.makeUser(address),
    },
    Xandikos: {
      url: xandikos.url,
      domain: 'xandikos.example',
      proxy: proxies.Xandikos,
      makeUser: async () => undefined,
    },
  }
  await server.addTenant('senza', 'senza.example', { imapPort: dovecot.imapPort, smtpPort: submission.port })
  const base = await server.app.listen({ host: '127.0.0.1', port: 0 })
  return {
    server,
    base,
    dovecot,
    submission,
    dav,
    stop: async () => {
      await server.close()
      await Promise.all(Object.values(proxies).map((proxy) => proxy.stop()))
      await submission.stop()
      await Promise.all([dovecot, postgres, radicale, cyrus, xandikos].map((one) => one.stop()))
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
        fields: { ...plain, ...fields },
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

/** An event that says nothing but when it is. */
export const plain: Omit<EventFields, 'start' | 'end'> = {
  title: '',
  location: '',
  description: '',
  url: '',
  categories: [],
  class: 'public',
  transparent: false,
  status: 'confirmed',
  colour: null,
  recurrence: null,
  reminders: [],
  attendees: [],
}

export const weekly: EventFields['recurrence'] = {
  kind: 'rule',
  frequency: 'weekly',
  interval: 1,
  weekdays: [],
  monthDays: [],
  months: [],
  positions: [],
  end: { kind: 'never' },
  weekStart: 'MO',
}

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
