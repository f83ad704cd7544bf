import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Office, openOffice } from './calendar-desk.ts'
import { newContactsDesk, point } from './contacts-desk.ts'
import { type Khard, openKhard } from './khard.ts'

let office: Office
const opened: Khard[] = []

beforeAll(async () => {
  office = await openOffice()
}, 180_000)
afterAll(async () => {
  for (const khard of opened) khard.close()
  await office?.stop()
})

test.each(['Radicale', 'Cyrus', 'Xandikos'] as const)(
  'on %s a book is kept with khard and vdirsyncer beside us, and both see what the other did',
  async (name) => {
    const desk = await newContactsDesk(office, name)
    const bruno = await desk.create({
      fullName: 'Bruno Ferri',
      emails: [point('bruno@comune.example')],
      note: 'Solo la mattina;\nmai di venerdì, però',
    })
    await desk.other.edit(bruno.ref, (text) =>
      text.replace('END:VCARD', 'X-ALTRO-PROGRAMMA;X-COME=così:suo\r\nEND:VCARD'),
    )
    const khard = await openKhard({ url: office.dav[name].url, ...desk.other, address: desk.address })
    opened.push(khard)

    await khard.sync()
    expect(await khard.names()).toEqual(['Bruno Ferri'])
    const shown = await khard.show('Bruno')
    for (const part of ['bruno@comune.example', 'Solo la mattina;', 'mai di venerdì, però'])
      expect(shown).toContain(part)

    await khard.edit(
      'Bruno',
      'Formatted name: Bruno Ferri',
      'First name: Bruno',
      'Last name: Ferri',
      'Nickname: Ponte',
      'Email:',
      '    work: bruno.ferri@comune.example',
    )
    await khard.add('Formatted name: Nata in khard', 'First name: Nata', 'Last name: Khard')
    await khard.sync()
    await expect.poll(() => desk.names(), { timeout: 30_000 }).toEqual(['Bruno Ferri', 'Nata in khard'])
    const changed = await desk.detail(bruno.ref)
    expect(changed.fields.nickname).toBe('Ponte')
    expect(changed.fields.emails.map(({ value }) => value)).toEqual(['bruno.ferri@comune.example'])

    const [, born] = await desk.cards()
    const { etag } = await desk.detail(born!.ref)
    await desk.change(born!.ref, etag, { title: 'Geometra' })
    await desk.change(bruno.ref, changed.etag, { organisation: 'Comune' })
    await khard.sync()
    expect(await khard.show('Nata')).toContain('Geometra')
    expect(await khard.show('Bruno')).toContain('Comune')
    expect(await desk.source(bruno.ref)).toMatch(/X-ALTRO-PROGRAMMA;X-COME="?così"?:suo/)
  },
  60_000,
)
