import { randomUUID } from 'node:crypto'
import type { Address, Kept, Preferences, SavedSearch, WrittenTo } from '@staffetta/contract'
import { aMessage, appendMany } from '@staffetta/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listenTo, type Office, openOffice } from './calendar-desk.ts'
import type { Browser } from './server.ts'

let office: Office
let users = 0

beforeAll(async () => {
  office = await openOffice({}, ['Radicale', 'Xandikos'])
}, 120_000)
afterAll(() => office?.stop())

interface Writer {
  address: string
  browser: Browser
}

async function newWriter(domain = 'radicale.example'): Promise<Writer> {
  const address = `scrive${++users}@${domain}`
  for (const { makeUser, domain: own } of Object.values(office.dav))
    if (own === domain) await makeUser(address)
  return { address, browser: await office.server.signIn(address) }
}
const person = (address: string, name = ''): Address => ({ address, name })
const written = async ({ browser }: Writer) =>
  (await browser.get<{ people: WrittenTo[] }>('/api/contacts/written')).people
const addresses = async (writer: Writer) => (await written(writer)).map(({ address }) => address).toSorted()

async function write({ address, browser }: Writer, to: Address[], cc: Address[] = []): Promise<void> {
  const { id } = await browser.post<{ id: string }>('/api/mail/submissions', {
    key: randomUUID(),
    draft: null,
    holdSeconds: 0,
    message: {
      from: person(address, 'Elena Guidi'),
      to,
      cc,
      bcc: [],
      replyTo: [],
      subject: 'Pratica',
      html: null,
      text: 'Buongiorno',
      attachments: [],
      source: null,
      priority: 'normal',
      requestReadReceipt: false,
    },
  })
  const stateOf = async () =>
    (
      await browser.get<{ submissions: { id: string; state: string }[] }>('/api/mail/submissions')
    ).submissions.find((one) => one.id === id)?.state ?? 'gone'
  await expect.poll(stateOf, { timeout: 30_000 }).toMatch(/filed|gone/)
}

test('whom one writes to is remembered by name and use, told at once, and is nobody else’s', async () => {
  const [elena, colleague, elsewhere] = [
    await newWriter(),
    await newWriter(),
    await newWriter('xandikos.example'),
  ]
  const ending = new AbortController()
  const heard = await listenTo(office, elena.browser, ending.signal)
  await write(elena, [person('Rossi@Studio.example', 'Nicolò Rossi'), person(elena.address)])
  await write(
    elena,
    [person('rossi@studio.example')],
    [person('bianchi@studio.example', 'bianchi@studio.example')],
  )
  const people = await written(elena)
  expect(people.find(({ address }) => address.startsWith('rossi'))).toMatchObject({
    address: 'rossi@studio.example',
    name: 'Nicolò Rossi',
    times: 2,
  })
  expect(people.find(({ address }) => address.startsWith('bianchi'))).toMatchObject({ name: '', times: 1 })
  expect(people).toHaveLength(2)
  await expect.poll(heard, { timeout: 30_000 }).toContain('contacts.written-changed')
  ending.abort()
  expect(await written(colleague)).toEqual([])
  expect(await written(elsewhere)).toEqual([])
})

test('who is forgotten is gone until that is taken back, and then as they were', async () => {
  const elena = await newWriter()
  await write(
    elena,
    ['a', 'b', 'c'].map((one) => person(`${one}@studio.example`, one.toUpperCase())),
  )
  const before = await written(elena)
  const forget = (some: string[] | null) =>
    elena.browser.post<{ people: WrittenTo[] }>('/api/contacts/written/forget', { addresses: some })
  const { people } = await forget(['A@studio.example'])
  expect(await addresses(elena)).toEqual(['b@studio.example', 'c@studio.example'])
  await elena.browser.post('/api/contacts/written/remember', { people })
  expect((await written(elena)).toSorted(byAddress)).toEqual(before.toSorted(byAddress))
  expect((await forget(null)).people).toHaveLength(3)
  expect(await written(elena)).toEqual([])
})
const byAddress = (a: WrittenTo, b: WrittenTo) => a.address.localeCompare(b.address)

test('nobody is remembered where that is switched off, or where there are no address books', async () => {
  const [elena, without] = [await newWriter(), await newWriter('senza.example')]
  const wishes = await elena.browser.get<Preferences>('/api/settings/preferences')
  const payload = { ...wishes, collectsWritten: false }
  await elena.browser.call({ method: 'PUT', url: '/api/settings/preferences', payload })
  for (const one of [elena, without]) await write(one, [person('rossi@studio.example')])
  expect(await written(elena)).toEqual([])
  const { count } = await office.server.db
    .selectFrom('written_to')
    .where(
      'account_id',
      'in',
      [elena, without].map(({ browser }) => browser.me.accountId),
    )
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  expect(Number(count)).toBe(0)
})

test('what Sent knows from before is read once, and what is forgotten of it does not come back', async () => {
  const elena = await newWriter()
  const raw = aMessage().from(elena.address).to('Anna Venturi <venturi@comune.example>').build()
  await appendMany(office.dovecot, { user: elena.address }, 'Sent', [{ raw, receivedAt: new Date() }])
  await written(elena)
  await expect.poll(() => addresses(elena)).toEqual(['venturi@comune.example'])
  await elena.browser.post('/api/contacts/written/forget', { addresses: null })
  await written(elena)
  await write(elena, [person('rossi@studio.example')])
  expect(await addresses(elena)).toEqual(['rossi@studio.example'])
})

test('of two thousand those least useful make room', async () => {
  const elena = await newWriter()
  const people = Array.from({ length: 2_000 }, (_, at) => ({
    address: `n${at}@studio.example`,
    name: '',
    times: at === 0 ? 1 : 5,
    lastAt: new Date(Date.now() - (at === 1 ? 400 : 2) * 86_400_000).toISOString(),
  }))
  await elena.browser.post('/api/contacts/written/remember', { people })
  await write(elena, [person('nuovo@studio.example')])
  const now = await addresses(elena)
  expect(now).toHaveLength(2_000)
  expect(now).toContain('nuovo@studio.example')
  expect(now).not.toContain('n1@studio.example')
})

test('stars and searches are a person’s own, told to their other tabs, and bounded', async () => {
  const [elena, colleague] = [await newWriter(), await newWriter()]
  const ending = new AbortController()
  const heard = await listenTo(office, elena.browser, ending.signal)
  const kept = ({ browser }: Writer) => browser.get<Kept>('/api/contacts/kept')
  const put = ({ browser }: Writer, url: string, payload: object) =>
    browser.call({ method: 'PUT', url: `/api/contacts/${url}`, payload })
  const star = (uid: string, favourite = true) => put(elena, 'favourites', { uid, favourite })
  for (const uid of ['uno', 'due', 'due']) expect((await star(uid)).status).toBe(204)
  await star('uno', false)
  const search: SavedSearch = { id: randomUUID(), name: 'Studi', text: 'studio', bookId: null }
  const { id, ...words } = search
  await put(elena, `searches/${id}`, words)
  await expect.poll(heard, { timeout: 30_000 }).toContain('contacts.kept-changed')
  ending.abort()
  expect(await kept(elena)).toEqual({ favourites: ['due'], searches: [search] })

  // The same name of somebody else is another search.
  await put(colleague, `searches/${id}`, { ...words, name: 'Mia' })
  await colleague.browser.call({ method: 'DELETE', url: `/api/contacts/searches/${id}` })
  await put(elena, `searches/${id}`, { ...words, name: 'Studi tecnici' })
  expect((await kept(elena)).searches).toEqual([{ ...search, name: 'Studi tecnici' }])
  expect(await kept(colleague)).toEqual({ favourites: [], searches: [] })

  const more = Array.from({ length: 99 }, () => put(elena, `searches/${randomUUID()}`, words))
  await Promise.all(more)
  expect((await put(elena, `searches/${randomUUID()}`, words)).body).toContain('contacts/kept-full')
})
