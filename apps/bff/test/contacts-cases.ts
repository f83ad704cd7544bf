import { randomUUID } from 'node:crypto'
import { blankCard } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { codeOf, type Office } from './calendar-desk.ts'
import { call, type ContactsDesk, type Done, point } from './contacts-desk.ts'

/** One red pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)
const lucia = {
  fullName: 'Lucia Sarti',
  name: { family: 'Sarti', given: 'Lucia', additional: '', prefix: '', suffix: '' },
  organisation: 'Comune di Monteverde',
  units: ['Servizi al cittadino', 'Anagrafe'],
  title: 'Ufficiale d’anagrafe',
  emails: [point('lucia.sarti@monteverde.example', { place: 'work', preferred: true })],
  phones: [point('0722 555 0112', { place: 'work' }), point('333 555 0199', { device: 'cell' })],
  categories: ['Capi settore'],
  note: 'Località Ponte Vecchio',
}

/** What holds on every server. */
export function contactsCases(office: () => Office, deskOf: () => Promise<ContactsDesk>): void {
  test('somebody new has a book to write in; more are made, named, coloured, chosen and removed', async () => {
    const desk = await deskOf()
    expect(desk.book).toMatchObject({ kind: 'own', can: { write: true } })
    const own = async () => (await desk.books()).find(({ id }) => id === desk.book.id)
    await expect.poll(own, { timeout: 30_000 }).toMatchObject({ state: 'ready' })
    const { bookId } = await desk.browser.post<{ bookId: string }>('/api/contacts/books', {
      name: 'Professionisti & imprese',
      colour: 'viola',
      description: 'Di fiducia',
    })
    const find = async () => (await desk.books()).find(({ id }) => id === bookId)
    expect(await find()).toMatchObject({
      name: 'Professionisti & imprese',
      colour: 'viola',
      isDefault: false,
    })

    expect(
      (await call(desk, 'PATCH', `books/${bookId}`, { name: 'Imprese', colour: 'bosco', isDefault: true }))
        .status,
    ).toBe(204)
    expect(await find()).toMatchObject({ name: 'Imprese', colour: 'bosco', isDefault: true })
    expect((await desk.books()).filter(({ isDefault }) => isDefault)).toHaveLength(1)

    expect((await call(desk, 'DELETE', `books/${bookId}`)).status).toBe(204)
    expect(await find()).toBeUndefined()
  })

  test('a card is stored with all it says, once, and found by any word without its accents', async () => {
    const desk = await deskOf()
    const id = randomUUID()
    const body = { id, bookId: desk.book.id, fields: { ...blankCard, ...lucia } }
    const done = await desk.browser.post<Done>('/api/contacts/cards', body)
    expect((await desk.browser.post<Done>('/api/contacts/cards', body)).ref).toBe(done.ref)

    const [row] = (await desk.cards()).filter(({ name: said }) => said === 'Lucia Sarti')
    expect(row).toMatchObject({
      ref: done.ref,
      uid: id,
      sortName: 'Sarti Lucia',
      office: 'Anagrafe',
      photo: '',
      problem: null,
    })
    const detail = await desk.detail(done.ref)
    expect(detail).toMatchObject({
      etag: done.etag,
      uid: id,
      fields: { title: lucia.title, units: lucia.units, note: lucia.note },
    })
    expect(detail.fields.phones).toMatchObject([
      { value: '0722 555 0112', place: 'work' },
      { device: 'cell' },
    ])
    for (const words of ['localita ponte', 'SARTI anagrafe', '07225550112', 'capi settore', 'lucia.sarti@'])
      expect(await desk.found(words)).toContain('Lucia Sarti')
    expect(await desk.found('lucia bianchi')).toEqual([])
  })

  test('a change leaves what it does not name to the letter, merges with others and tells of a conflict', async () => {
    const desk = await deskOf()
    const ref = await desk.other.put(randomUUID(), [
      'FN:Rosa Gentili',
      'N:Gentili;Rosa;;;',
      'TITLE:Bibliotecaria',
      'X-SCAFFALE;X-PIANO=2:Sala "B"',
      'item1.TEL;TYPE=work:0722 1',
      'item1.X-ABLabel:Banco',
    ])
    const seen = await desk.detail(ref)
    await desk.other.edit(ref, (text) => text.replace('TITLE:Bibliotecaria', 'TITLE:Responsabile'))

    const merged = await desk.change(ref, seen.etag, { note: 'Giovedì chiuso' })
    expect(merged.status).toBe(200)
    const text = await desk.source(ref)
    expect(text).toMatch(/TITLE:Responsabile/)
    expect(text).toMatch(/NOTE:Giovedì chiuso/)
    expect(text.toUpperCase()).toMatch(/X-SCAFFALE;X-PIANO="?2"?:SALA "B"/)
    expect((await desk.detail(ref)).fields.phones).toMatchObject([{ value: '0722 1', label: 'Banco' }])

    const conflict = await desk.change(ref, seen.etag, { title: 'Direttrice' })
    expect(conflict.json()).toMatchObject({ code: 'contacts/conflict', details: { fields: ['title'] } })
    expect(await desk.source(ref)).toMatch(/TITLE:Responsabile/)

    const done = merged.json<Done>()
    expect((await call(desk, 'POST', 'undo', { undo: done.undo })).status).toBe(204)
    expect((await desk.detail(ref)).fields.note).toBe('')
    expect(await codeOf(call(desk, 'POST', 'undo', { undo: done.undo }))).toBe('contacts/undo-too-late')
  })

  test('a picture is one by its bytes, is told apart by its mark and goes again', async () => {
    const desk = await deskOf()
    const { ref } = await desk.create({ fullName: 'Con la foto' })
    const put = (payload: Buffer) =>
      desk.browser.call({
        method: 'PUT',
        url: `/api/contacts/cards/${ref}/photo`,
        payload,
        headers: { 'content-type': 'application/octet-stream' },
      })
    expect(await codeOf(put(Buffer.from('<svg onload="alert(1)"/>')))).toBe('contacts/photo-refused')
    expect(await codeOf(put(Buffer.concat([png, Buffer.alloc(600_000)])))).toBe('contacts/photo-refused')
    expect((await put(png)).status).toBe(200)

    const mark = async () => (await desk.cards()).find((card) => card.ref === ref)!.photo
    expect(await mark()).not.toBe('')
    const answer = await office().server.app.inject({
      method: 'GET',
      url: `/api/contacts/cards/${ref}/photo`,
      headers: { cookie: desk.browser.cookie },
    })
    expect([answer.headers['content-type'], answer.rawPayload.equals(png)]).toEqual(['image/png', true])
    expect((await call(desk, 'DELETE', `cards/${ref}/photo`)).status).toBe(200)
    expect(await mark()).toBe('')
  })

  test('several are moved, copied and removed at once, and it is all taken back', async () => {
    const desk = await deskOf()
    const { bookId } = await desk.browser.post<{ bookId: string }>('/api/contacts/books', {
      name: 'Altra',
      colour: 'cielo',
      description: '',
    })
    const refs = [
      (await desk.create({ fullName: 'Primo' })).ref,
      (await desk.create({ fullName: 'Secondo' })).ref,
    ]
    const gone = `${refs[0]!.split('.')[0]}.${Buffer.from('mai-esistito.vcf').toString('base64url')}`
    const undo = async (answer: Promise<{ undo: string }>) =>
      expect((await call(desk, 'POST', 'undo', { undo: (await answer).undo })).status).toBe(204)
    const here = async () => (await desk.names()).filter((one) => /Primo|Secondo/.test(one))

    const moved = await desk.browser.post<{ undo: string; failed: string[] }>('/api/contacts/cards/move', {
      refs: [...refs, gone],
      bookId,
      copy: false,
    })
    expect(moved.failed).toEqual([gone])
    expect([await here(), await desk.names(bookId)]).toEqual([[], ['Primo', 'Secondo']])
    await undo(Promise.resolve(moved))
    expect([await here(), await desk.names(bookId)]).toEqual([['Primo', 'Secondo'], []])

    const copied = desk.browser.post<{ undo: string }>('/api/contacts/cards/move', {
      refs,
      bookId,
      copy: true,
    })
    await copied
    expect([await here(), await desk.names(bookId)]).toEqual([
      ['Primo', 'Secondo'],
      ['Primo', 'Secondo'],
    ])
    await undo(copied)
    expect(await desk.names(bookId)).toEqual([])

    const removed = desk.browser.post<{ undo: string }>('/api/contacts/cards/remove', { refs })
    await removed
    expect(await here()).toEqual([])
    await undo(removed)
    expect(await here()).toEqual(['Primo', 'Secondo'])
  })

  test('what cannot be read is listed and kept; what is odd is bounded', async () => {
    const desk = await deskOf()
    const lines: Record<string, string[]> = {
      lungo: ['FN:Nota lunga', 'N:Lunga;Nota;;;', `NOTE:${'a'.repeat(300_000)}`],
      molte: ['FN:Molte righe', 'N:Righe;Molte;;;', ...Array.from({ length: 3_000 }, (_, i) => `TEL:${i}`)],
      '<b>&"\' strano': ['FN:Nome strano', 'N:Strano;Nome;;;'],
    }
    for (const [uid, content] of Object.entries(lines))
      await desk.other.put(uid, content).catch(() => undefined)
    const rows = await desk.cards()
    const many = rows.find((row) => row.name === 'Molte righe')
    if (many !== undefined) expect(many.phones).toHaveLength(20)
    const long = rows.find((row) => row.name === 'Nota lunga')
    if (long === undefined) return
    const detail = await desk.detail(long.ref)
    expect(detail.fields.note).toHaveLength(300_000)
    expect((await desk.change(long.ref, detail.etag, { title: 'Resta' })).status).toBe(200)
    expect((await desk.detail(long.ref)).fields.note).toHaveLength(300_000)
  })
}
