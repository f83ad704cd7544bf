import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Calendar } from '@staffetta/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, newDesk, type Office, openOffice } from './calendar-desk.ts'

let office: Office
let publisher: Server
let port: number
/** What is published, by path; a number is a status. */
const published = new Map<string, string | number>()
const asked: { path: string; status: number }[] = []

beforeAll(async () => {
  office = await openOffice({}, ['Radicale', 'Xandikos'])
  publisher = createServer((request, response) => {
    const path = request.url!
    const text = published.get(path) ?? 404
    const etag = `"${typeof text === 'string' ? text.length : text}"`
    const status = typeof text === 'number' ? text : request.headers['if-none-match'] === etag ? 304 : 200
    asked.push({ path, status })
    response.writeHead(status, { etag, 'content-type': 'text/calendar' })
    response.end(status === 200 ? text : undefined)
  })
  await new Promise<void>((resolve) => publisher.listen(0, '127.0.0.1', resolve))
  port = (publisher.address() as AddressInfo).port
}, 180_000)
afterAll(async () => {
  publisher?.close()
  await office?.stop()
})

const event = (uid: string, start: string, title: string, ...more: string[]) =>
  [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20270101T000000Z',
    `DTSTART:${start}`,
    'DURATION:PT1H',
    `SUMMARY:${title}`,
    ...more,
    'END:VEVENT',
  ].join('\r\n')
const fileOf = (...events: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Regione//IT',
    'X-WR-CALNAME:Allerta meteo',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...events,
    'END:VCALENDAR',
    '',
  ].join('\r\n')
const addressOf = (path: string) => `http://127.0.0.1:${port}${path}`

const subscribe = ({ browser }: Desk, address: string, name = '') =>
  browser.post<{ calendarId: string }>('/api/calendar/subscriptions', { address, name, colour: 'viola' })
const calendarsOf = async ({ browser }: Desk) =>
  (await browser.get<{ calendars: Calendar[] }>('/api/calendar/calendars')).calendars
const oneOf = async (desk: Desk, id: string) => (await calendarsOf(desk)).find((one) => one.id === id)
const refreshed = ({ browser }: Desk, id: string) =>
  browser.call({ method: 'POST', url: `/api/calendar/subscriptions/${id}/refresh`, payload: {} })

test('a calendar by its address stands among one’s own: seen, opened, found, hidden, and nothing can be written', async () => {
  const desk = await newDesk(office, 'Radicale')
  published.set(
    '/meteo.ics',
    fileOf(event('a', '20270302T080000Z', 'Vento forte', 'RRULE:FREQ=DAILY;COUNT=3', 'LOCATION:Crinale')),
  )

  const { calendarId } = await subscribe(desk, addressOf('/meteo.ics'))

  expect(await oneOf(desk, calendarId)).toMatchObject({
    name: 'Allerta meteo',
    kind: 'subscribed',
    state: 'ready',
    shown: true,
    can: { write: false, rename: true, remove: true },
    subscription: { address: addressOf('/meteo.ics') },
  })
  // The first thread that reads one is slow to start from source; what comes late is told.
  await expect
    .poll(() => desk.titles('2027-03-01', '2027-03-08'), { timeout: 30_000 })
    .toEqual(['Vento forte', 'Vento forte', 'Vento forte'])
  const [first] = await desk.list('2027-03-01', '2027-03-08')
  expect(await desk.detail(first!.ref, first!.recurrenceId)).toMatchObject({
    fields: { location: 'Crinale' },
    can: { change: false, answer: false },
  })
  const source = await desk.browser.call({ method: 'GET', url: `/api/calendar/events/${first!.ref}/source` })
  expect(source.body).toContain('UID:a')
  const found = await desk.browser.get<{ occurrences: unknown[] }>(
    '/api/calendar/search?text=crinale&zone=Europe/Rome',
  )
  expect(found.occurrences).toHaveLength(1)
  const change = await desk.browser.call({
    method: 'PATCH',
    url: `/api/calendar/events/${first!.ref}`,
    payload: {
      scope: 'all',
      recurrenceId: null,
      zone: 'Europe/Rome',
      etag: null,
      change: { title: 'Bonaccia' },
    },
  })
  expect(change.json<{ code: string }>().code).toBe('calendar/not-permitted')
  const url = `/api/calendar/calendars/${calendarId}`
  await desk.browser.call({ method: 'PATCH', url, payload: { shown: false, name: 'Meteo', colour: 'cielo' } })
  expect(await oneOf(desk, calendarId)).toMatchObject({ shown: false, name: 'Meteo', colour: 'cielo' })
  expect(await desk.titles('2027-03-01', '2027-03-08')).toEqual([])
  expect((await desk.browser.call({ method: 'DELETE', url })).status).toBe(204)
  expect(await oneOf(desk, calendarId)).toBeUndefined()
})

test('what changes is shown, what fails keeps what was there and says since when, and one address is fetched once for all', async () => {
  const [desk, colleague, elsewhere] = [
    await newDesk(office, 'Xandikos'),
    await newDesk(office, 'Xandikos'),
    await newDesk(office, 'Radicale'),
  ]
  published.set('/scuole.ics', fileOf(event('s', '20270310T080000Z', 'Scuole chiuse')))
  const { calendarId } = await subscribe(desk, addressOf('/scuole.ics'), 'Scuole')
  await subscribe(colleague, addressOf('/scuole.ics').replace('http', 'HTTP'))
  const fetches = () => asked.filter(({ path }) => path === '/scuole.ics').map(({ status }) => status)
  expect(fetches()).toEqual([200])
  expect(await colleague.titles('2027-03-08', '2027-03-15')).toEqual(['Scuole chiuse'])
  await subscribe(elsewhere, addressOf('/scuole.ics'))
  expect(fetches()).toEqual([200, 200])

  expect((await refreshed(desk, calendarId)).status).toBe(204)
  expect(fetches().at(-1)).toBe(304)
  published.set(
    '/scuole.ics',
    fileOf(event('s', '20270310T080000Z', 'Scuole chiuse'), event('t', '20270311T080000Z', 'Scuole aperte')),
  )
  await refreshed(desk, calendarId)
  expect(await desk.titles('2027-03-08', '2027-03-15')).toEqual(['Scuole chiuse', 'Scuole aperte'])
  expect(await colleague.titles('2027-03-08', '2027-03-15')).toEqual(['Scuole chiuse', 'Scuole aperte'])

  published.set('/scuole.ics', 500)
  expect((await refreshed(desk, calendarId)).json<{ code: string }>().code).toBe('calendar/feed-unreachable')
  expect(await oneOf(desk, calendarId)).toMatchObject({
    state: 'failed',
    error: 'calendar/feed-unreachable',
    staleSince: expect.any(String),
  })
  published.set('/scuole.ics', '<html>Pagina in manutenzione</html>')
  expect((await refreshed(desk, calendarId)).json<{ code: string }>().code).toBe('calendar/feed-unreadable')
  expect(await desk.titles('2027-03-08', '2027-03-15')).toEqual(['Scuole chiuse', 'Scuole aperte'])
  const stranger = await refreshed(elsewhere, calendarId)
  expect(stranger.status).toBe(404)
})

test.each([
  ['ftp://x.example/a.ics', 'calendar/feed-address-refused'],
  ['https://nome:segreto@x.example/a.ics', 'calendar/feed-address-refused'],
  ['http://10.0.0.1/a.ics', 'calendar/feed-unreachable'],
  ['http://[::1]/a.ics', 'calendar/feed-unreachable'],
  ['webcal://nessuno.invalid/a.ics', 'calendar/feed-unreachable'],
])('%s is refused: %s', async (address, code) => {
  const desk = await newDesk(office, 'Radicale')
  const payload = { address, name: '', colour: 'viola' }
  const answer = await desk.browser.call({ method: 'POST', url: '/api/calendar/subscriptions', payload })

  expect(answer.json<{ code: string }>().code).toBe(code)
  expect((await calendarsOf(desk)).filter(({ kind }) => kind === 'subscribed')).toEqual([])
})
