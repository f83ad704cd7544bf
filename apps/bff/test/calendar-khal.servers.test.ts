import { weekly } from '@staffetta/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDesk, type Office, openOffice, rewrite, rome } from './calendar-desk.ts'
import { type Khal, openKhal } from './khal.ts'

let office: Office
const opened: Khal[] = []

beforeAll(async () => {
  office = await openOffice()
}, 180_000)
afterAll(async () => {
  for (const khal of opened) khal.close()
  await office?.stop()
})

test.each(['Radicale', 'Cyrus', 'Xandikos'] as const)(
  'on %s a calendar is kept with khal and vdirsyncer beside us, and both see what the other did',
  async (name) => {
    const desk = await newDesk(office, name)
    const khal = await openKhal({ url: office.dav[name].url, ...desk.other, address: desk.address })
    opened.push(khal)
    const bridge = await desk.create({
      title: 'Ponte sul Foglia',
      location: 'Ponte',
      start: rome('2027-03-23T09:00'),
      end: rome('2027-03-23T10:00'),
    })
    await rewrite(desk, bridge.ref, (text) =>
      text.replace('END:VEVENT', 'X-ALTRO-PROGRAMMA:suo\r\nEND:VEVENT'),
    )
    // Over the night the clocks change.
    const council = await desk.create({
      title: 'Giunta',
      start: rome('2027-03-25T15:00'),
      end: rome('2027-03-25T16:00'),
      recurrence: { ...weekly, end: { kind: 'count', count: 3 } },
    })
    await desk.change(council.ref, {
      scope: 'this',
      recurrenceId: '2027-04-01T13:00:00Z',
      change: { start: rome('2027-04-02T10:30'), end: rome('2027-04-02T11:00'), location: 'Sala rossa' },
    })

    await khal.sync()
    expect(await khal.list('2027-03-20', '2027-04-20')).toEqual([
      '2027-03-23 09:00-10:00 Ponte sul Foglia @Ponte',
      '2027-03-25 15:00-16:00 Giunta @',
      '2027-04-02 10:30-11:00 Giunta @Sala rossa',
      '2027-04-08 15:00-16:00 Giunta @',
    ])

    await khal.edit('Ponte sul Foglia', 's', 'Ponte: collaudo', 'l', 'Rocca Alta', 'q')
    await khal.add('2027-03-24', '08:00', '09:00', 'Nato', 'in', 'khal')
    await khal.sync()
    await expect
      .poll(() => desk.titles('2027-03-23', '2027-03-25'), { timeout: 30_000 })
      .toEqual(['Ponte: collaudo', 'Nato in khal'])
    const detail = await desk.detail(bridge.ref)
    expect(detail.fields).toMatchObject({ title: 'Ponte: collaudo', location: 'Rocca Alta' })

    const [, born] = await desk.list('2027-03-23', '2027-03-25')
    await desk.change(born!.ref, {
      change: { start: rome('2027-03-24T11:00'), end: rome('2027-03-24T12:00') },
    })
    await desk.change(bridge.ref, { change: { description: 'Portare le carte' } })
    await khal.sync()
    expect(await khal.list('2027-03-23', '2027-03-24')).toEqual([
      '2027-03-23 09:00-10:00 Ponte: collaudo @Rocca Alta',
      '2027-03-24 11:00-12:00 Nato in khal @',
    ])
    const { text } = await desk.other.dav.exchange({
      method: 'GET',
      href: hrefOf(desk.other.href, bridge.ref),
    })
    for (const part of ['X-ALTRO-PROGRAMMA:suo', 'Portare le carte', 'Ponte: collaudo'])
      expect(text).toContain(part)
  },
  60_000,
)

function hrefOf(folder: string, ref: string): string {
  return folder + Buffer.from(ref.split('.')[1]!, 'base64url').toString()
}
