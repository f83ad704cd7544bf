import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findTenant, setWorkRules } from '../src/db/tenants.ts'
import {
  calendarsOf,
  codeOf,
  type Desk,
  newDesk,
  type Office,
  openOffice,
  rome,
  serverNames,
} from './calendar-desk.ts'
import { eventCases, lookingCases } from './event-cases.ts'

let office: Office

beforeAll(async () => {
  office = await openOffice()
  // From source, the first thread translates its modules first.
  const { create, detail } = await newDesk(office, 'Xandikos')
  await detail((await create({ start: rome('2027-03-02T09:00'), end: rome('2027-03-02T10:00') })).ref)
}, 180_000)
afterAll(() => office?.stop())

describe.each(serverNames)('on %s', (name) => {
  eventCases(name, () => office)
  lookingCases(name, () => office)
})

test('a calendar of 2,000 events is learnt in bounded time, and then only what changes', async () => {
  const desk = await newDesk(office, 'Radicale')
  const day = (i: number) =>
    new Date(Date.UTC(2026, 6, 1) + i * 6 * 3_600_000).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const events = Array.from({ length: 2_000 }, (_, i) =>
    [
      'BEGIN:VEVENT',
      `UID:e${i}`,
      'DTSTAMP:20270101T000000Z',
      `DTSTART:${day(i)}`,
      'DURATION:PT1H',
      `SUMMARY:Evento ${i}`,
      'END:VEVENT',
    ].join('\r\n'),
  )
  const body = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Altro//IT', ...events, 'END:VCALENDAR', ''].join(
    '\r\n',
  )
  await desk.other.dav.exchange({ method: 'PUT', href: desk.other.href, body, contentType: 'text/calendar' })

  const startedAt = performance.now()
  const first = await desk.titles('2027-03-01', '2027-03-08')
  const firstMs = performance.now() - startedAt

  const ready = async () => (await calendarsOf(desk)).find(({ id }) => id === desk.calendar.id)?.state
  await expect.poll(ready, { timeout: 20_000 }).toBe('ready')
  expect(first.length).toBeGreaterThan(0)
  expect(firstMs).toBeLessThan(3_000)
  expect(await desk.titles('2027-03-01', '2027-03-08')).toHaveLength(28)
  await desk.other.put('nuovo', ['DTSTART:20270302T101500Z', 'DTEND:20270302T110000Z', 'SUMMARY:Nuovo'])
  await expect.poll(() => desk.titles('2027-03-01', '2027-03-08'), { timeout: 30_000 }).toContain('Nuovo')
})

test('a password the calendar server does not take is said, and mail goes on', async () => {
  const address = 'altra.password@radicale.example'
  await office.dav.Radicale.makeUser(address)
  const browser = await office.server.signIn(address)

  expect(await codeOf(browser.call({ method: 'GET', url: '/api/calendar/calendars' }))).toBe(
    'calendar/credentials-refused',
  )
  expect((await browser.call({ method: 'GET', url: '/api/mail/mailboxes' })).status).toBe(200)
})

test('an event nobody can place is told with its calendar, and can be saved', async () => {
  const desk = await newDesk(office, 'Xandikos')
  await desk.other.put('senza-inizio', ['SUMMARY:Quando?'])
  expect(await desk.list('2027-03-01', '2027-03-08')).toEqual([])

  const { problems } = (await calendarsOf(desk)).find(({ id }) => id === desk.calendar.id)!

  expect(problems).toEqual([{ ref: expect.any(String), code: 'calendar/event-unreadable' }])
  const source = await desk.browser.call({
    method: 'GET',
    url: `/api/calendar/events/${problems![0]!.ref}/source`,
  })
  expect(source.body).toContain('SUMMARY:Quando?')
})

test('what is another tenant’s, another person’s or outside a calendar is not there', async () => {
  const desk = await newDesk(office, 'Radicale')
  const { ref } = await desk.create({
    title: 'Riservato',
    start: rome('2027-03-02T09:00'),
    end: rome('2027-03-02T10:00'),
  })
  const strangers = [await newDesk(office, 'Radicale'), await newDesk(office, 'Xandikos')]
  const id = (path: string) => Buffer.from(path).toString('base64url')
  const outside = `${desk.calendar.id}.${id('../../altro.ics')}`

  for (const { browser } of strangers) {
    for (const url of [`/api/calendar/events/${ref}?zone=UTC`, `/api/calendar/events/${ref}/source`])
      expect((await browser.call({ method: 'GET', url })).status).toBe(404)
    const payload = { scope: 'all', recurrenceId: null }
    expect(
      (await browser.call({ method: 'POST', url: `/api/calendar/events/${ref}/remove`, payload })).status,
    ).toBe(404)
    const calendar = `/api/calendar/calendars/${desk.calendar.id}`
    expect((await browser.call({ method: 'DELETE', url: calendar })).status).toBe(404)
  }
  const own = await desk.browser.call({ method: 'GET', url: `/api/calendar/events/${outside}/source` })
  expect(own.status).toBe(404)
  expect(await desk.titles('2027-03-01', '2027-03-08')).toEqual(['Riservato'])
})

test('who is asked to a meeting is told by mail, their answer comes by mail, and each once', async () => {
  const host = await newDesk(office, 'Radicale')
  const guest = await newDesk(office, 'Radicale')
  const attendees = [{ address: guest.address, name: 'Ospite', role: 'required' as const }]
  const { undo } = await host.create({
    title: 'Mai partita',
    attendees,
    start: rome('2027-03-03T15:00'),
    end: rome('2027-03-03T17:00'),
  })
  await host.browser.post('/api/calendar/undo', { undo })
  await host.create({
    title: 'Giunta comunale',
    attendees,
    start: rome('2027-03-04T15:00'),
    end: rome('2027-03-04T17:00'),
  })

  const subjects = async ({ browser }: Desk) =>
    (await browser.get<{ rows: { subject: string }[] }>('/api/mail/mailboxes/inbox/messages')).rows.map(
      ({ subject }) => subject,
    )
  await expect.poll(() => subjects(guest), { timeout: 30_000 }).toEqual(['Invito: Giunta comunale'])
  await guest.other.put('giunta', [
    'DTSTART:20270304T140000Z',
    'DTEND:20270304T160000Z',
    'SUMMARY:Giunta comunale',
    `ORGANIZER:mailto:${host.address}`,
    `ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${guest.address}`,
  ])
  const invited = await expect
    .poll(() => guest.list('2027-03-01', '2027-03-08'), { timeout: 30_000 })
    .toHaveLength(1)
    .then(() => guest.list('2027-03-01', '2027-03-08'))
  const answer = { recurrenceId: null, partstat: 'accepted', comment: '' }
  await guest.browser.post(`/api/calendar/events/${invited[0]!.ref}/answer`, answer)
  await guest.browser.post(`/api/calendar/events/${invited[0]!.ref}/answer`, answer)

  await expect.poll(() => subjects(host), { timeout: 30_000 }).toEqual(['Accettato: Giunta comunale'])
  expect((await guest.detail(invited[0]!.ref)).occurrence.people).toMatchObject({
    mine: 'accepted',
    accepted: 1,
  })
  expect((await guest.detail(invited[0]!.ref)).can).toEqual({ change: false, answer: true })
  office.submission.misbehave({ refuse: { at: 'recipient', code: 550, text: 'No' } })
  const declined = await guest.browser.call({
    method: 'POST',
    url: `/api/calendar/events/${invited[0]!.ref}/answer`,
    payload: { ...answer, partstat: 'declined' },
  })
  office.submission.behave()
  expect(declined.json()).toEqual({ code: 'calendar/answer-not-sent' })
  expect((await guest.detail(invited[0]!.ref)).occurrence.people).toMatchObject({ mine: 'declined' })

  const { db } = office.server
  const { id, workRules, patron } = (await findTenant(db, 'slug', 'radicale'))!
  await setWorkRules(db, id, { ...workRules, patron, hourlyMessages: 1 })
  await new Promise((resolve) => setTimeout(resolve, 150))
  const meeting = { start: rome('2027-03-05T15:00'), end: rome('2027-03-05T17:00') }
  const { ref } = await host.create({ ...meeting, title: 'Più di quanto si manda in un’ora', attendees })
  await setWorkRules(db, id, { ...workRules, patron })
  const { rows } = await sql<{ minutes: number }>`
    select extract(epoch from sends_at - now()) / 60 as minutes from submission
    where account_id = ${host.browser.me.accountId} and state = 'held'`.execute(db)
  expect(rows.map(({ minutes }) => Math.round(minutes / 60))).toEqual([1])
  const untold = async () => (await host.detail(ref)).untold
  const waiting = { address: guest.address, leavesAt: expect.any(String), state: 'waiting' }
  expect(await untold()).toMatchObject([waiting])
  office.submission.misbehave({ refuse: { at: 'recipient', code: 550, text: 'No' } })
  await sql`update submission set sends_at = now() where account_id = ${host.browser.me.accountId} and state = 'held'`.execute(
    db,
  )
  await expect.poll(untold, { timeout: 30_000 }).toMatchObject([{ state: 'failed', leavesAt: null }])
  office.submission.behave()
  const [failed] = await untold()
  await host.browser.post(`/api/mail/submissions/${failed!.submissionId}/retry`)
  await expect.poll(untold, { timeout: 30_000 }).toEqual([])
})

test('a tenant without the service is refused', async () => {
  const browser = await office.server.signIn('persona@senza.example')

  expect(await codeOf(browser.call({ method: 'GET', url: '/api/calendar/calendars' }))).toBe(
    'auth/service-disabled',
  )
})
