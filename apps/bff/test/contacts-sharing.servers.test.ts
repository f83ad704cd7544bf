import { blankCard, type Birthday, type Book, type Colleague, type Sharing } from '@staffetta/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, listenTo, type Office, openOffice } from './calendar-desk.ts'
import { call, type ContactsDesk, newContactsDesk, point, refOf } from './contacts-desk.ts'

let office: Office
const names = ['Radicale', 'Cyrus'] as const

beforeAll(async () => {
  office = await openOffice({}, ['Radicale', 'Cyrus', 'Xandikos'])
}, 180_000)
afterAll(() => office?.stop())

const share = (owner: ContactsDesk, { address }: { address: string }, right: string | null) =>
  owner.browser.call({
    method: 'PUT',
    url: `/api/contacts/books/${owner.book.id}/sharing`,
    payload: { address, right },
  })
const sharingOf = ({ browser, book }: ContactsDesk) =>
  browser.get<Sharing>(`/api/contacts/books/${book.id}/sharing`)
const lentTo = async ({ books }: ContactsDesk) => (await books()).find(({ kind }) => kind === 'shared')
const anna = { fullName: 'Anna Venturi', name: { ...blankCard.name, family: 'Venturi', given: 'Anna' } }

async function two(name: 'Radicale' | 'Cyrus'): Promise<[ContactsDesk, ContactsDesk]> {
  return [await newContactsDesk(office, name), await newContactsDesk(office, name)]
}

describe.each(names)('%s', (name) => {
  test('a book is read by whom it is shared with, and nothing of it is left once that is taken back', async () => {
    const [owner, colleague] = await two(name)
    const { ref } = await owner.create({ ...anna, emails: [point('anna@studio.example')] })
    await owner.other.put('privata', ['FN:Privata', 'N:Privata;;;;', 'CLASS:PRIVATE'])
    const ending = new AbortController()
    const heard = await listenTo(office, colleague.browser, ending.signal)
    expect(await lentTo(colleague)).toBeUndefined()

    expect(await codeOf(share(owner, colleague, 'read'))).toBe('done')
    expect(await sharingOf(owner)).toMatchObject({
      shares: [{ address: colleague.address, right: 'read' }],
      rights: ['read', 'write'],
      everyone: [],
    })
    await expect.poll(heard).toContain('contacts.books-changed')
    const book = (await lentTo(colleague)) as Book
    expect(book).toMatchObject({
      kind: 'shared',
      owner: expect.stringMatching(/^Contatti\d+$/),
      can: { write: false, rename: false, remove: false, share: false, leave: true },
    })
    await expect.poll(() => colleague.names(book.id), { timeout: 30_000 }).toEqual(['Anna Venturi'])
    expect(await colleague.found('studio')).toEqual(['Anna Venturi'])
    expect(await colleague.found('privata')).toEqual([])
    const secret = refOf(`${Buffer.from(book.id, 'base64url').toString()}privata.vcf`)
    expect(await codeOf(call(colleague, 'GET', `cards/${secret}/source`))).toBe('contacts/card-gone')
    for (const wanted of [
      { bookId: book.id, refs: [] },
      { bookId: null, refs: [secret] },
    ]) {
      const file = await call(colleague, 'POST', 'export', { ...wanted, format: 'vcard3', name: 'prova' })
      expect(file.body).not.toContain('Privata')
    }
    const [row] = await colleague.cards(book.id)
    const { etag, can } = await colleague.detail(row!.ref)
    expect(can.write).toBe(false)
    expect(await codeOf(colleague.change(row!.ref, etag, { note: 'Mia' }))).toBe('contacts/not-permitted')
    expect(await codeOf(call(colleague, 'POST', 'cards/remove', { refs: [row!.ref] }))).toBe(
      'contacts/not-permitted',
    )

    const before = heard().length
    await share(owner, colleague, null)
    await expect.poll(() => heard().slice(before)).toContain('contacts.books-changed')
    ending.abort()
    expect(await lentTo(colleague)).toBeUndefined()
    for (const url of [`cards/${row!.ref}`, `cards/${row!.ref}/source`, `books/${book.id}/cards`])
      expect(await codeOf(call(colleague, 'GET', url))).toMatch(/contacts\/(book|card)-gone/)
    expect(await colleague.found('studio')).toEqual([])
    expect((await owner.detail(ref)).fields.fullName).toBe('Anna Venturi')
  })

  test('who may write does so in the owner’s book, by field, and takes it back', async () => {
    const [owner, colleague] = await two(name)
    const { ref, etag } = await owner.create(anna)
    await share(owner, colleague, 'write')
    const book = (await lentTo(colleague)) as Book
    expect(book.can.write).toBe(true)
    await expect.poll(() => colleague.names(book.id), { timeout: 30_000 }).toEqual(['Anna Venturi'])
    const [row] = await colleague.cards(book.id)
    const theirs = await colleague.detail(row!.ref)

    // Two fields of one card by two people are both kept; one field of both is a conflict.
    expect((await owner.change(ref, etag, { note: 'Del titolare' })).status).toBe(200)
    expect((await colleague.change(row!.ref, theirs.etag, { title: 'Geometra' })).status).toBe(200)
    expect((await owner.detail(ref)).fields).toMatchObject({ note: 'Del titolare', title: 'Geometra' })
    expect(await codeOf(colleague.change(row!.ref, theirs.etag, { note: 'Mia' }))).toBe('contacts/conflict')

    // Out of it into one's own book and back.
    const move = await call(colleague, 'POST', 'cards/move', {
      refs: [row!.ref],
      bookId: colleague.book.id,
      copy: false,
    })
    expect(move.status).toBe(200)
    expect(await colleague.names()).toEqual(['Anna Venturi'])
    expect((await call(colleague, 'POST', 'undo', { undo: move.json<{ undo: string }>().undo })).status).toBe(
      204,
    )
    expect(await colleague.names()).toEqual([])
    const { undo } = await colleague.create({ fullName: 'Bruno Neri' }, book.id)
    await expect.poll(() => owner.names(), { timeout: 30_000 }).toContain('Bruno Neri')
    await share(owner, colleague, 'read')
    expect(await codeOf(call(colleague, 'POST', 'undo', { undo }))).toBe('contacts/not-permitted')
  })

  test('who does not want it takes it out of their list, and has it again when it is shared anew', async () => {
    const [owner, colleague] = await two(name)
    await owner.create({ ...anna, birthday: { year: null, month: 3, day: 2, text: '' } })
    await share(owner, colleague, 'read')
    const book = (await lentTo(colleague)) as Book
    const leave = (removed: boolean) => call(colleague, 'PATCH', `books/${book.id}`, { removed })
    expect((await leave(true)).status).toBe(204)
    expect(await lentTo(colleague)).toBeUndefined()
    expect(await colleague.browser.get<{ birthdays: Birthday[] }>('/api/contacts/birthdays')).toEqual({
      birthdays: [],
    })
    await leave(false)
    expect(await lentTo(colleague)).toBeDefined()
    await leave(true)
    await share(owner, colleague, null)
    await colleague.books()
    await share(owner, colleague, 'read')
    expect(await lentTo(colleague)).toBeDefined()
  })
})

test('nobody of another body is let in, found or shown anything', async () => {
  const owner = await newContactsDesk(office, 'Radicale')
  const stranger = await newContactsDesk(office, 'Xandikos')
  await owner.create(anna)
  expect(await codeOf(share(owner, stranger, 'read'))).toBe('contacts/share-outside')
  const { db } = office.server
  const { id } = await db
    .selectFrom('tenant')
    .select('id')
    .where('slug', '=', 'radicale')
    .executeTakeFirstOrThrow()
  const row = { service: 'contacts', tenant_id: id, owner_id: owner.browser.me.accountId } as const
  await db
    .insertInto('share')
    .values({ ...row, href: owner.other.href, grantee: stranger.address, access: 'write' })
    .execute()
  expect(await lentTo(stranger)).toBeUndefined()
  expect(await codeOf(call(stranger, 'GET', `books/${owner.book.id}/cards`))).toBe('contacts/book-gone')
  const { colleagues } = await stranger.browser.get<{ colleagues: Colleague[] }>(
    '/api/contacts/colleagues?text=contatti',
  )
  expect(colleagues.map(({ address }) => address)).not.toContain(owner.address)
  // Where neither the server nor the service account gets at it, nothing is offered.
  expect((await sharingOf(stranger)).rights).toEqual([])
})
