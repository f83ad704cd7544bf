import { type Calendar, type EventAttachment, weekly } from '@staffetta/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, newDesk, type Office, openOffice, rewrite, rome } from './calendar-desk.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
}, 180_000)
afterAll(() => office?.stop())

const times = { start: rome('2027-03-08T09:00:00'), end: rome('2027-03-08T10:00:00') }
const link = (url: string, name = ''): EventAttachment => ({
  id: '',
  kind: 'link',
  stored: false,
  url,
  name,
  type: '',
  sizeBytes: null,
})

async function upload(desk: Desk, content: string | Buffer, fileName = 'Delibera città n. 1.pdf') {
  const query = new URLSearchParams({ calendarId: desk.calendar.id, fileName, type: 'application/pdf' })
  const answer = await desk.browser.call({
    method: 'POST',
    url: `/api/calendar/uploads?${query}`,
    headers: { 'content-type': 'application/octet-stream' },
    payload: content,
  })
  return { ...answer, file: () => fileOf(answer.json<{ id: string; fileName: string; sizeBytes: number }>()) }
}

const fileOf = ({ id, fileName, sizeBytes }: { id: string; fileName: string; sizeBytes: number }) =>
  ({ ...link('', fileName), id, kind: 'file', sizeBytes }) satisfies EventAttachment

async function download(desk: Desk, ref: string, id: string, recurrenceId?: string) {
  const query = recurrenceId === undefined ? '' : `?recurrenceId=${recurrenceId}`
  const answer = await office.server.app.inject({
    method: 'GET',
    url: `/api/calendar/events/${ref}/attachments/${id}${query}`,
    headers: { cookie: desk.browser.cookie },
  })
  return { status: answer.statusCode, body: answer.body, headers: answer.headers }
}

const sourceOf = async (desk: Desk, ref: string) =>
  (await desk.browser.call({ method: 'GET', url: `/api/calendar/events/${ref}/source` })).body.replaceAll(
    '\r\n ',
    '',
  )
const attachmentsOf = async (desk: Desk, ref: string, recurrenceId?: string) =>
  (await desk.detail(ref, recurrenceId)).fields.attachments

test.each(['Radicale', 'Cyrus', 'Xandikos'] as const)(
  'at %s a file and a link are added to an event, read again, copied, and taken away',
  async (name) => {
    const desk = await newDesk(office, name)
    expect(desk.calendar.files).toEqual(
      name === 'Cyrus' ? { mostBytes: 25_000_000, of: 'each' } : { mostBytes: 1_000_000, of: 'together' },
    )
    const first = (await upload(desk, 'uno')).file()
    const { ref } = await desk.create({ title: 'Giunta', ...times, attachments: [first] })
    await rewrite(desk, ref, (text) => text.replace('SUMMARY:', 'X-ALTRO;X-P=1:resta\r\nSUMMARY:'))

    const before = await desk.detail(ref)
    expect(before.fields.attachments).toMatchObject([
      {
        kind: 'file',
        stored: true,
        name: 'Delibera città n. 1.pdf',
        type: 'application/pdf',
        sizeBytes: 3,
        url: '',
      },
    ])
    const second = (await upload(desk, 'due', 'due.txt')).file()
    const kept = before.fields.attachments
    const address = 'https://comune.example/odg?a=1;b=2'
    await desk.change(ref, {
      etag: before.etag,
      change: { attachments: [...kept, link(address, 'Ordine del giorno'), second] },
    })

    const all = await attachmentsOf(desk, ref)
    expect(all).toMatchObject([
      { sizeBytes: 3 },
      { kind: 'link', url: address, name: 'Ordine del giorno' },
      { name: 'due.txt' },
    ])
    const got = await download(desk, ref, all[0]!.id)
    expect(got).toMatchObject({ status: 200, body: 'uno' })
    expect(got.headers['content-disposition']).toBe(
      `attachment; filename="Delibera citta n. 1.pdf"; filename*=UTF-8''Delibera%20citt%C3%A0%20n.%201.pdf`,
    )
    expect(got.headers['x-content-type-options']).toBe('nosniff')
    expect((await download(desk, ref, all[2]!.id)).body).toBe('due')
    expect((await download(desk, ref, all[1]!.id)).status).toBe(404)
    expect((await desk.list('2027-03-08', '2027-03-09'))[0]).toMatchObject({ attachments: true })

    const copies = all.map((one) => ({ ...one, copyOf: { ref, recurrenceId: null } }))
    const copy = await desk.create({ title: 'Copia', ...times, attachments: copies })
    await desk.change(ref, { change: { attachments: [all[1]!] } })
    expect(await attachmentsOf(desk, ref)).toMatchObject([{ kind: 'link' }])
    expect((await download(desk, ref, all[0]!.id)).status).toBe(404)
    const source = await sourceOf(desk, ref)
    expect(source).toMatch(/X-ALTRO;X-P=1:resta/)
    const copied = (await attachmentsOf(desk, copy.ref)).find(
      ({ kind, sizeBytes }) => kind === 'file' && sizeBytes === 3,
    )
    expect((await download(desk, copy.ref, copied!.id)).body).toBe('uno')

    // Another person of the body, and whoever is nobody there.
    const stranger = await newDesk(office, name)
    expect((await download(stranger, copy.ref, copied!.id)).status).toBe(404)
  },
  30_000,
)

test.each(['Radicale', 'Cyrus'] as const)('at %s one occurrence has a file for itself', async (name) => {
  const desk = await newDesk(office, name)
  const { ref } = await desk.create({ title: 'Serie', ...times, recurrence: weekly })
  const recurrenceId = '2027-03-15T08:00:00Z'
  const attachments = [(await upload(desk, 'solo questo')).file()]
  await desk.change(ref, { scope: 'this', recurrenceId, change: { attachments } })

  expect(await attachmentsOf(desk, ref)).toEqual([])
  const [own] = await attachmentsOf(desk, ref, recurrenceId)
  expect((await download(desk, ref, own!.id, recurrenceId)).body).toBe('solo questo')
  expect((await download(desk, ref, own!.id)).status).toBe(404)

  const following = [(await upload(desk, 'da qui')).file()]
  const from = '2027-03-22T08:00:00Z'
  const tail = await desk.change(ref, {
    scope: 'following',
    recurrenceId: from,
    change: { attachments: following },
  })
  const [later] = await attachmentsOf(desk, tail.ref!)
  expect((await download(desk, tail.ref!, later!.id)).body).toBe('da qui')
  expect(await attachmentsOf(desk, ref)).toEqual([])
})

test('what is too large, no address, or gone is refused, and nothing has changed', async () => {
  const desk = await newDesk(office, 'Radicale')
  const { ref } = await desk.create({ title: 'Giunta', ...times })
  const refusal = async (attachments: EventAttachment[]) => {
    const answer = await desk.browser.call({
      method: 'PATCH',
      url: `/api/calendar/events/${ref}`,
      payload: {
        scope: 'all',
        recurrenceId: null,
        zone: 'Europe/Rome',
        etag: null,
        change: { title: 'X', attachments },
      },
    })
    return answer.json<{ code: string }>().code
  }
  const large = await upload(desk, Buffer.alloc(1_000_001))
  expect(large.json()).toMatchObject({
    code: 'calendar/attachment-too-large',
    details: { maxBytes: 1_000_000 },
  })
  const half = (await upload(desk, Buffer.alloc(600_000, 7))).file()
  expect(await refusal([half, half])).toBe('calendar/attachment-too-large')
  for (const url of [
    'javascript:alert(1)',
    'ftp://x.example/a',
    'data:text/html,x',
    'comune.example',
    'https://u@x.example/',
  ])
    expect(await refusal([link(url)])).toBe('calendar/attachment-address')
  expect(await refusal([{ ...half, id: 'e7d1f0f0-0000-4000-8000-000000000000' }])).toBe(
    'calendar/attachment-gone',
  )
  const stranger = await newDesk(office, 'Xandikos')
  expect(await refusal([(await upload(stranger, 'suo')).file()])).toBe('calendar/attachment-gone')
  expect(await desk.detail(ref)).toMatchObject({ fields: { title: 'Giunta', attachments: [] } })

  // The largest there may be: stored, edited and read in a breath.
  await desk.change(ref, { change: { attachments: [half] } })
  await desk.change(ref, { change: { title: 'Giunta con relazione' } })
  expect(await desk.detail(ref)).toMatchObject({
    fields: { title: 'Giunta con relazione', attachments: [{ sizeBytes: 600_000 }] },
  })
})

test('at Cyrus a file goes with its event to another calendar; taken away for good, undoing says so', async () => {
  const desk = await newDesk(office, 'Cyrus')
  const { calendarId } = await desk.browser.post<{ calendarId: string }>('/api/calendar/calendars', {
    name: 'Altro',
    colour: 'viola',
    description: '',
  })
  const { ref } = await desk.create({
    title: 'Giunta',
    ...times,
    attachments: [(await upload(desk, 'uno')).file()],
  })
  const moved = await desk.browser.post<{ ref: string }>(`/api/calendar/events/${ref}/move`, { calendarId })
  const [file] = await attachmentsOf(desk, moved.ref)
  expect((await download(desk, moved.ref, file!.id)).body).toBe('uno')

  const { undo } = await desk.change(moved.ref, { change: { title: 'Senza', attachments: [] } })
  const answer = await desk.browser.call({ method: 'POST', url: '/api/calendar/undo', payload: { undo } })
  expect(answer.json()).toMatchObject({ code: 'calendar/undone-without-files' })
  expect(await desk.detail(moved.ref)).toMatchObject({ fields: { title: 'Giunta', attachments: [] } })

  const calendars = await desk.browser.get<{ calendars: Calendar[] }>('/api/calendar/calendars')
  expect(calendars.calendars.every(({ files }) => files.mostBytes > 0)).toBe(true)
})
