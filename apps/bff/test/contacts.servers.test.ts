import { randomUUID } from 'node:crypto'
import { type Birthday, blankCard, type Book } from '@staffetta/contract'
import { createCollection, createObject, discover } from '@staffetta/dav'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { setDirectory, findTenant } from '../src/db/tenants.ts'
import { codeOf, listenTo, type Office, openOffice, serverNames } from './calendar-desk.ts'
import { contactsCases } from './contacts-cases.ts'
import { call, type ContactsDesk, davOf, newContactsDesk, refOf, vcard } from './contacts-desk.ts'

let office: Office
const desks = {} as Record<(typeof serverNames)[number], ContactsDesk>
/** Paths of the tenants' directories. */
const directories: Record<string, string> = {}

beforeAll(async () => {
  office = await openOffice()
  for (const name of serverNames) directories[name] = await makeDirectory(name)
  await Promise.all(serverNames.map(async (name) => (desks[name] = await newContactsDesk(office, name))))
}, 180_000)

/** Three people, one of whom everybody may see. */
async function makeDirectory(name: (typeof serverNames)[number]): Promise<string> {
  const { url, domain } = office.dav[name]
  const dav = davOf(url, `staffetta@${domain}`)
  const [home] = (await discover(dav, { service: 'addressbooks' })).addressbookHomes
  const wanted = { kind: 'addressbook', name: 'elenco', displayName: 'Dipendenti' } as const
  const { href } = (await createCollection(dav, home!, wanted)).collection
  const put = (uid: string, lines: string[]) => createObject(dav, href, `${uid}.vcf`, vcard(uid, lines))
  await put('uno', ['FN:Giorgio Serafini', 'N:Serafini;Giorgio;;;'])
  await put('due', ['FN:Nascosta', 'N:Nascosta;;;;', 'X-STAFFETTA-HIDDEN:TRUE'])
  await put('tre', ['FN:Privata', 'N:Privata;;;;', 'CLASS:PRIVATE'])
  const { db } = office.server
  await setDirectory(db, (await findTenant(db, 'slug', name.toLowerCase()))!.id, href)
  return href
}
afterAll(() => office?.stop())

const eventually = async (work: () => Promise<void>): Promise<void> => {
  const holds = () =>
    work().then(
      () => true,
      () => false,
    )
  await expect.poll(holds, { timeout: 30_000 }).toBe(true)
}

test('what another program does appears by itself', async () => {
  await Promise.all(
    serverNames.map(async (name) => {
      const desk = desks[name]
      const ending = new AbortController()
      const heard = await listenTo(office, desk.browser, ending.signal)
      await desk.names()
      const ref = await desk.other.put(randomUUID(), ['FN:Venuta da fuori', 'N:Fuori;Venuta;;;'])
      await eventually(async () => expect(heard()).toContain('contacts.cards-changed'))
      await eventually(async () => expect(await desk.names()).toContain('Venuta da fuori'))
      await desk.other.edit(ref, (text) => text.replace('FN:Venuta da fuori', 'FN:Tornata'))
      await eventually(async () => expect(await desk.names()).toContain('Tornata'))
      ending.abort()
    }),
  )
})

describe.each(serverNames)('%s', (name) => {
  contactsCases(
    () => office,
    async () => desks[name],
  )

  test('the tenant’s directory is everybody’s to read and nobody’s to change, without what is kept back', async () => {
    const desk = desks[name]
    const href = directories[name]!
    const find = async () => (await desk.books()).find(({ kind }) => kind === 'directory')
    // What the command line sets is seen within two seconds.
    await eventually(async () =>
      expect(await find()).toMatchObject({
        name: 'Dipendenti',
        can: { write: false, rename: false, remove: false },
      }),
    )
    const book = (await find()) as Book
    await eventually(async () => expect(await desk.names(book.id)).toEqual(['Giorgio Serafini']))
    expect((await find())!.count).toBe(1)
    expect(await desk.found('serafini')).toEqual(['Giorgio Serafini'])
    expect(await desk.found('nascosta')).toEqual([])

    const [shown, hidden] = [refOf(`${href}uno.vcf`), refOf(`${href}due.vcf`)]
    const { etag, can } = await desk.detail(shown)
    expect(can).toEqual({ write: false })
    expect((await desk.change(shown, etag, { title: 'x' })).status).toBe(403)
    expect((await call(desk, 'POST', 'cards/remove', { refs: [shown] })).status).toBe(403)
    expect(
      (await call(desk, 'POST', 'cards/move', { refs: [shown], bookId: desk.book.id, copy: false })).status,
    ).toBe(403)
    for (const what of ['', '/source', '/photo'])
      expect((await call(desk, 'GET', `cards/${hidden}${what}`)).status).toBe(404)
    const copied = await call(desk, 'POST', 'cards/move', {
      refs: [shown, hidden],
      bookId: desk.book.id,
      copy: true,
    })
    expect(copied.json()).toMatchObject({ failed: [hidden] })
    expect(await desk.names()).toContain('Giorgio Serafini')
  })
})

test('birthdays are those of people in one’s own books, with the year where it is known', async () => {
  await Promise.all(
    serverNames.map(async (name) => {
      const desk = desks[name]
      await desk.other.put(randomUUID(), ['FN:Nata a marzo', 'N:Marzo;Nata;;;', 'BDAY:1984-03-10'])
      await desk.other.put(randomUUID(), [
        'FN:Senza giorno',
        'N:Giorno;Senza;;;',
        'BDAY;VALUE=text:in primavera',
      ])
      await eventually(async () => {
        const { birthdays } = await desk.browser.get<{ birthdays: Birthday[] }>('/api/contacts/birthdays')
        expect(birthdays.filter(({ name: who }) => /Nata|Senza/.test(who))).toMatchObject([
          { name: 'Nata a marzo', bookId: desk.book.id, month: 3, day: 10, year: 1984 },
        ])
      })
    }),
  )
})

test('what is another tenant’s, another person’s or outside a book is not there', async () => {
  const desk = desks.Radicale
  const { ref } = await desk.create({ fullName: 'Riservata' })
  const others = [await newContactsDesk(office, 'Radicale'), desks.Xandikos]
  for (const other of others) {
    const { id } = desk.book
    const fields = blankCard
    const asked = [
      call(other, 'GET', `books/${id}/cards`),
      call(other, 'PATCH', `books/${id}`, { name: 'Mia' }),
      call(other, 'DELETE', `books/${id}`),
      call(other, 'POST', 'cards', { id: randomUUID(), bookId: id, fields }),
      call(other, 'GET', `cards/${ref}`),
      call(other, 'GET', `cards/${ref}/source`),
      call(other, 'GET', `cards/${ref}/photo`),
      call(other, 'PATCH', `cards/${ref}`, { etag: 'x', change: { title: 'x' } }),
      call(other, 'DELETE', `cards/${ref}/photo`),
      call(other, 'POST', 'cards/remove', { refs: [ref] }),
      call(other, 'POST', 'cards/move', { refs: [ref], bookId: other.book.id, copy: true }),
    ]
    for (const answer of await Promise.all(asked)) expect(answer.status).toBe(404)
    expect(await other.found('riservata')).toEqual([])
  }
  for (const odd of ['../../', '..', '%2e%2e/x.vcf', 'a/b.vcf', '']) {
    const crooked = `${desk.book.id}.${Buffer.from(odd).toString('base64url') || 'A'}`
    expect((await call(desk, 'GET', `cards/${crooked}`)).status).toBe(404)
  }
  expect((await desk.detail(ref)).fields.fullName).toBe('Riservata')
})

test('with the server away the last known book stands, and says so', async () => {
  const desk = await newContactsDesk(office, 'Radicale')
  await desk.create({ fullName: 'Rimane' })
  expect(await desk.names()).toEqual(['Rimane'])
  const { proxy } = office.dav.Radicale
  onTestFinished(() => proxy.heal())
  const ending = new AbortController()
  onTestFinished(() => ending.abort())
  await listenTo(office, desk.browser, ending.signal)
  proxy.refuse()

  const state = async () => (await desk.books()).find(({ id }) => id === desk.book.id)
  await expect
    .poll(state, { timeout: 30_000 })
    .toMatchObject({ state: 'failed', error: 'contacts/server-unreachable', count: 1 })
  expect(await desk.names()).toEqual(['Rimane'])
  expect(await desk.found('rimane')).toEqual(['Rimane'])
  proxy.heal()
  await expect.poll(state, { timeout: 30_000 }).toMatchObject({ state: 'ready', error: null })
})

test('a card too large to be read is listed, can be had and can be removed', async () => {
  const desk = await newContactsDesk(office, 'Xandikos')
  const ref = await desk.other.put('enorme', ['FN:Enorme', 'N:Enorme;;;;', `NOTE:${'a'.repeat(5_000_000)}`])
  // News is asked for after what one wrote oneself.
  await desk.create({ fullName: 'Altra' })

  const find = async () => (await desk.cards()).find((one) => one.ref === ref)
  await expect.poll(find).toMatchObject({ name: '', problem: 'too-large' })
  expect(await codeOf(call(desk, 'GET', `cards/${ref}`))).toBe('contacts/card-unreadable')
  expect(await codeOf(desk.change(ref, 'x', { title: 'x' }))).toBe('contacts/card-unreadable')
  expect((await desk.source(ref)).length).toBeGreaterThan(5_000_000)
  const { undo } = await desk.browser.post<{ undo: string }>('/api/contacts/cards/remove', { refs: [ref] })
  expect(await desk.names()).toEqual(['Altra'])
  await call(desk, 'POST', 'undo', { undo })
  expect((await desk.source(ref)).length).toBeGreaterThan(5_000_000)
})
