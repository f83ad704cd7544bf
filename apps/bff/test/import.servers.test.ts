import type { Calendar, CalendarImport, ImportComparison } from '@staffetta/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Desk, newDesk, type Office, openOffice, serverNames } from './calendar-desk.ts'

let office: Office

beforeAll(async () => {
  office = await openOffice()
}, 180_000)
afterAll(() => office?.stop())

const zone = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Rome',
  'BEGIN:STANDARD',
  'DTSTART:19701025T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:19700329T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
]
const event = (uid: string, start: string, ...lines: string[]) => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  'DTSTAMP:20270101T000000Z',
  `DTSTART;TZID=Europe/Rome:${start}`,
  'DURATION:PT1H',
  ...lines,
  'END:VEVENT',
]
const fileOf = (...parts: string[][]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Altro//IT',
    'METHOD:REQUEST',
    'X-WR-CALNAME:Vecchia agenda',
    ...zone,
    ...parts.flat(),
    'END:VCALENDAR',
    '',
  ].join('\r\n')
const series = (...more: string[]) =>
  event('serie', '20270302T090000', 'SUMMARY:Giunta', 'RRULE:FREQ=DAILY;COUNT=3', ...more)
const moved = event(
  'serie',
  '20270303T150000',
  'SUMMARY:Giunta spostata',
  'RECURRENCE-ID;TZID=Europe/Rome:20270303T090000',
)
const odd = ['BEGIN:VEVENT', 'UID:senza', 'DTSTAMP:20270101T000000Z', 'SUMMARY:Senza inizio', 'END:VEVENT']

async function read({ browser }: Desk, text: string): Promise<CalendarImport> {
  const answer = await browser.call({
    method: 'POST',
    url: '/api/calendar/imports?fileName=agenda.ics',
    payload: Buffer.from(text),
    headers: { 'content-type': 'application/octet-stream' },
  })
  if (answer.status !== 200) throw new Error(answer.body)
  return answer.json<CalendarImport>()
}

async function store(
  { browser }: Desk,
  { id }: CalendarImport,
  body: { calendarId: string | null; name?: string; update?: boolean },
): Promise<CalendarImport> {
  await browser.post(`/api/calendar/imports/${id}/start`, { name: '', update: false, ...body })
  return ended({ browser }, id)
}

async function ended({ browser }: Pick<Desk, 'browser'>, id: string): Promise<CalendarImport> {
  for (;;) {
    const now = await browser.get<CalendarImport>(`/api/calendar/imports/${id}`)
    if (now.state !== 'running') return now
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const compared = ({ browser, calendar }: Desk, { id }: CalendarImport) =>
  browser.get<ImportComparison>(`/api/calendar/imports/${id}/comparison?calendarId=${calendar.id}`)

describe.each(serverNames)('on %s', (name) => {
  test('a file is looked through first, then stored; twice it adds nothing, a newer one can take its place', async () => {
    const desk = await newDesk(office, name)
    const { calendar } = desk
    const first = await read(
      desk,
      fileOf(series(), odd, event('uno', '20270304T080000', 'SUMMARY:Uno'), moved),
    )

    expect(first).toMatchObject({
      state: 'ready',
      events: 2,
      calendarName: 'Vecchia agenda',
      first: '2027-03-02',
      last: '2027-03-04',
    })
    expect(first.left).toEqual([{ title: 'Senza inizio', reason: 'no-start', line: 29 }])
    expect(await compared(desk, first)).toEqual({ fresh: 2, same: 0, changed: 0, older: 0 })
    expect(await desk.titles('2027-03-01', '2027-03-08')).toEqual([])

    expect(await store(desk, first, { calendarId: calendar.id })).toMatchObject({
      state: 'done',
      added: 2,
      kept: 0,
      done: 2,
    })
    await expect
      .poll(() => desk.titles('2027-03-01', '2027-03-08'))
      .toEqual(['Giunta', 'Giunta spostata', 'Uno', 'Giunta'])
    const left = await desk.browser.call({ method: 'GET', url: `/api/calendar/imports/${first.id}/left` })
    expect(left.body).toContain('UID:senza')

    const again = await read(
      desk,
      fileOf(series('SEQUENCE:1', 'LOCATION:Sala'), moved, event('uno', '20270304T080000', 'SUMMARY:Uno')),
    )
    expect(await compared(desk, again)).toEqual({ fresh: 0, same: 1, changed: 1, older: 0 })
    expect(await store(desk, again, { calendarId: calendar.id })).toMatchObject({
      added: 0,
      updated: 0,
      kept: 2,
    })
    const update = await read(desk, fileOf(series('SEQUENCE:1', 'LOCATION:Sala'), moved))
    expect(await store(desk, update, { calendarId: calendar.id, update: true })).toMatchObject({
      updated: 1,
      kept: 0,
    })
    await expect.poll(async () => (await desk.list('2027-03-02', '2027-03-03'))[0]?.location).toBe('Sala')
  })

  test('a file becomes a calendar of its own, and what is exported of it is all that was in it', async () => {
    const desk = await newDesk(office, name)
    const many = Array.from({ length: 30 }, (_, i) =>
      event(`m${i}`, `202704${String((i % 28) + 1).padStart(2, '0')}T080000`, `SUMMARY:Voce ${i}`),
    )
    const ready = await read(desk, fileOf(series(), moved, ...many))

    const done = await store(desk, ready, { calendarId: null, name: 'Archivio' })

    expect(done).toMatchObject({ state: 'done', added: 31, leftCount: 0 })
    const { calendars } = await desk.browser.get<{ calendars: Calendar[] }>('/api/calendar/calendars')
    expect(calendars.find(({ id }) => id === done.calendarId)).toMatchObject({
      name: 'Archivio',
      can: { write: true },
    })
    const query = new URLSearchParams({
      format: 'ics',
      zone: 'Europe/Rome',
      language: 'it',
      calendarId: done.calendarId!,
    })
    const ics = (await desk.browser.call({ method: 'GET', url: `/api/calendar/export?${query}` })).body
    expect(ics.match(/BEGIN:VEVENT/g)).toHaveLength(32)
    expect(ics.match(/BEGIN:VTIMEZONE/g)).toHaveLength(1)
    query.set('format', 'csv')
    query.set('from', '2027-03-01')
    query.set('to', '2027-04-01')
    const csv = (await desk.browser.call({ method: 'GET', url: `/api/calendar/export?${query}` })).body
    expect(csv.split('\r\n')).toEqual([
      expect.stringContaining('Titolo,Data inizio,Ora inizio'),
      'Giunta,2027-03-02,09:00,2027-03-02,10:00,no,,Archivio,,confermato,,sì',
      'Giunta spostata,2027-03-03,15:00,2027-03-03,16:00,no,,Archivio,,confermato,,sì',
      'Giunta,2027-03-04,09:00,2027-03-04,10:00,no,,Archivio,,confermato,,sì',
      '',
    ])
  })
})

test('on Cyrus, which schedules by itself, nobody asked to an imported meeting hears of it', async () => {
  const [mine, other] = [await newDesk(office, 'Cyrus'), await newDesk(office, 'Cyrus')]
  const people = [
    `ORGANIZER:mailto:${mine.address}`,
    `ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:${other.address}`,
  ]
  const guest = [`ORGANIZER:mailto:${other.address}`, `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${mine.address}`]
  const ready = await read(
    mine,
    fileOf(
      event('mia', '20280302T090000', 'SUMMARY:Mia', ...people),
      event('sua', '20280303T090000', 'SUMMARY:Sua', ...guest),
    ),
  )

  expect(await store(mine, ready, { calendarId: mine.calendar.id })).toMatchObject({ added: 2, leftCount: 0 })

  expect(await mine.titles('2028-03-01', '2028-03-08')).toEqual(['Mia', 'Sua'])
  expect(await other.titles('2028-03-01', '2028-03-08')).toEqual([])
  const { paths } = await inboxOf(other)
  expect(paths).toEqual([])
})

/** What lies in the scheduling inbox (RFC 6638 §2.2). */
async function inboxOf({ other }: Desk): Promise<{ paths: string[] }> {
  const inbox = other.href.replace(/[^/]+\/$/, 'Inbox/')
  const answer = await other.dav.exchange({ method: 'PROPFIND', href: inbox, depth: '1' })
  return { paths: [...answer.text.matchAll(/<[A-Za-z:]*href>([^<]*\.ics)</g)].map(([, href]) => href!) }
}

test('an import stops when it is told to, goes on where a server was away, and another account’s is unknown', async () => {
  const desk = await newDesk(office, 'Radicale')
  const many = Array.from({ length: 200 }, (_, i) => event(`f${i}`, '20270301T080000', `SUMMARY:Voce ${i}`))
  const ready = await read(desk, fileOf(...many))
  const url = `/api/calendar/imports/${ready.id}`
  await desk.browser.post(`${url}/start`, { calendarId: desk.calendar.id, name: '', update: false })
  await expect
    .poll(async () => (await desk.browser.get<CalendarImport>(url)).done, { timeout: 30_000 })
    .toBeGreaterThan(0)

  const stopped = await desk.browser.post<CalendarImport>(`${url}/cancel`)

  expect(stopped).toMatchObject({ state: 'cancelled' })
  expect(stopped.done).toBeLessThan(200)
  const stranger = await newDesk(office, 'Radicale')
  expect((await stranger.browser.call({ method: 'GET', url })).status).toBe(404)

  const next = await read(desk, fileOf(...many.slice(0, 40)))
  office.dav.Radicale.proxy.refuse()
  await desk.browser.call({
    method: 'POST',
    url: `/api/calendar/imports/${next.id}/start`,
    payload: { calendarId: desk.calendar.id, name: '', update: false },
  })
  // Told to start again while it still fails, it would be left as it is: failed, a moment later.
  expect((await ended(desk, next.id)).state).not.toBe('done')
  office.dav.Radicale.proxy.heal()
  const done = await store(desk, next, { calendarId: desk.calendar.id })
  expect(done).toMatchObject({ state: 'done', done: 40 })
})

test('what a node left in the middle, another goes on with, and stores nothing twice', async () => {
  const desk = await newDesk(office, 'Xandikos')
  const many = Array.from({ length: 20 }, (_, i) => event(`n${i}`, '20270301T080000', `SUMMARY:Voce ${i}`))
  const ready = await read(desk, fileOf(...many))
  const rows = office.server.db.selectFrom('file_import').where('id', '=', ready.id)
  await desk.browser.post(`/api/calendar/imports/${ready.id}/start`, {
    calendarId: desk.calendar.id,
    name: '',
    update: false,
  })
  const { sealed } = await rows.select('sealed').executeTakeFirstOrThrow()
  await ended(desk, ready.id)

  // As the row stood when its node went away.
  await office.server.db
    .updateTable('file_import')
    .set({ state: 'running', done: 5, added: 5, sealed, beat_at: new Date(Date.now() - 60_000) })
    .where('id', '=', ready.id)
    .execute()

  expect(await ended(desk, ready.id)).toMatchObject({ state: 'done', done: 20, added: 5, kept: 15 })
  expect(await rows.select('sealed').executeTakeFirstOrThrow()).toEqual({ sealed: null })
}, 30_000)

test('what is no calendar is refused with a word', async () => {
  const desk = await newDesk(office, 'Radicale')
  await expect(read(desk, 'Caro collega,\r\nallego il verbale.')).rejects.toThrow(
    'calendar/import-unreadable',
  )
})
