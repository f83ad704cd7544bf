import type { CardRow, Duplicate, MergePreview } from '@staffetta/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, type Office, openOffice } from './calendar-desk.ts'
import { call, type ContactsDesk, type Done, newContactsDesk, point } from './contacts-desk.ts'

const names = ['Radicale', 'Cyrus'] as const
let office: Office
beforeAll(async () => {
  office = await openOffice({}, names)
}, 180_000)
afterAll(() => office?.stop())

const named = (given: string, family: string) => ({
  fullName: `${given} ${family}`,
  name: { family, given, additional: '', prefix: '', suffix: '' },
})

/** The same person twice, in two books, a group with the second, and a homonym. */
async function twice(desk: ContactsDesk) {
  const { bookId } = await desk.browser.post<{ bookId: string }>('/api/contacts/books', {
    name: 'Ufficio',
    colour: 'viola',
    description: '',
  })
  const kept = await desk.create({
    ...named('Lucia', 'Sarti'),
    emails: [point('lucia.sarti@monteverde.example')],
    title: 'Istruttrice',
    note: 'Prima',
  })
  const gone = await desk.create(
    {
      ...named('Lucia', 'Sarti'),
      emails: [point('LUCIA.SARTI@monteverde.example'), point('lucia@casa.example')],
      title: 'Ufficiale d’anagrafe',
      phones: [point('333 555 0199')],
      note: 'Seconda',
    },
    bookId,
  )
  await desk.create({ ...named('Lucia', 'Sarti'), organisation: 'Ferramenta' })
  const uidOf = async (ref: string) => (await desk.detail(ref)).uid
  const group = await desk.create({
    kind: 'group',
    fullName: 'Anagrafe',
    members: [await uidOf(gone.ref)],
  })
  return { bookId, kept, gone, group, uidOf }
}

const found = async (desk: ContactsDesk, query = '') =>
  (await desk.browser.get<{ duplicates: Duplicate[] }>(`/api/contacts/duplicates${query}`)).duplicates
const preview = (desk: ContactsDesk, kept: string, gone: string) =>
  desk.browser.get<MergePreview>(`/api/contacts/merge?${new URLSearchParams({ kept, gone })}`)
const bodyOf = ({ kept, gone }: MergePreview, choices: object = {}) => ({
  kept: { ref: kept.ref, etag: kept.etag },
  gone: { ref: gone.ref, etag: gone.etag },
  choices,
})

describe.each(names)('%s', (name) => {
  test('one person in two books is found, made one with what was chosen, and taken back with their groups', async () => {
    const desk = await newContactsDesk(office, name)
    const { bookId, kept, gone, group, uidOf } = await twice(desk)

    const all = await found(desk)
    expect(all[0]).toMatchObject({ level: 'certain', refs: expect.arrayContaining([kept.ref, gone.ref]) })
    expect(all[0]!.evidence.map(({ kind }) => kind)).toEqual(['email', 'name'])
    expect(all.slice(1).map(({ level }) => level)).toEqual(['possible', 'possible'])
    expect(await found(desk, `?bookId=${bookId}`)).toEqual([])

    const before = await preview(desk, kept.ref, gone.ref)
    expect(before.fields.find(({ field }) => field === 'title')!.state).toBe('differ')
    expect(before.fields.find(({ field }) => field === 'emails')!.state).toBe('union')
    const texts = [await desk.source(kept.ref), await desk.source(gone.ref), await desk.source(group.ref)]

    const done = await desk.browser.post<Done>('/api/contacts/merge', bodyOf(before, { title: 'gone' }))
    const { fields } = await desk.detail(kept.ref)
    expect(fields).toMatchObject({ title: 'Ufficiale d’anagrafe', note: 'Prima\n\nSeconda' })
    expect(fields.emails.map(({ value }) => value)).toEqual([
      'lucia.sarti@monteverde.example',
      'lucia@casa.example',
    ])
    expect(fields.phones).toHaveLength(1)
    expect((await call(desk, 'GET', `cards/${gone.ref}`)).status).toBe(404)
    const members = async () =>
      (await desk.cards())
        .find(({ ref }: CardRow) => ref === group.ref)!
        .members.map((one) => one.toLowerCase())
    expect(await members()).toEqual([(await uidOf(kept.ref)).toLowerCase()])
    expect((await found(desk)).map(({ level }) => level)).toEqual(['possible'])

    expect((await call(desk, 'POST', 'undo', { undo: done.undo })).status).toBe(204)
    expect(await members()).toEqual([(await uidOf(gone.ref)).toLowerCase()])
    const without = (text: string) => text.replace(/^(?:REV|PRODID).*\r?\n/gm, '')
    expect(
      [await desk.source(kept.ref), await desk.source(gone.ref), await desk.source(group.ref)].map(without),
    ).toEqual(texts.map(without))
  })

  test('what somebody else changed meanwhile is a conflict, and nothing is merged', async () => {
    const desk = await newContactsDesk(office, name)
    const { kept, gone } = await twice(desk)
    const before = await preview(desk, kept.ref, gone.ref)
    await desk.other.edit(kept.ref, (text) => text.replace('Istruttrice', 'Dirigente'))

    const merge = (seen: MergePreview) => call(desk, 'POST', 'merge', bodyOf(seen))
    expect(await codeOf(merge(before))).toBe('contacts/conflict')
    expect((await desk.detail(kept.ref)).fields.title).toBe('Dirigente')
    expect((await desk.detail(gone.ref)).fields.title).toBe('Ufficiale d’anagrafe')
    expect((await merge(await preview(desk, kept.ref, gone.ref))).status).toBe(200)
  })

  test('who is said to be somebody else is not proposed again, to this person alone', async () => {
    const [desk, other] = [await newContactsDesk(office, name), await newContactsDesk(office, name)]
    const { kept, gone } = await twice(desk)
    const say = (notSame: boolean) =>
      desk.browser.call({
        method: 'PUT',
        url: '/api/contacts/duplicates/not-same',
        payload: { refs: [gone.ref, kept.ref], notSame },
      })

    expect((await say(true)).status).toBe(204)
    expect((await found(desk)).map(({ level }) => level)).toEqual(['possible', 'possible'])
    expect((await say(false)).status).toBe(204)
    expect((await found(desk))[0]!.level).toBe('certain')
    const theirs = { refs: [gone.ref, kept.ref], notSame: true }
    expect(
      (
        await other.browser.call({
          method: 'PUT',
          url: '/api/contacts/duplicates/not-same',
          payload: theirs,
        })
      ).status,
    ).toBe(404)
    const read = bodyOf(await preview(desk, kept.ref, gone.ref))
    expect((await call(other, 'POST', 'merge', read)).status).toBe(404)
  })
})
