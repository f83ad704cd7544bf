import { type DueReminder, weekly } from '@staffetta/contract'
import { createObject } from '@staffetta/dav'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, newDesk, type Office, openOffice } from './calendar-desk.ts'

let office: Office

beforeAll(async () => {
  office = await openOffice(
    {
      STAFFETTA_CALENDAR_MAIL_SECONDS: '1',
      STAFFETTA_PUBLIC_URL: 'https://posta.example.it',
    },
    ['Radicale', 'Xandikos'],
  )
}, 180_000)
afterAll(() => office?.stop())

const minute = 60_000
const dayMs = 1440 * minute
const utc = (at: number) => ({ kind: 'utc', at: new Date(at).toISOString().replace(/\.\d+/, '') }) as const
const at = (fromNow: number) => ({
  start: utc(Date.now() + fromNow),
  end: utc(Date.now() + fromNow + 30 * minute),
})
const before = (minutes: number) => ({ kind: 'before-start', minutes, by: 'screen' }) as const

const listed = async ({ browser }: Desk, minutes = 30) =>
  (
    await browser.get<{ reminders: DueReminder[] }>(
      `/api/calendar/reminders?minutes=${minutes}&zone=Europe/Rome`,
    )
  ).reminders
const titles = async (desk: Desk, minutes?: number) =>
  (await listed(desk, minutes)).map(({ occurrence }) => occurrence.title)

test('what is due soon or was missed within a day reminds; put away or off, it does so on every device', async () => {
  const desk = await newDesk(office, 'Radicale')
  await desk.create({ title: 'Tra poco', ...at(20 * minute), reminders: [before(15)] })
  await desk.create({ title: 'Più tardi', ...at(300 * minute), reminders: [before(15)] })
  await desk.create({
    title: 'Serie',
    ...at(10 * minute - 21 * dayMs),
    recurrence: weekly,
    reminders: [before(15)],
  })
  await desk.create({ title: 'Ieri', ...at(-20 * 60 * minute), reminders: [before(15)] })
  await desk.create({ title: 'Passato', ...at(-3 * dayMs), reminders: [before(15)] })
  await desk.create({ title: 'Senza', ...at(20 * minute) })

  // A first reading may go on while one asks.
  await expect.poll(() => titles(desk), { timeout: 30_000 }).toEqual(['Ieri', 'Serie', 'Tra poco'])
  expect(await titles(desk, 600)).toEqual(['Ieri', 'Serie', 'Tra poco', 'Più tardi'])

  const [missed, series, soon] = (await listed(desk)) as [DueReminder, DueReminder, DueReminder]
  await desk.browser.post('/api/calendar/reminders', { keys: [missed.key, series.key], again: null })
  const again = new Date(Date.now() + 25 * minute).toISOString()
  await desk.browser.post('/api/calendar/reminders', { keys: [soon.key], again })
  expect(await listed(desk)).toMatchObject([{ key: soon.key, dueAt: again }])
  const telephone = await office.server.signIn(desk.address)
  expect(await titles({ ...desk, browser: telephone })).toEqual(['Tra poco'])

  await desk.change(soon.occurrence.ref, { change: at(21 * minute) })
  expect((await listed(desk)).map(({ key }) => key)).not.toContain(soon.key)
  expect(await titles(desk)).toEqual(['Tra poco'])
})

const stamp = (fromNow: number) => utc(Date.now() + fromNow).at.replaceAll(/[-:]/g, '')
/** A task of another program, with an alarm a quarter of an hour before it is due. */
async function putTask({ other }: Desk, uid: string, more: string[], action = 'DISPLAY'): Promise<void> {
  const words = ['DESCRIPTION:-', 'SUMMARY:-', 'ATTENDEE:mailto:altri@altrove.example']
  const alarm = ['BEGIN:VALARM', `ACTION:${action}`, ...words, 'TRIGGER;RELATED=END:-PT15M', 'END:VALARM']
  const todo = ['BEGIN:VTODO', `UID:${uid}`, 'DTSTAMP:20260101T000000Z', ...more, ...alarm, 'END:VTODO']
  const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y', ...todo, 'END:VCALENDAR', '']
  await createObject(other.dav, other.href, `${uid}.ics`, text.join('\r\n'))
}

test('a task reminds before it is due, and no more once it is done', async () => {
  const desk = await newDesk(office, 'Radicale')
  await putTask(desk, 'presto', ['SUMMARY:Rispondere al TAR', `DUE:${stamp(20 * minute)}`])
  await putTask(desk, 'fatta', ['SUMMARY:Fatta', `DUE:${stamp(20 * minute)}`, 'STATUS:COMPLETED'])
  await putTask(desk, 'poi', ['SUMMARY:Più tardi', `DUE:${stamp(600 * minute)}`])

  await expect.poll(() => titles(desk), { timeout: 30_000 }).toEqual(['Rispondere al TAR'])
  expect(await listed(desk)).toMatchObject([{ task: true, occurrence: { recurrenceId: null } }])
})

test('a calendar that is hidden does not remind', async () => {
  const desk = await newDesk(office, 'Xandikos')
  await desk.create({ title: 'Nascosto', ...at(20 * minute), reminders: [before(15)] })
  await expect.poll(() => titles(desk), { timeout: 30_000 }).toEqual(['Nascosto'])

  await desk.browser.call({
    method: 'PATCH',
    url: `/api/calendar/calendars/${desk.calendar.id}`,
    payload: { shown: false },
  })

  expect(await titles(desk)).toEqual([])
})

interface Mail {
  subject: string
  from: { address: string }[]
  ref: string
}
const mails = async ({ browser }: Pick<Desk, 'browser'>) =>
  (await browser.get<{ rows: Mail[] }>('/api/mail/mailboxes/inbox/messages')).rows
const choose = async ({ browser }: Desk, wanted: object) =>
  browser.call({
    method: 'PUT',
    url: '/api/calendar/mail',
    payload: {
      reminders: false,
      agenda: false,
      agendaAt: '07:30',
      workingDays: false,
      zone: 'Europe/Rome',
      language: 'it',
      ...wanted,
    },
  })
/** As it lies in the mailbox, the soft breaks of its lines taken out. */
const sourceOf = async ({ browser }: Pick<Desk, 'browser'>, { ref }: Mail) => {
  const { body } = await browser.call({ method: 'GET', url: `/api/mail/messages/${ref}/source` })
  return body.replaceAll(/=\r?\n/g, '')
}
/** With the browser closed: nobody of the account is signed in. */
const leave = ({ browser }: Desk) => browser.post('/api/auth/sign-out-everywhere')

test('a reminder set to come by mail comes once, with nobody signed in, and not for what was called off', async () => {
  const desk = await newDesk(office, 'Radicale')
  const byMail = { kind: 'before-start', minutes: 15, by: 'mail' } as const
  const soon = at(15 * minute + 4_000)
  await desk.create({ title: 'Giunta', location: 'Sala giunta', ...soon, reminders: [byMail] })
  await desk.create({ title: 'Annullata', status: 'cancelled', ...soon, reminders: [byMail] })
  await desk.create({ title: 'Vecchia', ...at(-90 * minute), reminders: [byMail] })
  await desk.create({ title: 'Sullo schermo', ...soon, reminders: [before(15)] })
  const due = `DUE:${stamp(15 * minute + 4_000)}`
  await putTask(desk, 'tar', ['SUMMARY:Rispondere al TAR', due], 'EMAIL')
  await putTask(desk, 'fatta', ['SUMMARY:Fatta', due, 'STATUS:COMPLETED'], 'EMAIL')
  const daily = [`DTSTART:${stamp(15 * minute + 4_000)}`, due, 'RRULE:FREQ=DAILY']
  await putTask(desk, 'ogni-giorno', ['SUMMARY:Ogni giorno', ...daily], 'EMAIL')
  expect(await desk.browser.get('/api/calendar/mail')).toMatchObject({ available: true, reminders: false })
  expect((await choose(desk, { reminders: true })).status).toBe(204)
  await leave(desk)
  await new Promise((resolve) => setTimeout(resolve, 7_000))

  const again = await office.server.signIn(desk.address)
  const found = await mails({ browser: again })
  const named = (title: string) => found.find(({ subject }) => subject === `Promemoria: ${title}`)!
  expect(found.map(({ subject }) => subject).toSorted()).toEqual(
    ['Giunta', 'Ogni giorno', 'Rispondere al TAR'].map((title) => `Promemoria: ${title}`),
  )
  expect(named('Giunta').from[0]!.address).toBe('staffetta@radicale.example')
  const task = await sourceOf({ browser: again }, named('Rispondere al TAR'))
  expect(task).toContain('Scadenza: ')
  expect(task).toContain('https://posta.example.it/tasks')
  const source = await sourceOf({ browser: again }, named('Giunta'))
  expect(source).toContain('Sala giunta')
  expect(source).toContain('https://posta.example.it/calendar/day/')
  expect(source).toContain('Auto-Submitted: auto-generated')
}, 30_000)

test('the agenda of the day comes by mail at its hour, once', async () => {
  const desk = await newDesk(office, 'Radicale')
  const rome = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Rome' }).format(new Date())
  const time = new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', timeStyle: 'short' }).format(
    new Date(),
  )
  const day = { kind: 'date', date: rome } as const
  const next = { kind: 'date', date: new Date(Date.parse(rome) + dayMs).toISOString().slice(0, 10) } as const
  await desk.create({ title: 'Mercato <settimanale>', start: day, end: next })
  await desk.create({ title: 'Riservato', class: 'confidential', start: day, end: next })

  expect((await choose(desk, { agenda: true, agendaAt: time })).status).toBe(204)

  await expect.poll(async () => (await mails(desk)).length, { timeout: 30_000 }).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  const found = await mails(desk)
  expect(found).toHaveLength(1)
  expect(found[0]!.subject).toMatch(/^La tua agenda di /)
  const source = await sourceOf(desk, found[0]!)
  expect(source).toContain('Mercato <settimanale>')
  expect(source).toContain('Mercato &#60;settimanale&#62;')
  expect(source).toContain('(riservato)')
}, 30_000)
