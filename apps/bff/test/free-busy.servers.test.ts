import type { FreeBusy } from '@staffetta/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, newDesk, type Office, openOffice, rome, weekly } from './calendar-desk.ts'

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
  const { ref } = await desk.create({ ...meeting(3, 9), recurrence: { ...weekly!, frequency: 'daily' } })
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
