import { randomUUID } from 'node:crypto'
import {
  blankEvent,
  type Booking,
  type CalendarTime,
  type Resource,
  type ResourceAvailability,
  type ResourceCalendars,
  type TenantResource,
  type TenantResources,
  weekly,
} from '@staffetta/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { resourceCommands } from '../src/cli/resource-commands.ts'
import { commandLine } from '../src/register/record.ts'
import { listEntries } from '../src/db/register.ts'
import { putResource, type ResourceSettings } from '../src/db/resources.ts'
import { administrator } from './administrator.ts'
import { type Desk, newDesk, type Office, openOffice, rome, type ServerName } from './calendar-desk.ts'

let office: Office

beforeAll(async () => {
  office = await openOffice()
}, 180_000)
afterAll(() => office?.stop())

/** A room nobody else in the tests books. */
async function aRoom(name: ServerName, more: Partial<ResourceSettings> = {}): Promise<string> {
  const slug = name.toLowerCase()
  const address = `sala-${randomUUID().slice(0, 8)}@${slug}.example`
  const { id } = await office.server.db
    .selectFrom('tenant')
    .select('id')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  await putResource(office.server.db, id, {
    address,
    name: 'Sala giunta',
    kind: 'room',
    place: 'Primo piano',
    note: '',
    capacity: 12,
    opening: [],
    zone: 'Europe/Rome',
    approval: 'automatic',
    managers: [],
    noticeMinutes: 0,
    aheadDays: 3650,
    ...more,
  })
  return address
}

const at = (local: string): { start: CalendarTime; end: CalendarTime } => ({
  start: rome(`2027-05-11T${local}`),
  end: rome(`2027-05-11T${String(Number(local.slice(0, 2)) + 1).padStart(2, '0')}${local.slice(2)}`),
})
const asking = (address: string, title = 'Giunta') => ({
  title,
  attendees: [{ address, name: '', role: 'required' as const }],
})
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'stored',
    (error: Error) => error.message,
  )

async function bookings({ browser }: Desk, address: string): Promise<Booking[]> {
  const { resources } = await browser.get<{ resources: Resource[] }>('/api/calendar/resources')
  const { id } = resources.find((one) => one.address === address)!
  const query = 'from=2027-05-01T00:00:00Z&to=2027-07-01T00:00:00Z&zone=Europe/Rome'
  const all = await browser.get<{ bookings: Booking[] }>(`/api/calendar/resources/bookings?${query}`)
  return all.bookings.filter(({ resourceId }) => resourceId === id)
}

async function answerOf(desk: Desk, ref: string): Promise<string | undefined> {
  return (await desk.detail(ref)).attendees.find(({ kind }) => kind === 'room')?.partstat
}

test.each(['Radicale', 'Cyrus', 'Xandikos'] as const)(
  'on %s a room is booked by asking it to an event, and given back with it',
  async (name) => {
    const room = await aRoom(name)
    const desk = await newDesk(office, name)

    const made = await desk.create({ ...asking(room), ...at('09:00') })
    expect(await answerOf(desk, made.ref)).toBe('accepted')
    expect(await bookings(desk, room)).toMatchObject([
      { startAt: '2027-05-11T07:00:00.000Z', title: 'Giunta', mine: true, state: 'booked' },
    ])

    await desk.change(made.ref, { change: at('11:00') })
    expect(await bookings(desk, room)).toMatchObject([{ startAt: '2027-05-11T09:00:00.000Z' }])

    const removed = await desk.browser.post<{ undo: string }>(`/api/calendar/events/${made.ref}/remove`, {
      scope: 'all',
      recurrenceId: null,
    })
    expect(await bookings(desk, room)).toEqual([])

    await desk.browser.post('/api/calendar/undo', { undo: removed.undo })
    expect(await bookings(desk, room)).toHaveLength(1)
  },
  30_000,
)

test('of two who want the same hour at the same time, one has it and the other is told', async () => {
  const room = await aRoom('Radicale')
  const desks = await Promise.all([newDesk(office, 'Radicale'), newDesk(office, 'Radicale')])
  const wants = [...desks, ...desks, ...desks]

  const outcomes = await Promise.all(
    wants.map((desk) => refusal(desk.create({ ...asking(room), ...at('15:00') }))),
  )

  expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1)
  expect(outcomes.filter((outcome) => outcome.includes('calendar/resource-taken'))).toHaveLength(5)
  expect(await bookings(desks[0], room)).toHaveLength(1)
  const stored = await Promise.all(desks.map((desk) => desk.titles('2027-05-11', '2027-05-12')))
  expect(stored.flat()).toEqual(['Giunta'])
}, 30_000)

test('a series that meets a booking anywhere is refused with the day, and nothing of it stays', async () => {
  const room = await aRoom('Radicale')
  const desk = await newDesk(office, 'Radicale')
  const end = { kind: 'count', count: 6 } as const
  await desk.create({ ...asking(room), start: rome('2027-06-01T10:30'), end: rome('2027-06-01T11:00') })

  const refused = await refusal(
    desk.create({ ...asking(room), ...at('10:00'), recurrence: { ...weekly, end } }),
  )

  expect(refused).toContain('"at":"2027-06-01T08:00:00.000Z"')
  expect(await desk.titles('2027-05-11', '2027-05-12')).toEqual([])
  await desk.create({ ...asking(room), ...at('12:00'), recurrence: { ...weekly, end } })
  expect(await bookings(desk, room)).toHaveLength(7)
}, 30_000)

test('one occurrence that does without the room gives that hour back', async () => {
  const room = await aRoom('Radicale')
  const desk = await newDesk(office, 'Radicale')
  const { ref } = await desk.create({
    ...asking(room),
    ...at('09:00'),
    recurrence: { ...weekly, end: { kind: 'count', count: 3 } },
  })

  await desk.change(ref, {
    scope: 'this',
    recurrenceId: '2027-05-18T07:00:00Z',
    change: { attendees: [] },
  })

  expect((await bookings(desk, room)).map(({ startAt }) => startAt.slice(0, 10))).toEqual([
    '2027-05-11',
    '2027-05-25',
  ])
}, 30_000)

test('outside its hours and too far ahead it is refused, and one is told when it is next free', async () => {
  const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR'] as const
  const opening = weekdays.map((day) => ({ day, from: '08:00', to: '14:00' }))
  const room = await aRoom('Radicale', { opening })
  const far = await aRoom('Radicale', { aheadDays: 30 })
  const desk = await newDesk(office, 'Radicale')

  expect(await refusal(desk.create({ ...asking(room), ...at('15:00') }))).toContain(
    'calendar/resource-closed',
  )
  expect(await refusal(desk.create({ ...asking(far), ...at('09:00') }))).toContain(
    'calendar/resource-too-far',
  )

  await desk.create({ ...asking(room), ...at('13:00') })
  const query = 'from=2027-05-11T11:00:00Z&to=2027-05-11T12:00:00Z&zone=Europe/Rome'
  const { resources } = await desk.browser.get<{ resources: ResourceAvailability[] }>(
    `/api/calendar/resources/availability?${query}`,
  )
  const known = await desk.browser.get<{ resources: Resource[] }>('/api/calendar/resources')
  const { id } = known.resources.find(({ address }) => address === room)!
  expect(resources.find(({ resourceId }) => resourceId === id)).toEqual({
    resourceId: id,
    state: 'taken',
    nextAt: '2027-05-12T06:00:00.000Z',
  })
}, 30_000)

test('what needs a yes waits for it, holds the hour meanwhile, and the event shows the answer', async () => {
  const manager = await newDesk(office, 'Radicale')
  const room = await aRoom('Radicale', { approval: 'manager', managers: [manager.address] })
  const desk = await newDesk(office, 'Radicale')
  const other = await newDesk(office, 'Radicale')
  const { ref } = await desk.create({ ...asking(room), ...at('09:00') })
  expect(await answerOf(desk, ref)).toBe('needs-action')
  expect(await refusal(other.create({ ...asking(room), ...at('09:30') }))).toContain(
    'calendar/resource-taken',
  )

  const [waiting] = await bookings(manager, room)
  expect(waiting).toMatchObject({ state: 'waiting', mine: false })
  const decide = (who: Desk, accept: boolean) =>
    who.browser.call({
      method: 'POST',
      url: `/api/calendar/resources/${waiting!.resourceId}/decide`,
      payload: { uid: waiting!.uid, accept, comment: accept ? '' : 'Serve al Consiglio.' },
    })
  expect((await decide(other, true)).json()).toMatchObject({ code: 'calendar/not-permitted' })
  expect((await decide(manager, true)).status).toBe(204)

  expect(await answerOf(desk, ref)).toBe('accepted')
  expect(await bookings(manager, room)).toMatchObject([{ state: 'booked' }])
  expect((await decide(manager, false)).status).toBe(204)
  expect(await answerOf(desk, ref)).toBe('declined')
  expect(await bookings(desk, room)).toEqual([])
  const subjects = async () =>
    (await desk.browser.get<{ rows: { subject: string }[] }>('/api/mail/mailboxes/inbox/messages')).rows.map(
      ({ subject }) => subject,
    )
  await expect
    .poll(subjects, { timeout: 30_000 })
    .toEqual(expect.arrayContaining(['Confermata: Sala giunta', 'Non concessa: Sala giunta']))
}, 40_000)

test('whoever booked a room gives it back from the board, and the event does without it', async () => {
  const room = await aRoom('Radicale')
  const desk = await newDesk(office, 'Radicale')
  const { ref } = await desk.create({ ...asking(room), ...at('09:00') })
  const [booking] = await bookings(desk, room)

  const answer = await desk.browser.call({
    method: 'POST',
    url: `/api/calendar/resources/${booking!.resourceId}/decide`,
    payload: { uid: booking!.uid, accept: false, comment: '' },
  })

  expect(answer.status).toBe(204)
  expect(await bookings(desk, room)).toEqual([])
  expect((await desk.detail(ref)).attendees).toEqual([])
}, 30_000)

test('an event made under the UID of somebody’s booking neither takes it over nor gives it back', async () => {
  const room = await aRoom('Radicale')
  const [desk, other] = await Promise.all([newDesk(office, 'Radicale'), newDesk(office, 'Radicale')])
  await desk.create({ ...asking(room), ...at('09:00') })
  const [booking] = await bookings(other, room)
  const forged = (time: string) =>
    other.browser.call({
      method: 'POST',
      url: '/api/calendar/events',
      payload: {
        id: booking!.uid,
        calendarId: other.calendar.id,
        zone: 'Europe/Rome',
        fields: { ...blankEvent, ...asking(room, 'Presa'), ...at(time) },
      },
    })

  expect((await forged('09:00')).status).toBe(409)
  expect((await forged('11:00')).status).toBe(403)
  expect(await bookings(desk, room)).toMatchObject([{ title: 'Giunta', mine: true }])
}, 30_000)

test('a private event books the room without saying what for, and rooms of another tenant are not there', async () => {
  const room = await aRoom('Radicale')
  const elsewhere = await aRoom('Xandikos')
  const desk = await newDesk(office, 'Radicale')
  const colleague = await newDesk(office, 'Radicale')

  await desk.create({ ...asking(room, 'Colloquio disciplinare'), ...at('09:00'), class: 'private' })

  expect(await bookings(colleague, room)).toMatchObject([
    { title: '', who: { address: desk.address }, mine: false },
  ])
  const { resources } = await colleague.browser.get<{ resources: Resource[] }>('/api/calendar/resources')
  expect(resources.map(({ address }) => address)).not.toContain(elsewhere)
  const { ref } = await desk.create({ ...asking(elsewhere), ...at('10:00') })
  expect((await desk.detail(ref)).attendees).toMatchObject([{ kind: 'individual' }])
}, 30_000)

const described = {
  name: ' Sala consiliare ',
  kind: 'room',
  place: 'Secondo piano',
  note: '',
  capacity: 60,
  opening: [{ day: 'MO', from: '08:00', to: '20:00' }],
  approval: 'automatic',
  managers: [],
  noticeMinutes: 0,
  aheadDays: 365,
} satisfies Omit<TenantResource, 'address'>

async function deskOf(slug: string, role: 'tenant-admin' | 'helper' = 'tenant-admin') {
  const address = `${role}-${randomUUID().slice(0, 8)}@${slug}.example`
  const browser = await administrator(office.server, slug, { address, role })
  const { id } = await office.server.db
    .selectFrom('tenant')
    .select('id')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  const url = `/api/admin/tenants/${id}`
  return {
    address,
    list: () => browser.get<TenantResources>(`${url}/resources`),
    calendars: async () => (await browser.get<ResourceCalendars>(`${url}/resource-calendars`)).calendars,
    put: (room: string, more: object = {}) =>
      browser.call({
        method: 'PUT',
        url: `${url}/resources/${encodeURIComponent(room)}`,
        payload: { ...described, isNew: true, ...more },
      }),
    remove: (room: string) =>
      browser.call({ method: 'DELETE', url: `${url}/resources/${encodeURIComponent(room)}` }),
  }
}

async function actsOn(text: string): Promise<string[]> {
  return (await listEntries(office.server.db, { text }, 10)).map(({ act }) => act)
}

test('an administrator adds a room, sees how often it is booked from now on, changes it and takes it away', async () => {
  const admin = await deskOf('radicale')
  const room = `Consiglio-${randomUUID().slice(0, 8)}@radicale.example`
  const address = room.toLowerCase()

  expect((await admin.put(room)).status).toBe(200)
  const helper = await deskOf('radicale', 'helper')
  const { resources, obstacle } = await helper.list()
  expect(obstacle).toBeNull()
  expect(resources.find((one) => one.address === address)).toEqual({
    ...described,
    name: 'Sala consiliare',
    address,
  })
  expect((await helper.remove(address)).status).toBe(404)

  const desk = await newDesk(office, 'Radicale')
  await desk.create({ ...asking(address), start: rome('2027-05-10T09:00'), end: rome('2027-05-10T10:00') })
  const standing = (await admin.calendars()).find((one) => one.address === address)
  expect(standing).toEqual({ address, problem: null, toCome: 1 })

  expect((await admin.put(address)).json()).toMatchObject({ details: { flaws: ['address/taken'] } })
  expect((await admin.put(address, { isNew: false, capacity: 40 })).status).toBe(200)
  expect((await admin.remove(address)).status).toBe(200)
  expect((await admin.remove(address)).status).toBe(404)
  expect(await actsOn(address)).toEqual(['resource/removed', 'resource/set', 'resource/set'])
}, 30_000)

test('what is wrong with a room is said by its field, and nothing of it is kept', async () => {
  const admin = await deskOf('radicale')
  const flawsOf = async (room: string, more: object = {}) => {
    const answer = await admin.put(room, more)
    expect([422, answer.status]).toContain(422)
    return answer.json<{ details: { flaws: string[] } }>().details.flaws
  }
  const room = 'sala.verde@radicale.example'

  expect(await flawsOf('sala@altrove.example')).toEqual(['address/outside'])
  expect(await flawsOf('sala verde@radicale.example')).toEqual(['address/form'])
  expect(await flawsOf(admin.address)).toEqual(['address/person'])
  expect(await flawsOf(room, { approval: 'manager' })).toEqual(['managers/missing'])
  expect(await flawsOf(room, { managers: ['x@altrove.example'] })).toEqual(['managers/outside'])
  expect(await flawsOf(room, { opening: [{ day: 'MO', from: '18:00', to: '08:00' }] })).toEqual([
    'opening/backwards',
  ])
  const typed = resourceCommands['add']!(
    { db: office.server.db, env: {}, actor: commandLine({ SUDO_USER: 'root' }) },
    ['radicale', room],
    { name: 'Sala verde', approval: 'manager' },
  )
  await expect(typed).rejects.toThrow('Who approves?')
  expect((await admin.list()).resources.map(({ address }) => address)).not.toContain(room)
}, 30_000)

test('where rooms cannot be booked it is said why: no server or account, a server that is away or refuses', async () => {
  const none = await deskOf('senza')
  expect(await none.list()).toEqual({ resources: [], obstacle: 'no-server' })

  const admin = await deskOf('radicale')
  const address = await aRoom('Radicale')
  const standing = async () => (await admin.calendars()).find((one) => one.address === address)
  expect(await standing()).toEqual({ address, problem: null, toCome: 0 })
  office.dav.Radicale.proxy.refuse()
  expect(await standing()).toEqual({ address, problem: 'unreachable', toCome: null })
  office.dav.Radicale.proxy.heal()
  const wrong = { user: 'staffetta@radicale.example', password: 'sbagliata' }
  await office.server.setService('radicale', 'dav', wrong)
  expect(await standing()).toEqual({ address, problem: 'account-refused', toCome: null })
}, 30_000)
