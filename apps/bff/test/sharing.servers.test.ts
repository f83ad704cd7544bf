import {
  type Calendar,
  type Colleague,
  type EventDetail,
  type Occurrence,
  type Sharing,
  weekly,
} from '@staffetta/contract'
import { listCollections } from '@staffetta/dav'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { codeOf, type Desk, listenTo, newDesk, type Office, openOffice, rome } from './calendar-desk.ts'
import type { Browser } from './server.ts'

let office: Office
const streams: AbortController[] = []

beforeAll(async () => {
  office = await openOffice()
  // From source, the first thread translates its modules first.
  const desk = await newDesk(office, 'Xandikos')
  await desk.detail((await desk.create(meeting(10))).ref)
}, 180_000)
afterEach(() => {
  for (const stream of streams.splice(0)) stream.abort()
})
afterAll(() => office?.stop())

const share = ({ browser, calendar }: Desk, address: string | null, right: string | null) =>
  browser.call({
    method: 'PUT',
    url: `/api/calendar/calendars/${calendar.id}/sharing`,
    payload: { address, right },
  })
const sharingOf = ({ browser, calendar }: Desk) =>
  browser.get<Sharing>(`/api/calendar/calendars/${calendar.id}/sharing`)
const seenBy = async ({ browser }: Desk, of: Desk) =>
  (await browser.get<{ calendars: Calendar[] }>('/api/calendar/calendars')).calendars.find(
    ({ id }) => id === of.calendar.id,
  )
const meeting = (hour: number) => ({
  start: rome(`2027-03-02T${hour}:00`),
  end: rome(`2027-03-02T${hour + 1}:00`),
})
const week = (desk: Desk) => desk.list('2027-03-01', '2027-03-08')
const titles = async (desk: Desk) =>
  (await week(desk)).map(({ title, hidden }: Occurrence) => (hidden ? 'Occupato' : title))

/** What somebody else did: a server that is slow for a moment is not waited for, and told of afterwards. */
const sees = async (desk: Desk, expected: string[]) => {
  await expect.poll(() => titles(desk), { timeout: 30_000 }).toEqual(expected)
}

function listen(browser: Browser): Promise<() => string[]> {
  const stop = new AbortController()
  streams.push(stop)
  return listenTo(office, browser, stop.signal)
}

async function aDay(owner: Desk): Promise<Record<'open' | 'secret' | 'free', string>> {
  const open = await owner.create({ ...meeting(10), title: 'Aperto', location: 'Sala', description: 'Carte' })
  const secret = await owner.create({ ...meeting(12), title: 'Segreto', class: 'private' })
  const free = await owner.create({ ...meeting(14), title: 'Libero', transparent: true })
  return { open: open.ref, secret: secret.ref, free: free.ref }
}

test('each right shows what it says and no more, and taken back it shows nothing, at once', async () => {
  const [owner, colleague] = [await newDesk(office, 'Radicale'), await newDesk(office, 'Radicale')]
  const { open, secret } = await aDay(owner)
  const frames = await listen(colleague.browser)
  const nothing = async () => {
    expect(await seenBy(colleague, owner)).toBeUndefined()
    expect(await titles(colleague)).toEqual([])
    for (const url of [`${open}?zone=Europe/Rome`, `${open}/source`])
      expect(
        await codeOf(colleague.browser.call({ method: 'GET', url: `/api/calendar/events/${url}` })),
      ).toMatch(/calendar\/calendar-gone|request\/not-found/)
  }
  await nothing()

  expect(await codeOf(share(owner, colleague.address, 'busy'))).toBe('done')
  expect(await seenBy(colleague, owner)).toMatchObject({
    kind: 'shared',
    shown: true,
    can: { write: false, share: false, leave: true },
  })
  expect(await titles(colleague)).toEqual(['Occupato', 'Occupato'])
  expect(JSON.stringify([await week(colleague), await colleague.detail(open)])).not.toMatch(
    /Aperto|Sala|Carte/,
  )

  await share(owner, colleague.address, 'read')
  expect(await titles(colleague)).toEqual(['Aperto', 'Occupato', 'Libero'])
  expect(await colleague.detail(open)).toMatchObject({
    fields: { title: 'Aperto' },
    can: { change: false, answer: false },
  })
  expect(JSON.stringify([await week(colleague), await colleague.detail(secret)])).not.toContain('Segreto')
  const search = await colleague.browser.get<{ occurrences: Occurrence[] }>(
    '/api/calendar/search?text=segreto&zone=Europe/Rome',
  )
  expect(search.occurrences).toEqual([])
  const change = {
    scope: 'all',
    recurrenceId: null,
    zone: 'Europe/Rome',
    etag: null,
    change: { title: 'Mio' },
  }
  const url = `/api/calendar/events/${open}`
  expect(await codeOf(colleague.browser.call({ method: 'PATCH', url, payload: change }))).toBe(
    'calendar/not-permitted',
  )

  const before = frames().length
  expect(await sharingOf(owner)).toMatchObject({ shares: [{ address: colleague.address, right: 'read' }] })
  await share(owner, colleague.address, null)
  await expect.poll(() => frames().slice(before)).toContain('calendar.calendars-changed')
  await nothing()
  expect((await sharingOf(owner)).shares).toEqual([])
})

test('who may change it does so in the owner’s calendar, and both see it at once; undone it is as it was', async () => {
  const [owner, colleague] = [await newDesk(office, 'Radicale'), await newDesk(office, 'Radicale')]
  const { open, secret } = await aDay(owner)
  await share(owner, colleague.address, 'write')
  expect(await titles(colleague)).toEqual(['Aperto', 'Segreto', 'Libero'])
  await week(owner)
  const frames = await listen(owner.browser)

  await colleague.change(open, { change: { title: 'Cambiato' } })
  await expect.poll(frames).toContain('calendar.events-changed')
  await sees(owner, ['Cambiato', 'Segreto', 'Libero'])
  const made = await colleague.create({ ...meeting(16), title: 'Nuovo' }, owner.calendar.id)
  const { undo } = await colleague.browser.post<{ undo: string }>(`/api/calendar/events/${secret}/remove`, {
    scope: 'all',
    recurrenceId: null,
  })
  await sees(owner, ['Cambiato', 'Libero', 'Nuovo'])
  await colleague.browser.post('/api/calendar/undo', { undo })
  const moved = await colleague.browser.post<{ ref: string; undo: string }>(
    `/api/calendar/events/${made.ref}/move`,
    { calendarId: colleague.calendar.id },
  )
  await sees(owner, ['Cambiato', 'Segreto', 'Libero'])
  expect((await colleague.detail(moved.ref)).fields.title).toBe('Nuovo')

  await owner.create({ ...meeting(18), title: 'Del titolare', recurrence: weekly })
  await sees(colleague, expect.arrayContaining(['Del titolare']))

  const attendees = [
    { address: `ospite@${owner.address.split('@')[1]}`, name: '', role: 'required' as const },
  ]
  await owner.create({ ...meeting(11), title: 'Convocata', attendees })
  const called = async (desk: Desk) => (await week(desk)).find(({ title }) => title === 'Convocata')!
  expect((await called(owner)).people).toMatchObject({ calls: true })
  const { ref, people } = await called(colleague)
  expect(people).toMatchObject({ calls: false })
  for (const [way, payload] of [
    ['remove', { scope: 'all', recurrenceId: null }],
    ['move', { calendarId: colleague.calendar.id }],
  ] as const) {
    const url = `/api/calendar/events/${ref}/${way}`
    expect(await codeOf(colleague.browser.call({ method: 'POST', url, payload }))).toBe(
      'calendar/not-permitted',
    )
  }
  await share(owner, colleague.address, null)
  expect(
    await codeOf(
      colleague.browser.call({ method: 'POST', url: '/api/calendar/undo', payload: { undo: moved.undo } }),
    ),
  ).toBe('calendar/calendar-gone')
})

test('everyone of the body may be let in: it waits in their lists, and they may take it out', async () => {
  const [owner, colleague] = [await newDesk(office, 'Radicale'), await newDesk(office, 'Radicale')]
  await aDay(owner)
  await share(owner, null, 'read')
  const url = `/api/calendar/calendars/${owner.calendar.id}`
  const set = (payload: object) => colleague.browser.call({ method: 'PATCH', url, payload })

  expect(await seenBy(colleague, owner)).toMatchObject({ shown: false })
  expect(await titles(colleague)).toEqual([])
  await set({ shown: true, colour: 'lampone' })
  expect(await seenBy(colleague, owner)).toMatchObject({ shown: true, colour: 'lampone' })
  expect((await seenBy(owner, owner))?.colour).not.toBe('lampone')
  expect(await titles(colleague)).toHaveLength(3)
  expect(await codeOf(set({ name: 'Mio' }))).toBe('calendar/not-permitted')

  await set({ removed: true })
  expect([await seenBy(colleague, owner), await titles(colleague)]).toEqual([undefined, []])
  await set({ removed: false })
  expect(await titles(colleague)).toHaveLength(3)
  expect((await sharingOf(owner)).shares[0]).toMatchObject({ address: null, name: 'Comune di radicale' })
})

test('nobody of another body is let in, found or shown anything', async () => {
  const [owner, stranger] = [await newDesk(office, 'Radicale'), await newDesk(office, 'Xandikos')]

  expect(await codeOf(share(owner, stranger.address, 'read'))).toBe('calendar/share-outside')
  await office.server.db
    .insertInto('share')
    .values({
      service: 'calendar',
      tenant_id: (
        await office.server.db
          .selectFrom('tenant')
          .select('id')
          .where('slug', '=', 'radicale')
          .executeTakeFirstOrThrow()
      ).id,
      owner_id: owner.browser.me.accountId,
      href: owner.other.href,
      grantee: stranger.address,
      access: 'write',
    })
    .execute()
  expect(await seenBy(stranger, owner)).toBeUndefined()
  const { colleagues } = await stranger.browser.get<{ colleagues: Colleague[] }>(
    `/api/calendar/colleagues?text=persona`,
  )
  expect(colleagues.filter(({ address }) => !address.endsWith('@xandikos.example'))).toEqual([])
  const detail: Promise<EventDetail> = stranger.detail((await owner.create({ ...meeting(10) })).ref)
  await expect(detail).rejects.toThrow('404')
})

test('a server that shares tells every program of the person, and we hide what is private there, too', async () => {
  const [owner, colleague] = [await newDesk(office, 'Cyrus'), await newDesk(office, 'Cyrus')]
  await aDay(owner)
  const theirs = async () => {
    const { calendars } = await colleague.browser.get<{ calendars: Calendar[] }>('/api/calendar/calendars')
    return calendars.find(({ kind }) => kind === 'shared')
  }
  const home = colleague.other.href.replace(/[^/]+\/$/, '')
  const inOther = async () =>
    (await listCollections(colleague.other.dav, home)).filter(({ shared }) => shared === 'with-me').length
  expect(await theirs()).toBeUndefined()

  // The service account was given no rights on people's calendars here: our own rules would show nothing.
  expect(await sharingOf(owner)).toMatchObject({ rights: ['read', 'write'], everyone: [] })
  expect(await codeOf(share(owner, colleague.address, 'busy'))).toBe('calendar/not-permitted')
  await share(owner, colleague.address, 'read')
  expect(await theirs()).toMatchObject({ owner: owner.address, can: { write: false, leave: true } })
  expect(await inOther()).toBe(1)
  await expect.poll(() => titles(colleague)).toEqual(['Aperto', 'Occupato', 'Libero'])
  expect(await sharingOf(owner)).toMatchObject({
    shares: [{ address: colleague.address, right: 'read', pending: false }],
  })

  await share(owner, colleague.address, 'write')
  expect(await theirs()).toMatchObject({ can: { write: true } })
  await expect.poll(() => titles(colleague)).toEqual(['Aperto', 'Segreto', 'Libero'])
  const { id } = (await theirs())!
  await colleague.browser.call({
    method: 'PATCH',
    url: `/api/calendar/calendars/${id}`,
    payload: { removed: true },
  })
  expect([await theirs(), await titles(colleague)]).toEqual([undefined, []])

  await share(owner, colleague.address, null)
  expect([await theirs(), await inOther()]).toEqual([undefined, 0])
  expect((await sharingOf(owner)).shares).toEqual([])
  await share(owner, colleague.address, 'read')
  expect(await theirs()).toMatchObject({ shown: true })
})

test('people order their lists for themselves', async () => {
  const [owner, colleague] = [await newDesk(office, 'Radicale'), await newDesk(office, 'Radicale')]
  await share(owner, colleague.address, 'read')
  const ids = async () =>
    (await colleague.browser.get<{ calendars: Calendar[] }>('/api/calendar/calendars')).calendars.map(
      ({ id }) => id,
    )
  const wanted = [owner.calendar.id, ...(await ids()).filter((id) => id !== owner.calendar.id)]

  await colleague.browser.call({
    method: 'PUT',
    url: '/api/calendar/order',
    payload: { calendarIds: wanted },
  })

  expect((await ids()).slice(0, 2)).toEqual(wanted.slice(0, 2))
})
