import { randomUUID } from 'node:crypto'
import type { Invitation } from '@staffetta/contract'
import { aMessage, deliver, freePort } from '@staffetta/testing'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { setEndpoint } from '../src/db/endpoints.ts'
import { findTenant, setWorkRules } from '../src/db/tenants.ts'
import { type Desk, listenTo, newDesk, type Office, openOffice, rome } from './calendar-desk.ts'
import { googleText, outlookText, thunderbirdText, type Meeting } from './invitation-texts.ts'

let office: Office

beforeAll(async () => {
  office = await openOffice({}, ['Radicale', 'Cyrus'])
  // From source, the first thread translates its modules first.
  const { create, detail } = await newDesk(office, 'Radicale')
  await detail((await create({ start: rome('2027-03-02T09:00'), end: rome('2027-03-02T10:00') })).ref)
}, 180_000)
afterEach(() => office.submission.behave())
afterAll(() => office?.stop())

const organizer = 'sindaca@altrove.example'

/** A mail with a calendar part has arrived; gives its address. */
async function receive(desk: Desk, text: string, { from = organizer, method = 'REQUEST' } = {}) {
  const subject = `Posta ${randomUUID()}`
  const raw = aMessage().from(from).to(desk.address).subject(subject).text('Vedi.').calendar(text, method)
  await deliver(office.dovecot, { sender: from, recipients: [desk.address], raw: raw.build() })
  return refOf(desk, subject)
}

async function refOf({ browser }: Desk, subject: string): Promise<string> {
  const find = async () =>
    (
      await browser.get<{ rows: { ref: string; subject: string; invitation: boolean }[] }>(
        '/api/mail/mailboxes/inbox/messages',
      )
    ).rows.find((row) => row.subject === subject)
  return vi.waitFor(
    async () => {
      const row = await find()
      if (row?.invitation !== true) throw new Error(`"${subject}" has not come`)
      return row.ref
    },
    { timeout: 30_000, interval: 100 },
  )
}

const look = ({ browser }: Desk, ref: string) =>
  browser.get<Invitation>(`/api/calendar/invitations/${ref}?zone=Europe/Rome`)
const answer = ({ browser }: Desk, ref: string, partstat = 'accepted', comment = '') =>
  browser.call({
    method: 'POST',
    url: `/api/calendar/invitations/${ref}/answer`,
    payload: { partstat, comment, calendarId: null },
  })
const apply = ({ browser }: Desk, ref: string) =>
  browser.call({ method: 'POST', url: `/api/calendar/invitations/${ref}/apply`, payload: {} })
const sentTo = (recipient: string) =>
  office.submission.outgoing.filter(({ recipients }) => recipients.includes(recipient))
const meetingFor = (desk: Desk, more: Partial<Meeting> = {}): Meeting => ({
  uid: randomUUID(),
  organizer,
  attendee: desk.address,
  title: 'Conferenza dei servizi',
  ...more,
})

test.each([
  ['Outlook', outlookText],
  ['Google', googleText],
  ['Thunderbird', thunderbirdText],
])('an invitation as %s writes it is accepted: stored once, answered once', async (_program, write) => {
  const desk = await newDesk(office, 'Radicale')
  await desk.create({
    title: 'Dal dentista',
    start: rome('2027-03-04T15:30'),
    end: rome('2027-03-04T16:30'),
  })
  const meeting = meetingFor(desk, { organizer: `${randomUUID()}@altrove.example` })
  const ref = await receive(desk, write(meeting), { from: meeting.organizer })

  const before = await look(desk, ref)
  expect(before).toMatchObject({
    kind: 'new',
    notFromOrganizer: false,
    mine: 'needs-action',
    stored: null,
    calendarIds: [desk.calendar.id],
    can: { answer: true, apply: false },
    event: { title: 'Conferenza dei servizi', startAt: '2027-03-04T14:00:00.000Z', location: 'Sala Rossa' },
  })
  expect(before.event?.start).toMatchObject({ kind: 'zoned', local: '2027-03-04T15:00:00' })
  expect(before.clashes.map(({ title }) => title)).toEqual(['Dal dentista'])

  expect((await answer(desk, ref, 'accepted', 'Porto le carte')).status).toBe(200)
  expect((await answer(desk, ref, 'accepted', 'Porto le carte')).status).toBe(200)

  const after = await look(desk, ref)
  expect(after).toMatchObject({ kind: 'known', mine: 'accepted', can: { answer: true, apply: false } })
  expect(after.event?.attendees.find(({ address }) => address === desk.address)?.partstat).toBe('accepted')
  const detail = await desk.detail(after.stored!.ref)
  expect(detail.fields).toMatchObject({ title: 'Conferenza dei servizi', reminders: [] })
  expect(await desk.titles('2027-03-04', '2027-03-05')).toHaveLength(2)
  const replies = sentTo(meeting.organizer)
  expect(replies).toHaveLength(1)
  expect(replies[0]!.raw.toString()).toMatch(/method=REPLY/i)
})

test('who never opened a calendar can accept all the same', async () => {
  const address = `nuova.${randomUUID().slice(0, 8)}@radicale.example`
  await office.dav.Radicale.makeUser(address)
  const browser = await office.server.signIn(address)
  const desk = { address, browser } as Desk
  const ref = await receive(desk, outlookText(meetingFor(desk)))

  const list = () => browser.get<{ calendars: unknown[] }>('/api/calendar/calendars')
  const [invitation, { calendars }] = await Promise.all([look(desk, ref), list()])
  expect(invitation.can).toEqual({ answer: true, apply: false })
  expect(calendars).toHaveLength(1)
  expect((await list()).calendars).toHaveLength(1)
  expect((await answer(desk, ref)).status).toBe(200)
  expect(await look(desk, ref)).toMatchObject({ kind: 'known', mine: 'accepted' })
})

test('an answer that could not leave is kept, and the same again sends it', async () => {
  const desk = await newDesk(office, 'Radicale')
  const meeting = meetingFor(desk, { organizer: `${randomUUID()}@altrove.example` })
  const ref = await receive(desk, outlookText(meeting), { from: meeting.organizer })
  office.submission.misbehave({ refuse: { at: 'recipient', code: 550, text: 'No' } })

  expect((await answer(desk, ref, 'tentative')).json()).toEqual({ code: 'calendar/answer-not-sent' })
  expect((await look(desk, ref)).mine).toBe('tentative')
  office.submission.behave()
  expect((await answer(desk, ref, 'tentative')).status).toBe(200)

  expect(sentTo(meeting.organizer)).toHaveLength(1)
})

/** How many letters of the body's people leave within an hour. */
async function letLeave(hourlyMessages: number | null): Promise<void> {
  const { db } = office.server
  const { id, workRules, patron } = (await findTenant(db, 'slug', 'radicale'))!
  await setWorkRules(db, id, { ...workRules, patron, hourlyMessages })
  // What a node knows of a body is a tenth of a second old at the most.
  await new Promise((resolve) => setTimeout(resolve, 150))
}

/** The hour is over. */
const letAnHourPass = ({ browser }: Desk) =>
  sql`update submission set sends_at = sends_at - interval '61 minutes', counts_at = counts_at - interval '61 minutes'
      where account_id = ${browser.me.accountId}`.execute(office.server.db)

// Held back for an hour, an answer was said not to be sent; it left all the same, and whoever answered again sent two.
test('an answer that waits for its turn is said to wait, not to be unsent, and leaves by itself', async () => {
  const desk = await newDesk(office, 'Radicale')
  const first = meetingFor(desk, { organizer: `${randomUUID()}@altrove.example` })
  await answer(desk, await receive(desk, outlookText(first), { from: first.organizer }))
  const meeting = meetingFor(desk, { organizer: `${randomUUID()}@altrove.example` })
  const ref = await receive(desk, outlookText(meeting), { from: meeting.organizer })
  await letLeave(1)

  const answers = [await answer(desk, ref, 'tentative'), await answer(desk, ref, 'tentative')]
  await letLeave(null)

  for (const one of answers) {
    expect(one.status).toBe(200)
    const { leavesAt } = one.json<{ waits: { leavesAt: string } }>().waits
    expect(Math.round((Date.parse(leavesAt) - Date.now()) / 3_600_000)).toBe(1)
  }
  const held = await look(desk, ref)
  expect(held.mine).toBe('tentative')
  const waiting = {
    address: meeting.organizer,
    state: 'waiting',
    leavesAt: expect.any(String),
    submissionId: expect.any(String),
  }
  expect(held.untold).toEqual([waiting])
  expect((await desk.detail(held.stored!.ref)).untold).toEqual([waiting])
  expect(sentTo(meeting.organizer)).toEqual([])
  const ends = new AbortController()
  const heard = await listenTo(office, desk.browser, ends.signal)
  await letAnHourPass(desk)
  await expect.poll(async () => (await look(desk, ref)).untold, { timeout: 30_000 }).toEqual([])
  await expect.poll(heard, { timeout: 30_000 }).toContain('mail.submission-changed')
  ends.abort()
  expect(sentTo(meeting.organizer)).toHaveLength(1)
})

test('an answer for which there is no submission server waits for it, and leaves once it is there', async () => {
  const desk = await newDesk(office, 'Radicale')
  const meeting = meetingFor(desk, { organizer: `${randomUUID()}@altrove.example` })
  const ref = await receive(desk, outlookText(meeting), { from: meeting.organizer })
  const { db } = office.server
  const { id, endpoints } = (await findTenant(db, 'slug', 'radicale'))!
  await setEndpoint(db, id, 'smtp', { ...endpoints.smtp!, port: await freePort() })
  await new Promise((resolve) => setTimeout(resolve, 150))

  const answered = await answer(desk, ref, 'accepted')
  await setEndpoint(db, id, 'smtp', endpoints.smtp!)

  expect(answered.status).toBe(200)
  expect(answered.json()).toMatchObject({ waits: { leavesAt: null } })
  expect((await look(desk, ref)).untold).toMatchObject([{ state: 'waiting', leavesAt: null }])
  await expect.poll(async () => (await look(desk, ref)).untold, { timeout: 30_000 }).toEqual([])
  expect(sentTo(meeting.organizer)).toHaveLength(1)
})

test('an answer the submission server takes long to take is said to be on its way', async () => {
  const desk = await newDesk(office, 'Radicale')
  const meeting = meetingFor(desk, { organizer: `${randomUUID()}@altrove.example` })
  const ref = await receive(desk, outlookText(meeting), { from: meeting.organizer })
  office.submission.misbehave({ delayMs: 7_000 })

  const answered = await answer(desk, ref, 'accepted')
  office.submission.behave()

  expect(answered.status).toBe(200)
  expect(answered.json()).toMatchObject({ waits: { leavesAt: null } })
  await expect.poll(async () => (await look(desk, ref)).untold, { timeout: 30_000 }).toEqual([])
  expect(sentTo(meeting.organizer)).toHaveLength(1)
})

test('an update is brought in and keeps what is mine; the old mail is outdated then', async () => {
  const desk = await newDesk(office, 'Radicale')
  const meeting = meetingFor(desk)
  const first = await receive(desk, outlookText(meeting))
  await answer(desk, first)
  const { ref } = (await look(desk, first)).stored!
  await desk.change(ref, {
    change: { reminders: [{ kind: 'before-start', minutes: 15, by: 'screen' }] },
  })
  const second = await receive(
    desk,
    outlookText({ ...meeting, sequence: 1, location: 'Sala Verde', title: 'Conferenza bis' }),
  )

  expect(await look(desk, second)).toMatchObject({
    kind: 'update',
    changed: ['place', 'title'],
    mine: 'accepted',
    can: { apply: true, answer: true },
  })
  expect((await apply(desk, second)).status).toBe(200)
  expect((await apply(desk, second)).status).toBe(200)

  const { fields, attendees } = await desk.detail(ref)
  expect(fields).toMatchObject({ location: 'Sala Verde', title: 'Conferenza bis' })
  expect(fields.reminders).toHaveLength(1)
  expect(attendees.find(({ address }) => address === desk.address)?.partstat).toBe('accepted')
  expect(await look(desk, second)).toMatchObject({ kind: 'known', can: { apply: false } })
  expect(await look(desk, first)).toMatchObject({ kind: 'outdated', can: { answer: false, apply: false } })
  expect((await answer(desk, first)).json()).toEqual({ code: 'calendar/not-permitted' })
})

test('of a series one occurrence is moved and answered; the others stay', async () => {
  const desk = await newDesk(office, 'Radicale')
  const meeting = meetingFor(desk)
  const series = outlookText(meeting).replace('CLASS:PUBLIC', 'RRULE:FREQ=WEEKLY;COUNT=3\r\nCLASS:PUBLIC')
  await answer(desk, await receive(desk, series))
  const moved = outlookText({ ...meeting, sequence: 1 })
    .replaceAll('=W. Europe Standard Time:20270304', '=W. Europe Standard Time:20270312')
    .replace('CLASS:PUBLIC', 'RECURRENCE-ID;TZID=W. Europe Standard Time:20270311T150000\r\nCLASS:PUBLIC')
  const ref = await receive(desk, moved)

  expect(await look(desk, ref)).toMatchObject({
    kind: 'update',
    changed: ['time'],
    event: { startAt: '2027-03-12T14:00:00.000Z' },
    stored: { recurrenceId: '2027-03-11T14:00:00Z' },
  })
  expect((await answer(desk, ref, 'declined')).status).toBe(200)
  expect((await answer(desk, ref, 'declined')).status).toBe(200)

  expect(await look(desk, ref)).toMatchObject({ kind: 'known', mine: 'declined' })
  const listed = await desk.list('2027-03-01', '2027-04-01')
  expect(listed.map(({ startAt, people }) => [startAt.slice(5, 10), people?.mine])).toEqual([
    ['03-04', 'accepted'],
    ['03-12', 'declined'],
    ['03-18', 'accepted'],
  ])
})

test('a cancellation takes the event out, once it is asked to', async () => {
  const desk = await newDesk(office, 'Radicale')
  const meeting = meetingFor(desk)
  await answer(desk, await receive(desk, googleText(meeting)))
  const called = await receive(desk, googleText({ ...meeting, sequence: 1, method: 'CANCEL' }), {
    method: 'CANCEL',
  })

  expect(await look(desk, called)).toMatchObject({ kind: 'cancelled', can: { apply: true, answer: false } })
  expect(await desk.titles('2027-03-04', '2027-03-05')).toHaveLength(1)
  expect((await apply(desk, called)).status).toBe(200)

  expect(await desk.titles('2027-03-04', '2027-03-05')).toEqual([])
  expect(await look(desk, called)).toMatchObject({ kind: 'cancelled', stored: null, can: { apply: false } })
  expect((await apply(desk, called)).status).toBe(200)
})

test('what somebody else sends in the organizer’s name offers nothing and changes nothing', async () => {
  const desk = await newDesk(office, 'Radicale')
  const meeting = meetingFor(desk)
  await answer(desk, await receive(desk, outlookText(meeting)))
  const before = sentTo(organizer).length
  const from = 'truffa@altrove.invalid'
  const forged = [
    await receive(desk, outlookText({ ...meeting, sequence: 5, location: 'Altrove' }), { from }),
    // The same under a name of their own, and as a secretary they made themselves.
    await receive(desk, outlookText({ ...meeting, sequence: 5, organizer: from }), { from }),
    await receive(desk, outlookText({ ...meeting, sequence: 5, sentBy: from }), { from }),
    await receive(desk, outlookText({ ...meeting, sequence: 5, method: 'CANCEL' }), {
      from,
      method: 'CANCEL',
    }),
  ]

  for (const ref of forged) {
    expect(await look(desk, ref)).toMatchObject({
      notFromOrganizer: true,
      can: { answer: false, apply: false },
    })
    expect((await answer(desk, ref)).json()).toEqual({ code: 'calendar/not-permitted' })
    expect((await apply(desk, ref)).json()).toEqual({ code: 'calendar/not-permitted' })
  }
  const listed = await desk.list('2027-03-04', '2027-03-05')
  expect(listed.map(({ location }) => location)).toEqual(['Sala Rossa'])
  expect(sentTo(organizer)).toHaveLength(before)
})

test('what is all new may come by a service that invites for others: it is said, and can be answered', async () => {
  const desk = await newDesk(office, 'Radicale')
  const meeting = meetingFor(desk, { organizer: `${randomUUID()}@altrove.example` })
  const ref = await receive(desk, outlookText(meeting), { from: 'avvisi@prenotazioni.example' })

  expect(await look(desk, ref)).toMatchObject({ kind: 'new', notFromOrganizer: true, can: { answer: true } })
  expect((await answer(desk, ref)).status).toBe(200)

  expect(await desk.titles('2027-03-04', '2027-03-05')).toEqual([meeting.title])
  expect(sentTo(meeting.organizer)).toHaveLength(1)
})

test('an event that is only announced can be kept', async () => {
  const desk = await newDesk(office, 'Radicale')
  const meeting = meetingFor(desk, { organizer: 'eventi@biblioteca.example' })
  const file = outlookText(meeting)
    .replace('METHOD:REQUEST\r\n', '')
    .replace(/^ATTENDEE.*\r\n/m, '')
  const ref = await receive(desk, file, { from: 'newsletter@altrove.example', method: 'PUBLISH' })

  expect(await look(desk, ref)).toMatchObject({ kind: 'published', can: { apply: true, answer: false } })
  expect((await apply(desk, ref)).status).toBe(200)
  expect((await apply(desk, ref)).status).toBe(200)

  expect(await desk.titles('2027-03-04', '2027-03-05')).toEqual([meeting.title])
})

const guestsOf = async (host: Desk, ref: string) =>
  (await host.detail(ref)).attendees.map(({ address, partstat }) => [address, partstat])
const answerWith = ({ browser }: Desk, ref: string, body: object) =>
  browser.call({
    method: 'POST',
    url: `/api/calendar/invitations/${ref}/answer`,
    payload: { comment: '', calendarId: null, ...body },
  })

test.concurrent('another time is proposed, taken over by the organizer and told to everybody; or declined, and told', async () => {
  const host = await newDesk(office, 'Radicale')
  const guest = await newDesk(office, 'Radicale')
  const { ref } = await host.create({
    title: 'Tavolo tecnico',
    attendees: [{ address: guest.address, name: 'Ospite', role: 'required' }],
    start: rome('2027-03-11T15:00'),
    end: rome('2027-03-11T16:00'),
  })
  const invited = await refOf(guest, 'Invito: Tavolo tecnico')
  const proposed = { start: rome('2027-03-12T09:30'), end: rome('2027-03-12T10:30') }
  const propose = () =>
    answerWith(guest, invited, { partstat: 'tentative', comment: 'Ho il Consiglio', proposed })
  expect((await propose()).status).toBe(200)
  const proposal = await refOf(host, 'Altro orario: Tavolo tecnico')

  expect(await look(host, proposal)).toMatchObject({
    kind: 'counter',
    changed: ['time'],
    event: { startAt: '2027-03-12T08:30:00.000Z' },
    answers: [{ person: { address: guest.address }, comment: 'Ho il Consiglio' }],
    can: { apply: true, answer: false },
  })
  const decline = await host.browser.call({
    method: 'POST',
    url: `/api/calendar/invitations/${proposal}/decline-proposal`,
    payload: { comment: 'Non si può' },
  })
  expect(decline.status).toBe(204)
  const declined = await refOf(guest, 'Orario confermato: Tavolo tecnico')
  expect(await look(guest, declined)).toMatchObject({ kind: 'counter-declined', notFromOrganizer: false })
  expect((await host.detail(ref)).occurrence.startAt).toBe('2027-03-11T14:00:00.000Z')

  expect((await apply(host, proposal)).status).toBe(200)

  expect((await host.detail(ref)).occurrence.startAt).toBe('2027-03-12T08:30:00.000Z')
  const { rows } = await guest.browser.get<{ rows: { ref: string; subject: string }[] }>(
    '/api/mail/mailboxes/inbox/messages',
  )
  const invitations = rows.filter(({ subject }) => subject === 'Invito: Tavolo tecnico')
  expect(invitations).toHaveLength(1)
})

test.concurrent('somebody else is sent: they are invited, and the organizer sees who comes instead', async () => {
  const host = await newDesk(office, 'Radicale')
  const guest = await newDesk(office, 'Radicale')
  const instead = await newDesk(office, 'Radicale')
  const { ref } = await host.create({
    title: 'Conferenza Stato',
    attendees: [{ address: guest.address, name: 'Ospite', role: 'required' }],
    start: rome('2027-03-11T15:00'),
    end: rome('2027-03-11T16:00'),
  })
  const invited = await refOf(guest, 'Invito: Conferenza Stato')
  const to = { partstat: 'delegated', delegate: { address: instead.address, name: 'Vice' } }
  expect((await answerWith(guest, invited, to)).status).toBe(200)
  expect((await answerWith(guest, invited, { partstat: 'delegated' })).status).toBe(400)

  const handed = await refOf(instead, 'Invito: Conferenza Stato')
  expect(await look(instead, handed)).toMatchObject({ kind: 'new', can: { answer: true } })
  expect((await answer(instead, handed)).status).toBe(200)
  await apply(host, await refOf(host, 'Delegato: Conferenza Stato'))
  await apply(host, await refOf(host, 'Accettato: Conferenza Stato'))

  expect(await guestsOf(host, ref)).toEqual([
    [guest.address, 'delegated'],
    [instead.address, 'accepted'],
  ])
})

test.concurrent('an attendee’s answer is noted in the organizer’s event; only their own', async () => {
  const host = await newDesk(office, 'Radicale')
  const guest = await newDesk(office, 'Radicale')
  const { ref } = await host.create({
    title: 'Giunta comunale',
    attendees: [{ address: guest.address, name: 'Ospite', role: 'required' }],
    start: rome('2027-03-11T15:00'),
    end: rome('2027-03-11T17:00'),
  })
  const invited = await refOf(guest, 'Invito: Giunta comunale')
  await answer(guest, invited, 'declined', 'Sono fuori')
  const reply = await refOf(host, 'Rifiutato: Giunta comunale')

  expect(await look(host, reply)).toMatchObject({
    kind: 'reply',
    notFromOrganizer: false,
    event: { title: 'Giunta comunale' },
    answers: [{ person: { address: guest.address }, partstat: 'declined', comment: 'Sono fuori' }],
    can: { apply: true, answer: false },
  })
  expect((await apply(host, reply)).status).toBe(200)

  expect((await host.detail(ref)).attendees).toMatchObject([{ address: guest.address, partstat: 'declined' }])
  expect((await look(host, reply)).can.apply).toBe(false)

  const { uid } = (await host.detail(ref)).occurrence
  const forged = outlookText({
    uid,
    organizer: host.address,
    attendee: guest.address,
    title: 'Giunta comunale',
    method: 'REPLY',
    partstat: 'ACCEPTED',
  })
  const pretended = await receive(host, forged, { from: 'altri@altrove.example', method: 'REPLY' })
  expect(await look(host, pretended)).toMatchObject({ notFromOrganizer: true, can: { apply: false } })
  expect((await apply(host, pretended)).json()).toEqual({ code: 'calendar/not-permitted' })
})

test('what is no invitation is told as such', async () => {
  const desk = await newDesk(office, 'Radicale')
  const broken = await receive(desk, 'BEGIN:VCALENDAR\r\nnulla\r\n')
  const elsewhere = await receive(desk, outlookText(meetingFor(desk, { attendee: 'altra@comune.example' })))

  expect(await look(desk, broken)).toMatchObject({ kind: 'unreadable', event: null })
  expect((await answer(desk, broken)).json()).toEqual({ code: 'calendar/event-unreadable' })
  expect(await look(desk, elsewhere)).toMatchObject({ kind: 'not-for-me', can: { answer: false } })
})

test('where the server schedules by itself, no reply goes by mail', async () => {
  const desk = await newDesk(office, 'Cyrus')
  const meeting = meetingFor(desk, { organizer: `${randomUUID()}@altrove.example` })
  const ref = await receive(desk, thunderbirdText(meeting), { from: meeting.organizer })

  expect((await answer(desk, ref)).status).toBe(200)

  expect(await look(desk, ref)).toMatchObject({ kind: 'known', mine: 'accepted' })
  expect(sentTo(meeting.organizer)).toEqual([])
})
