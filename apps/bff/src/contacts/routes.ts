import { Readable } from 'node:stream'
import {
  contacts as contract,
  contactsDuplicates,
  contactsKept,
  contactsSharing,
  contactsWritten,
} from '@staffetta/contract'
import { octetsOf } from '@staffetta/vcard'
import type { FastifyInstance } from 'fastify'
import { listColleagues } from '../dav/colleagues.ts'
import { hrefOfId } from '../dav/refs.ts'
import { getSharing, putShare } from '../dav/sharing.ts'
import { AppError } from '../http/app-error.ts'
import { mount } from '../http/mount.ts'
import { sendBytes } from '../mail/send-bytes.ts'
import { changeBook, createFurtherBook, removeBook } from './book-settings.ts'
import { listBooks } from './books.ts'
import { listBirthdays, listCards, searchCards } from './cards.ts'
import { changeCard, changePhoto, createCard } from './changes.ts'
import { listKept, putSearch, removeSearch, setFavourite } from './kept.ts'
import { listDuplicates, setNotSame } from './duplicates.ts'
import { mergeCards, previewMerge } from './merge.ts'
import { getCard, openCard, readSource } from './open-card.ts'
import { pictureIn, receivedPicture } from './photo.ts'
import { moveCards, removeCards } from './several.ts'
import { bookSharing, type SharingDeps } from './sharing.ts'
import { undo } from './undo.ts'
import type { WrittenPeople } from './written-people.ts'

export function mountContacts(
  app: FastifyInstance,
  { written, ...deps }: SharingDeps & { written: WrittenPeople },
): void {
  const { contacts } = deps

  mount(app, contract.listBooks, async ({ account }) => listBooks(deps, contacts.of(account)))
  mount(app, contract.createBook, async ({ account, body }) =>
    createFurtherBook(deps, contacts.of(account), body),
  )
  mount(app, contract.changeBook, async ({ account, params, body }) =>
    changeBook(deps, contacts.of(account), params.bookId, body),
  )
  mount(app, contract.removeBook, async ({ account, params }) =>
    removeBook(deps, contacts.of(account), params.bookId),
  )

  mount(app, contract.listCards, async ({ account, params }) =>
    listCards(deps, contacts.of(account), params.bookId),
  )
  mount(app, contract.searchCards, async ({ account, query }) =>
    searchCards(deps, contacts.of(account), query.text),
  )
  mount(app, contract.listBirthdays, async ({ account }) => listBirthdays(deps, contacts.of(account)))
  mount(app, contract.getCard, async ({ account, params }) => getCard(deps, contacts.of(account), params.ref))
  mount(app, contract.downloadCard, async ({ account, params, reply }) => {
    const { text, fileName } = await readSource(deps, contacts.of(account), params.ref)
    const headers = { type: 'text/vcard; charset=utf-8', fileName, disposition: 'attachment' } as const
    await sendBytes(reply, Readable.from([Buffer.from(text)]), headers)
  })
  mount(app, contract.getCardPhoto, async ({ account, params, reply }) => {
    const { card } = await openCard(deps, contacts.of(account), params.ref)
    const octets = octetsOf(card, 'photo')
    if (octets === undefined) throw new AppError('contacts/photo-refused')
    const { type, bytes } = pictureIn(octets)
    const headers = { type, fileName: 'foto', disposition: 'inline', sizeBytes: bytes.length } as const
    await sendBytes(reply, Readable.from([bytes]), headers)
  })

  mount(app, contract.createCard, async ({ account, body }) => createCard(deps, contacts.of(account), body))
  mount(app, contract.changeCard, async ({ account, params, body }) =>
    changeCard(deps, contacts.of(account), params.ref, body),
  )
  mount(app, contract.changeCardPhoto, async ({ account, params, request }) => {
    const content = request.body instanceof Readable ? request.body : Readable.from([])
    return changePhoto(deps, contacts.of(account), params.ref, await receivedPicture(content))
  })
  mount(app, contract.removeCardPhoto, async ({ account, params }) =>
    changePhoto(deps, contacts.of(account), params.ref, null),
  )
  mount(app, contract.removeCards, async ({ account, body }) =>
    removeCards(deps, contacts.of(account), body.refs),
  )
  mount(app, contract.moveCards, async ({ account, body }) => moveCards(deps, contacts.of(account), body))
  mount(app, contactsDuplicates.listDuplicates, async ({ account, query }) =>
    listDuplicates(deps, contacts.of(account), query.bookId),
  )
  mount(app, contactsDuplicates.setNotSame, async ({ account, body }) =>
    setNotSame(deps, contacts.of(account), body.refs, body.notSame),
  )
  mount(app, contactsDuplicates.previewMerge, async ({ account, query }) =>
    previewMerge(deps, contacts.of(account), query),
  )
  mount(app, contactsDuplicates.mergeCards, async ({ account, body }) =>
    mergeCards(deps, contacts.of(account), body),
  )
  mount(app, contract.undoCards, async ({ account, body }) => undo(deps, contacts.of(account), body.undo))

  const sharing = bookSharing(deps)
  mount(app, contactsSharing.getSharing, async ({ account, params }) =>
    getSharing(sharing, contacts.of(account), hrefOfId(params.bookId)),
  )
  mount(app, contactsSharing.putShare, async ({ account, params, body }) =>
    putShare(sharing, contacts.of(account), hrefOfId(params.bookId), body),
  )
  mount(app, contactsSharing.listColleagues, async ({ account, query }) =>
    listColleagues(deps.db, contacts.of(account), query.text),
  )

  mount(app, contactsKept.listKept, async ({ account }) => listKept(deps.db, contacts.of(account)))
  mount(app, contactsKept.setFavourite, async ({ account, body }) =>
    setFavourite(deps.db, contacts.of(account), body),
  )
  mount(app, contactsKept.putSearch, async ({ account, params, body }) =>
    putSearch(deps.db, contacts.of(account), { ...params, ...body }),
  )
  mount(app, contactsKept.removeSearch, async ({ account, params }) =>
    removeSearch(deps.db, contacts.of(account), params.id),
  )

  mount(app, contactsWritten.listWritten, async ({ account }) => written.list(account))
  mount(app, contactsWritten.forgetWritten, async ({ account, body }) =>
    written.forget(account, body.addresses),
  )
  mount(app, contactsWritten.rememberWritten, async ({ account, body }) =>
    written.remember(account, body.people),
  )
}
