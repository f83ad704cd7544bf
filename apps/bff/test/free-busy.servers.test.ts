import { type FreeBusy, type OwnHours, usualWeek, weekly, type WorkingHours } from '@staffetta/contract'
import { discover, getAvailability, putAvailability } from '@staffetta/dav'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { putWorkRules } from '../src/admin/work-rules.ts'
import { workCommands } from '../src/cli/work-commands.ts'
import { findTenant } from '../src/db/tenants.ts'
import { commandLine } from '../src/register/record.ts'
import { type Desk, newDesk, type Office, openOffice, rome } from './calendar-desk.ts'

let office: Office

beforeAll(async () => {
  office = await openOffice()
  await office.server.addTenant('vicina', 'borgometauro.example', {
    imapPort: office.dovecot.imapPort,
    smtpPort: office.submission.port,
    davPort: Number(new URL(office.dav.Cyrus.url).port),
  })
}, 180_000)
afterAll(() => office?.stop())

const ask = async ({ browser }: Desk, addresses: string[], except: string | null = null) => {
  const { people } = await browser.post<FreeBusy>('/api/calendar/free-busy', {
    addresses,
    from: '2027-03-01T00:00:00Z',
    to: '2027-03-08T00:00:00Z',
    zone: 'Europe/Rome',
    except,
  })
  return people.map(({ unknown, busy }) =>
    unknown === null ? busy.map(({ startAt, kind }) => `${startAt.slice(8, 16)} ${kind}`) : unknown,
  )
}
const at = (day: number, hour: number) => rome(`2027-03-0${day}T${String(hour).padStart(2, '0')}:00`)
const meeting = (day: number, hour: number) => ({ start: at(day, hour), end: at(day, hour + 1) })

test('one’s own time is what takes it: not what is transparent, called off, declined or being planned', async () => {
  const desk = await newDesk(office, 'Radicale')
  await desk.create({ ...meeting(2, 9), class: 'private' })
  await desk.create({ ...meeting(2, 11), transparent: true })
  await desk.create({ ...meeting(2, 13), status: 'cancelled' })
  await desk.create({ ...meeting(2, 15), status: 'tentative' })
  const { ref } = await desk.create({ ...meeting(3, 9), recurrence: { ...weekly, frequency: 'daily' } })
  await desk.other.put('rifiutata', [
    'DTSTART:20270302T160000Z',
    'DTEND:20270302T170000Z',
    'ORGANIZER:mailto:altri@altrove.example',
    `ATTENDEE;PARTSTAT=DECLINED:mailto:${desk.address}`,
  ])
  const hidden = { shown: false }
  await desk.browser.call({
    method: 'PATCH',
    url: `/api/calendar/calendars/${desk.calendar.id}`,
    payload: hidden,
  })

  const [own] = await ask(desk, [desk.address.toUpperCase()])

  const days = [3, 4, 5, 6, 7].map((day) => `0${day}T08:00 busy`)
  expect(own).toEqual(['02T08:00 busy', '02T14:00 tentative', ...days])
  expect(await ask(desk, [desk.address], ref)).toEqual([['02T08:00 busy', '02T14:00 tentative']])
})

test('a server that schedules says when colleagues are taken, and nobody asks it about another body', async () => {
  const organizer = await newDesk(office, 'Cyrus')
  const colleague = await newDesk(office, 'Cyrus')
  const neighbour = await newDesk(office, 'Cyrus', 'borgometauro.example')
  await colleague.create({ ...meeting(2, 9), title: 'Segreto', class: 'private' })
  await colleague.create({ ...meeting(2, 11), transparent: true })
  await colleague.create({ ...meeting(2, 15), status: 'tentative' })
  await neighbour.create(meeting(2, 9))
  const { ref } = await organizer.create({
    ...meeting(4, 9),
    attendees: [{ address: colleague.address, name: '', role: 'required' }],
  })

  const asked = [organizer.address, colleague.address, neighbour.address, 'nessuno@cyrus.example']
  const [own, theirs, outside, nobody] = await ask(organizer, asked)

  expect(own).toEqual(['04T08:00 busy'])
  expect(theirs).toEqual(['02T08:00 busy', '02T14:00 tentative', '04T08:00 busy'])
  expect([outside, nobody]).toEqual(['outside', 'not-told'])
  expect(await ask(organizer, asked.slice(0, 2), ref)).toEqual([[], theirs?.slice(0, 2)])
  expect(await ask(neighbour, [colleague.address])).toEqual(['outside'])
})

test('where the server tells nobody, the product’s own account reads when colleagues are taken, and only that', async () => {
  const organizer = await newDesk(office, 'Radicale')
  const colleague = await newDesk(office, 'Radicale')
  await colleague.create({ ...meeting(2, 9), title: 'Segreto', class: 'private' })
  await colleague.create({ ...meeting(2, 11), transparent: true })
  const attendees = [{ address: colleague.address, name: '', role: 'required' as const }]
  const { ref } = await organizer.create({ ...meeting(4, 9), attendees })
  const uid = Buffer.from(ref.split('.')[1]!, 'base64url').toString().replace('.ics', '')
  await colleague.other.put(uid, [
    'DTSTART:20270304T080000Z',
    'DTEND:20270304T090000Z',
    `ORGANIZER:mailto:${organizer.address}`,
    `ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:${colleague.address}`,
  ])

  expect(await ask(organizer, [colleague.address])).toEqual([['02T08:00 busy', '04T08:00 tentative']])
  expect(await ask(organizer, [colleague.address], ref)).toEqual([['02T08:00 busy']])
  await organizer.browser.call({
    method: 'PUT',
    url: `/api/calendar/calendars/${organizer.calendar.id}/sharing`,
    payload: { address: colleague.address, right: 'write' },
  })
  expect(await ask(colleague, [organizer.address])).toEqual([['04T08:00 busy']])
  expect(await ask(colleague, [organizer.address], ref)).toEqual([[]])
  const gone = `${organizer.calendar.id.slice(0, -4)}.bmllbnRl`
  expect(await ask(organizer, [organizer.address], gone)).toEqual([['04T08:00 busy']])
  const strangers = ['mai.vista@radicale.example', 'persona1@cyrus.example']
  expect(await ask(organizer, strangers)).toEqual(['not-told', 'outside'])
})

test('a server that does not schedule keeps the time of others to itself, and that is said', async () => {
  const desk = await newDesk(office, 'Xandikos')

  expect(await ask(desk, ['collega@xandikos.example', 'x@altrove.example'])).toEqual(['not-told', 'outside'])
})

const partTime: WorkingHours = {
  zone: 'Europe/Rome',
  spans: [
    { day: 'MO', from: '07:45', to: '13:15' },
    { day: 'MO', from: '14:00', to: '17:12' },
    { day: 'TH', from: '07:45', to: '13:15' },
  ],
}
const hoursOf = ({ browser }: Desk) => browser.get<OwnHours>('/api/calendar/hours')
const setHours = ({ browser }: Desk, hours: WorkingHours | null, replace = false) =>
  browser.call({ method: 'PUT', url: '/api/calendar/hours', payload: { hours, replace } })

test('somebody’s own hours are what colleagues read of them, and nobody of another body', async () => {
  const [part, colleague] = [await newDesk(office, 'Radicale'), await newDesk(office, 'Radicale')]
  const stranger = await newDesk(office, 'Xandikos')
  expect(await hoursOf(part)).toMatchObject({ chosen: false, hours: { zone: 'Europe/Rome' } })

  expect((await setHours(part, partTime)).status).toBe(200)

  expect(await hoursOf(part)).toEqual({ chosen: true, hours: partTime, usual: usualWeek, elsewhere: null })
  const asked = { addresses: [part.address], from: '2027-03-01T00:00:00Z', to: '2027-03-08T00:00:00Z' }
  const seenOf = async ({ browser }: Desk) =>
    (
      await browser.post<FreeBusy>('/api/calendar/free-busy', { ...asked, zone: 'Europe/Rome', except: null })
    ).people.map(({ hours }) => hours)
  const seen = async (desk: Desk) => (await seenOf(desk))[0]
  expect(await seen(colleague)).toEqual(partTime)
  expect(await seen(stranger)).toBeNull()
  const [monday] = partTime.spans
  for (const spans of [
    [{ ...monday!, to: '07:45' }],
    [monday!, { ...monday!, from: '13:00', to: '15:00' }],
  ] satisfies WorkingHours['spans'][])
    expect((await setHours(part, { ...partTime, spans })).status).toBe(400)
  expect((await setHours(part, { ...partTime, zone: 'Europe/Atlantide' })).status).toBe(400)

  const { db } = office.server
  const tenant = (await findTenant(db, 'slug', 'radicale'))!
  const morning = { day: 'WE', from: '08:00', to: '14:00' } as const
  const week = { zone: 'Europe/Rome', spans: [morning, { ...morning, from: '14:30', to: '17:30' }] }
  const given = { ...tenant.workRules, patron: null }
  const actor = commandLine({})
  await expect(
    putWorkRules(db, actor, tenant, { ...given, hours: { ...week, spans: [morning, morning] } }),
  ).rejects.toMatchObject({ code: 'request/invalid', details: { fields: ['hours'] } })
  await putWorkRules(db, actor, tenant, { ...given, hours: week })
  await expect
    .poll(() => hoursOf(colleague))
    .toEqual({ chosen: false, hours: week, usual: week, elsewhere: null })
  expect((await hoursOf(part)).hours).toEqual(partTime)
  asked.addresses = [part.address, colleague.address]
  expect(await seenOf(part)).toEqual([partTime, week])
  expect((await setHours(part, null)).json()).toMatchObject({ chosen: false, hours: week })
  expect(await seenOf(part)).toEqual([week, week])
  const standing = { db, env: {}, actor }
  await workCommands['set-hours']!(standing, ['radicale'], { hours: ['MO-FR 08:00-18:00', 'SA 08:00-13:00'] })
  await expect.poll(async () => (await hoursOf(part)).hours.spans).toHaveLength(6)
  await workCommands['set-hours']!(standing, ['radicale'], {})
  await expect.poll(async () => (await hoursOf(part)).hours).toEqual(usualWeek)
})

test('a server that keeps hours has them too, what another program noted there stays, and what no week can say is asked for', async () => {
  const desk = await newDesk(office, 'Cyrus')
  const { dav } = desk.other
  const inbox = (await discover(dav)).inbox!
  expect((await setHours(desk, partTime)).status).toBe(200)
  const stored = (await getAvailability(dav, inbox))!
  expect(stored).toContain('BYDAY=MO,TH')
  // Outside of one's hours one is not "out of office": they are drawn as hours.
  expect(await ask(desk, [desk.address])).toEqual([[]])

  const once =
    'BEGIN:AVAILABLE\r\nUID:x\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20270306T080000Z\r\nDURATION:PT2H\r\nEND:AVAILABLE\r\n'
  const noted = stored.replace('END:VAVAILABILITY', `${once}END:VAVAILABILITY`).replace('T131500', 'T120000')
  await putAvailability(dav, inbox, noted)
  const moved = (await hoursOf(desk)).hours
  expect(moved.spans.map(({ day, to }) => `${day} ${to}`)).toEqual(['MO 12:00', 'MO 17:12', 'TH 12:00'])
  expect((await setHours(desk, partTime)).status).toBe(200)
  expect(await getAvailability(dav, inbox)).toContain('UID:x\r\n')

  await putAvailability(dav, inbox, noted.replaceAll('FREQ=WEEKLY', 'FREQ=WEEKLY;INTERVAL=2'))
  const other = await hoursOf(desk)
  expect(other.hours).toEqual(partTime)
  expect(other.elsewhere?.length).toBeGreaterThan(0)
  expect((await setHours(desk, partTime)).json()).toMatchObject({ code: 'calendar/hours-elsewhere' })
  expect(await getAvailability(dav, inbox)).toContain('INTERVAL=2')
  expect((await setHours(desk, partTime, true)).status).toBe(200)
  expect(await getAvailability(dav, inbox)).not.toContain('INTERVAL=2')

  expect((await setHours(desk, null)).json()).toMatchObject({ chosen: false, hours: usualWeek })
  expect(await getAvailability(dav, inbox)).toBeUndefined()
  expect(await hoursOf(desk)).toMatchObject({ chosen: false, hours: usualWeek })
})
