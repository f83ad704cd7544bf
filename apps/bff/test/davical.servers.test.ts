import type { Calendar } from '@staffetta/contract'
import { createObject } from '@staffetta/dav'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { calendarsOf, codeOf, listenTo, newDesk, type Office, openOffice, rome } from './calendar-desk.ts'
import { contactsCases } from './contacts-cases.ts'
import { newContactsDesk } from './contacts-desk.ts'
import { eventCases } from './event-cases.ts'
import { taskCases } from './task-cases.ts'

const week = ['2027-03-01', '2027-03-08'] as const
const meeting = { start: rome('2027-03-02T09:00'), end: rome('2027-03-02T10:00') }

let office: Office
beforeAll(async () => {
  office = await openOffice({}, ['DAViCal'])
  // From source, the first thread translates its modules first.
  const { create, detail } = await newDesk(office, 'DAViCal')
  await detail((await create(meeting)).ref)
}, 180_000)
afterAll(() => office?.stop())

eventCases('DAViCal', () => office)
taskCases('DAViCal', () => office)
contactsCases(
  () => office,
  () => newContactsDesk(office, 'DAViCal'),
)

test('a meeting goes to a colleague, their answer comes back and its end reaches them, without a mail', async () => {
  const [host, guest] = [await newDesk(office, 'DAViCal'), await newDesk(office, 'DAViCal')]
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  await listenTo(office, guest.browser, stop.signal)
  const attendees = [{ address: guest.address, name: 'Ospite', role: 'required' as const }]

  const { ref } = await host.create({ title: 'Giunta', ...meeting, attendees })
  await expect.poll(() => guest.titles(...week), { timeout: 30_000 }).toEqual(['Giunta'])
  const [invited] = await guest.list(...week)
  const answer = { recurrenceId: null, partstat: 'accepted', comment: '' }
  await guest.browser.post(`/api/calendar/events/${invited!.ref}/answer`, answer)
  expect((await host.detail(ref)).attendees).toMatchObject([{ partstat: 'accepted' }])
  await host.browser.post(`/api/calendar/events/${ref}/remove`, { scope: 'all', recurrenceId: null })

  await expect.poll(() => guest.titles(...week), { timeout: 30_000 }).toEqual([])
  for (const { browser } of [host, guest])
    expect(await browser.get('/api/mail/submissions')).toEqual({ submissions: [] })
})

test('through an account that may see all, calendars are shared, and somebody’s time is known', async () => {
  const [owner, colleague] = [await newDesk(office, 'DAViCal'), await newDesk(office, 'DAViCal')]
  await owner.create({ title: 'Riservata', ...meeting })
  const share = (right: string | null) =>
    owner.browser.call({
      method: 'PUT',
      url: `/api/calendar/calendars/${owner.calendar.id}/sharing`,
      payload: { address: colleague.address, right },
    })
  const shown = async () => (await colleague.list(...week)).map(({ title, hidden }) => [title, hidden])

  expect(await codeOf(share('busy'))).toBe('done')
  expect(await shown()).toEqual([['', true]])
  expect(await codeOf(share('write'))).toBe('done')
  const [event] = await colleague.list(...week)
  await colleague.change(event!.ref, { change: { title: 'Aggiornata' } })
  expect(await owner.titles(...week)).toEqual(['Aggiornata'])
  expect(await codeOf(share(null))).toBe('done')
  expect(await shown()).toEqual([])
})

test('whatever other programs call their files can be changed, removed and brought back', async () => {
  const desk = await newDesk(office, 'DAViCal')
  const names = ['con spazio è', 'a+b&c=d;e,f', `"doppi" e 'apici'`, '<tag>', '100%', '🌳', 'a#b?c']
  for (const name of names) {
    const event = [`UID:${name}`, 'DTSTAMP:20270101T000000Z', `SUMMARY:${name}`]
    const when = ['DTSTART:20270302T090000Z', 'DTEND:20270302T100000Z']
    const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', 'BEGIN:VEVENT', ...event, ...when]
    const whole = [...text, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')
    await createObject(desk.other.dav, desk.other.href, `${name}.ics`, whole)
  }

  for (const { ref, title } of await desk.list(...week)) {
    const changed = await desk.change(ref, { change: { title: `${title}!` } })
    const url = `/api/calendar/events/${changed.ref}/remove`
    const { undo } = await desk.browser.post<{ undo: string }>(url, { scope: 'all', recurrenceId: null })
    await desk.browser.post('/api/calendar/undo', { undo })
  }

  expect((await desk.titles(...week)).toSorted()).toEqual(names.map((name) => `${name}!`).toSorted())
})

test('a name with an ampersand reads as it was written', async () => {
  const desk = await newDesk(office, 'DAViCal')
  const made = { name: 'Tributi & <Anagrafe>', colour: 'bosco', description: 'Sportello & "urgenze"' }

  const { calendarId } = await desk.browser.post<{ calendarId: string }>('/api/calendar/calendars', made)
  const url = `/api/calendar/calendars/${calendarId}`
  await desk.browser.call({ method: 'PATCH', url, payload: { name: 'Tributi & C.' } })

  const found = (await calendarsOf(desk)).find(({ id }: Calendar) => id === calendarId)
  expect(found).toMatchObject({ ...made, name: 'Tributi & C.' })
})
