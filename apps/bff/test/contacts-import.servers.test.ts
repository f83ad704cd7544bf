import { isUtf8 } from 'node:buffer'
import { readdirSync, readFileSync } from 'node:fs'
import { blankCard, type ContactsComparison, type ContactsImport } from '@staffetta/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, type Office, openOffice } from './calendar-desk.ts'
import { call, type ContactsDesk, newContactsDesk, point, vcard } from './contacts-desk.ts'

let office: Office

beforeAll(async () => {
  office = await openOffice({}, ['Radicale', 'Cyrus'])
}, 180_000)
afterAll(() => office?.stop())

const jpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/wAARCAAQABADASIAAhEBAxEB/9sAQwABAQEBAQEBAQEBAQEBAQEBAQEBAQEB',
  'base64',
)
/** As Outlook in Italy writes it: windows-1252, semicolons. */
const outlook = Buffer.from(
  [
    'Titolo;Nome;Cognome;Società;Reparto;Posizione;Telefono ufficio;Cellulare;Indirizzo posta elettronica;Compleanno;Matricola',
    'Dott.ssa;Lucia;Sarti;Comune di Monteverde;Anagrafe;Responsabile;0575 1;333 1234567;lucia@example.it;04/03/1980;17',
    ';Niccolò;Già;;;;;;"/o=Ente/cn=gia";00/00/00;',
    ';;;;;;;;;;99',
    ';Ugo;"De ""Santis""";;;;0575 2;;ugo@example.it;;12',
  ].join('\r\n'),
  'latin1',
)

async function read(
  { browser }: ContactsDesk,
  file: string | Buffer,
  name = 'contatti',
): Promise<ContactsImport> {
  const answer = await browser.call({
    method: 'POST',
    url: `/api/contacts/imports?fileName=${name}`,
    payload: Buffer.from(file),
    headers: { 'content-type': 'application/octet-stream' },
  })
  if (answer.status !== 200) throw new Error(answer.body)
  return answer.json<ContactsImport>()
}

async function store(
  { browser, book }: ContactsDesk,
  { id }: ContactsImport,
  mode: 'all' | 'skip' | 'update' = 'skip',
): Promise<ContactsImport> {
  await browser.post(`/api/contacts/imports/${id}/start`, { bookId: book.id, mode })
  return ended({ browser }, id)
}

async function ended({ browser }: Pick<ContactsDesk, 'browser'>, id: string): Promise<ContactsImport> {
  for (;;) {
    const now = await browser.get<ContactsImport>(`/api/contacts/imports/${id}`)
    if (now.state !== 'running') return now
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const compared = ({ browser, book }: ContactsDesk, { id }: ContactsImport) =>
  browser.get<ContactsComparison>(`/api/contacts/imports/${id}/comparison?bookId=${book.id}`)

async function namesBecome(desk: ContactsDesk, wanted: string[]): Promise<void> {
  await expect.poll(async () => (await desk.names()).toSorted()).toEqual(wanted)
}

async function exported(desk: ContactsDesk, format: string, more: object = {}) {
  const answer = await call(desk, 'POST', 'export', {
    format,
    bookId: desk.book.id,
    refs: [],
    name: 'Uffici',
    ...more,
  })
  expect(answer.status).toBe(200)
  return Buffer.from(answer.body)
}

describe.each(['Radicale', 'Cyrus'] as const)('on %s', (server) => {
  test('a table of Outlook is looked through, its columns are chosen, and it is stored once', async () => {
    const desk = await newContactsDesk(office, server)
    const first = await read(desk, outlook, 'rubrica.csv')

    expect(first).toMatchObject({
      format: 'csv',
      encoding: 'windows-1252',
      people: 3,
      leftCount: 1,
      partlyCount: 1,
    })
    expect(first.columns.map(({ target }) => target.name || target.kind)).toEqual([
      'name.prefix',
      'name.given',
      'name.family',
      'organisation',
      'unit.1',
      'title',
      'phones.work.value',
      'phones.cell.value',
      'emails.1.value',
      'birthday',
      'undecided',
    ])
    expect(first.problems.map(({ problem, at, column }) => [problem, at, column])).toEqual([
      ['nobody', 4, ''],
      ['not-an-address', 3, 'Indirizzo posta elettronica'],
    ])
    expect(first.sample[2]).toMatchObject({ name: 'Ugo De "Santis"' })
    const columns = first.columns.map(({ target }) =>
      target.kind === 'undecided' ? { kind: 'custom', name: 'Matricola' } : target,
    )
    const url = `/api/contacts/imports/${first.id}/columns`
    const again = (
      await desk.browser.call({ method: 'PUT', url, payload: { columns } })
    ).json<ContactsImport>()
    expect(again.columns.at(-1)!.target).toEqual({ kind: 'custom', name: 'Matricola' })
    expect(await compared(desk, first)).toEqual({ fresh: 3, same: 0, changed: 0, repeated: 0, changes: [] })

    expect(await store(desk, first)).toMatchObject({
      state: 'done',
      added: 3,
      kept: 0,
      leftCount: 1,
      undoable: true,
    })

    await namesBecome(desk, ['Dott.ssa Lucia Sarti', 'Niccolò Già', 'Ugo De "Santis"'])
    const lucia = (await desk.cards()).find(({ name }) => name.includes('Lucia'))!
    expect((await desk.detail(lucia.ref)).fields).toMatchObject({
      name: { family: 'Sarti', given: 'Lucia', prefix: 'Dott.ssa' },
      birthday: { year: 1980, month: 3, day: 4 },
      units: ['Anagrafe'],
      custom: [{ label: 'Matricola', value: '17' }],
    })
    const twice = await read(desk, outlook)
    expect(await compared(desk, twice)).toMatchObject({ fresh: 0, same: 3, changed: 0 })
    expect(await store(desk, twice)).toMatchObject({ added: 0, updated: 0, kept: 3, undoable: false })

    const detail = await desk.detail(lucia.ref)
    await desk.change(lucia.ref, detail.etag, { note: 'Scritta dopo' })
    const undone = await desk.browser.post(`/api/contacts/imports/${first.id}/undo`)
    expect(undone).toEqual({ undone: 2, stayed: 1 })
    await namesBecome(desk, ['Dott.ssa Lucia Sarti'])
  })

  test('cards are left, brought up to date or made a second time, as one chooses', async () => {
    const desk = await newContactsDesk(office, server)
    const photo = `PHOTO;ENCODING=b;TYPE=JPEG:${jpeg.toString('base64')}`
    const ada = ['FN:Ada Blu', 'N:Blu;Ada;;;', 'X-ALTRO:resta', photo]
    await desk.other.put('ada', ada)
    const file = [
      vcard('ada', ['FN:Ada Blu', 'N:Blu;Ada;;;', 'TITLE:Messo', photo]),
      'BEGIN:VCARD\r\nVERSION:2.1\r\nN:Verdi;Bruno\r\nTEL;CELL:333\r\nEND:VCARD\r\n',
      vcard('squadra', [
        'FN:Squadra',
        'N:Squadra;;;;',
        'X-ADDRESSBOOKSERVER-KIND:group',
        'X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:ada',
      ]),
    ].join('')
    const first = await read(desk, file)
    expect(first).toMatchObject({ format: 'vcard', people: 2, groups: 1 })
    expect(await compared(desk, first)).toMatchObject({
      fresh: 2,
      changed: 1,
      changes: [{ name: 'Ada Blu', fields: ['title'] }],
    })
    expect(await store(desk, first)).toMatchObject({ added: 2, updated: 0, kept: 1, leftCount: 0 })

    expect(await store(desk, await read(desk, file), 'update')).toMatchObject({
      added: 0,
      updated: 1,
      kept: 2,
    })
    await expect
      .poll(async () => (await desk.cards()).find(({ name }) => name === 'Ada Blu'))
      .toMatchObject({ title: 'Messo' })
    const stored = (await desk.cards()).find(({ name }) => name === 'Ada Blu')!
    const source = (await desk.source(stored.ref)).replaceAll(/\r\n /g, '')
    expect(source).toContain('X-ALTRO:resta')
    expect(source).toContain(jpeg.toString('base64'))

    expect(await store(desk, await read(desk, file), 'all')).toMatchObject({ added: 3, leftCount: 0 })
    await namesBecome(desk, ['Ada Blu', 'Ada Blu', 'Bruno Verdi', 'Bruno Verdi', 'Squadra', 'Squadra'])
    const all = await desk.cards()
    const members = all.filter(({ kind }) => kind === 'group').flatMap((group) => group.members)
    const adas = all.filter(({ name }) => name === 'Ada Blu').map(({ uid }) => uid)
    expect(members.toSorted()).toEqual(adas.toSorted())
  })

  test('what is exported and imported again adds nothing, whatever the format', async () => {
    const desk = await newContactsDesk(office, server)
    expect((await store(desk, await read(desk, corpus))).added).toBeGreaterThan(30)
    await desk.create({
      ...blankCard,
      fullName: '=HYPERLINK("x")',
      name: { ...blankCard.name, family: '=HYPERLINK("x")' },
      phones: [point('+39 0575 1', { place: 'work', device: 'fax' })],
      note: 'Una nota\nsu due righe; con "virgolette"',
      categories: ['Uno, due', 'Tre'],
    })
    const count = (await desk.cards()).length
    let last: ContactsImport | undefined
    for (const format of ['vcard3', 'vcard4', 'csv', 'ldif']) {
      const file = await exported(desk, format)
      const again = await read(desk, file)
      const { fresh, changes } = await compared(desk, again)
      expect({ format, fresh, changes }).toEqual({ format, fresh: 0, changes: [] })
      last = again
    }
    expect(await store(desk, last!, 'update')).toMatchObject({ added: 0, updated: 0 })
    expect(await desk.cards()).toHaveLength(count)
  })
})

test('an import stops when it is told to, another node goes on with one, and a stranger’s is unknown', async () => {
  const desk = await newContactsDesk(office, 'Radicale')
  const file = Array.from({ length: 150 }, (_, i) => vcard(`n${i}`, [`FN:Persona ${i}`, `N:${i};;;;`])).join(
    '',
  )
  const first = await read(desk, file)
  const url = `/api/contacts/imports/${first.id}`
  await desk.browser.post(`${url}/start`, { bookId: desk.book.id, mode: 'all' })
  await expect
    .poll(async () => (await desk.browser.get<ContactsImport>(url)).done, { timeout: 30_000 })
    .toBeGreaterThan(0)
  const { sealed } = await rowOf(first).select('sealed').executeTakeFirstOrThrow()

  const stopped = await desk.browser.post<ContactsImport>(`${url}/cancel`)

  expect(stopped.state).toBe('cancelled')
  expect(stopped.done).toBeLessThan(150)
  // What was on its way is told, too.
  const told = async () => (await desk.browser.get<ContactsImport>(url)).added
  await expect.poll(async () => (await desk.cards()).length - (await told())).toBe(0)
  expect((await rowOf(first).select('sealed').executeTakeFirstOrThrow()).sealed).toBeNull()
  const stranger = await newContactsDesk(office, 'Radicale')
  for (const path of ['', '/undo', '/start', '/columns', '/cancel'])
    expect((await stranger.browser.call({ method: 'GET', url: url + path })).status).toBe(404)
  expect(await codeOf(stranger.browser.call({ method: 'POST', url: `${url}/undo` }))).toBe(
    'contacts/import-gone',
  )

  // As the row stood when its node went away, before what it did last was written down.
  await office.server.db
    .updateTable('file_import')
    .set({ state: 'running', done: 2, added: 2, sealed, beat_at: new Date(Date.now() - 60_000) })
    .where('id', '=', first.id)
    .execute()
  expect(await ended(desk, first.id)).toMatchObject({
    state: 'done',
    done: 150,
    added: 150,
    kept: 0,
    leftCount: 0,
  })
  await expect.poll(async () => (await desk.cards()).length).toBe(150)
}, 30_000)

const rowOf = ({ id }: ContactsImport) => office.server.db.selectFrom('file_import').where('id', '=', id)

test('into a book that is lent to change one imports as into one’s own, and takes it back', async () => {
  const [owner, colleague] = [
    await newContactsDesk(office, 'Radicale'),
    await newContactsDesk(office, 'Radicale'),
  ]
  const url = `/api/contacts/books/${owner.book.id}/sharing`
  await owner.browser.call({ method: 'PUT', url, payload: { address: colleague.address, right: 'write' } })
  const book = (await colleague.books()).find(({ kind }) => kind === 'shared')!
  const lent = { ...colleague, book }
  const done = await store(lent, await read(colleague, outlook))
  expect(done).toMatchObject({ state: 'done', added: 3, undoable: true })
  await namesBecome(owner, ['Dott.ssa Lucia Sarti', 'Niccolò Già', 'Ugo De "Santis"'])
  expect((await exported(lent, 'vcard4')).toString()).toContain('Sarti;Lucia')
  expect(await colleague.browser.post(`/api/contacts/imports/${done.id}/undo`)).toEqual({
    undone: 3,
    stayed: 0,
  })
  await namesBecome(owner, [])
})

test('what is no file of contacts, or too much of one, is refused with a word', async () => {
  const desk = await newContactsDesk(office, 'Radicale')
  const zip = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(5_000)])
  await expect(read(desk, zip, 'x.csv')).rejects.toThrow('contacts/import-unreadable')
  await expect(read(desk, ' \r\n')).rejects.toThrow('contacts/import-empty')
  await expect(read(desk, Buffer.alloc(50_000_001, 65))).rejects.toThrow('contacts/import-too-large')
  const many = `Nome\r\n${'x\r\n'.repeat(50_001)}`
  await expect(read(desk, many)).rejects.toThrow('contacts/import-too-large')
})

test('while a large file is read and compared, nobody else waits', async () => {
  const desk = await newContactsDesk(office, 'Radicale')
  const other = await newContactsDesk(office, 'Radicale')
  const file = Array.from({ length: 2_000 }, (_, i) =>
    vcard(`g${i}`, [`FN:Persona ${i}`, `N:${i};;;;`, `EMAIL:p${i}@example.it`, `TEL;TYPE=CELL:333${i}`]),
  ).join('')
  const reading = new AbortController()
  const work = read(desk, file)
    .then((ready) => compared(desk, ready))
    .finally(() => reading.abort())
  let longest = 0
  while (!reading.signal.aborted) {
    const startedAt = performance.now()
    await other.books()
    longest = Math.max(longest, performance.now() - startedAt)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  expect((await work).fresh).toBe(2_000)
  expect(longest).toBeLessThan(500)
})

/** Cards of many programs, each file ended as the next needs it. */
const folder = new URL('../../../packages/vcard/corpus/', import.meta.url)
const corpus = Buffer.concat(
  readdirSync(folder)
    .filter((name) =>
      /^(?:android|apple|davmail|evo|google|icloud|keys|lines|many|nextcloud|no|outlook-21-qp|partial|thunder)/.test(
        name,
      ),
    )
    .map((name) => readFileSync(new URL(name, folder)))
    .filter((file) => isUtf8(file))
    .map((file) => Buffer.concat([file, Buffer.from('\r\n')])),
)
