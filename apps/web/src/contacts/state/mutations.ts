import type { BookId, CardChange, CardDetail, CardFields, CardRef, MergeChoices } from '@staffetta/contract'
import { api } from '../../app/api.ts'
import { tellFailure } from '../../app/errors.tsx'
import { i18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { queryClient } from '../../app/query-client.ts'
import { performer, type Performed } from '../../calendar/state/perform.ts'
import { pending } from './changes.ts'
import { type Contact, rowOf, savingRef } from './contact.ts'
import { refreshContacts } from './live.ts'

/** What was done in several steps is taken back in as many, the last first. */
const perform = performer(
  pending,
  () => refreshContacts(queryClient),
  async (undos) => {
    for (const undo of undos.split(' ').reverse()) await api.contacts.undoCards({ undo })
  },
)

/** A new picture, none, or (undefined) the one that is there. */
export type PhotoChange = Blob | null | undefined

type Saved = { ref: CardRef; undo: string }

export function createCard(
  id: string,
  bookId: BookId,
  fields: CardFields,
  photo?: PhotoChange,
): Performed<Saved> {
  const shown = rowOf(fields, { ref: savingRef(id), uid: id, bookId, photo: '' })
  return perform({ before: [], after: [shown] }, async () => {
    const { ref, undo } = await api.contacts.createCard({ id, bookId, fields })
    return { ref, undo: await withPhoto(ref, undo, photo) }
  })
}

/** Several in one book, taken back together. */
export function createCards(bookId: BookId, cards: readonly CardFields[]): Performed {
  const made = cards.map((fields) => ({ id: crypto.randomUUID(), fields }))
  const after = made.map(({ id, fields }) =>
    rowOf(fields, { ref: savingRef(id), uid: id, bookId, photo: '' }),
  )
  return perform({ before: [], after }, async () => {
    const undos: string[] = []
    for (const { id, fields } of made)
      undos.push((await api.contacts.createCard({ id, bookId, fields })).undo)
    return { undo: undos.join(' ') }
  })
}

export function changeCard(
  detail: CardDetail,
  row: Contact | undefined,
  change: CardChange,
  photo?: PhotoChange,
): Performed<Saved> {
  const { ref, etag, bookId, uid, fields } = detail
  const before = row ?? rowOf(fields, { ref, uid, bookId, photo: '' })
  const after = rowOf({ ...fields, ...change } as CardFields, before)
  return perform({ before: [before], after: [after] }, async () => {
    const done =
      Object.keys(change).length > 0
        ? await api.contacts.changeCard({ ref, etag, change })
        : { ref, undo: '' }
    return { ref: done.ref, undo: await withPhoto(done.ref, done.undo, photo) }
  })
}

/** The words are stored whatever becomes of the picture: what went wrong with it is said by itself. */
async function withPhoto(ref: CardRef, undo: string, photo: PhotoChange): Promise<string> {
  if (photo === undefined) return undo
  try {
    const done =
      photo === null
        ? await api.contacts.removeCardPhoto({ ref })
        : await api.contacts.changeCardPhoto({ ref }, photo)
    return [undo, done.undo].filter(Boolean).join(' ')
  } catch (error) {
    if (undo === '') throw error
    tellFailure(error)
    return undo
  }
}

/** The people of a group, on whatever is stored. */
export function changeMembers(group: Contact, members: string[]): Performed {
  return perform({ before: [group], after: [{ ...group, members }] }, async () => {
    const { etag } = await api.contacts.getCard({ ref: group.ref })
    return api.contacts.changeCard({ ref: group.ref, etag, change: { members } })
  })
}

type ReadCard = Pick<CardDetail, 'ref' | 'etag'>

/** Two cards become the one that is kept; `choices` in its words. */
export function mergeCards(
  { kept, gone, choices }: { kept: ReadCard; gone: ReadCard; choices: MergeChoices },
  rows: readonly Contact[],
): Performed {
  const stays = rows.filter(({ ref }) => ref === kept.ref)
  const read = ({ ref, etag }: ReadCard) => ({ ref, etag })
  return perform({ before: [...rows], after: stays }, () =>
    api.contacts.mergeCards({ kept: read(kept), gone: read(gone), choices }),
  )
}

export function removeCards(contacts: readonly Contact[]): Performed {
  const refs = contacts.map(({ ref }) => ref)
  return perform({ before: [...contacts], after: [] }, () =>
    inParts(refs, (some) => api.contacts.removeCards({ refs: some })),
  )
}

/** Whole, untouched, into another book; `copy`: it stays where it is, too. */
export function moveCards(contacts: readonly Contact[], bookId: BookId, copy: boolean): Performed {
  const refs = contacts.map(({ ref }) => ref)
  const wanted = copy
    ? { before: [], after: [] }
    : { before: [...contacts], after: contacts.map((one) => ({ ...one, bookId })) }
  return perform(wanted, () => inParts(refs, (some) => api.contacts.moveCards({ refs: some, bookId, copy })))
}

/** As many as one request may name. */
const most = 500

async function inParts(
  refs: CardRef[],
  work: (some: CardRef[]) => Promise<{ undo: string; failed: CardRef[] }>,
): Promise<{ undo: string }> {
  const undos: string[] = []
  let failed = 0
  for (let at = 0; at < refs.length; at += most) {
    const done = await work(refs.slice(at, at + most))
    undos.push(done.undo)
    failed += done.failed.length
  }
  if (failed > 0) notify({ text: i18n().t('contacts.done.some', { count: failed }), tone: 'bad' })
  return { undo: undos.join(' ') }
}
