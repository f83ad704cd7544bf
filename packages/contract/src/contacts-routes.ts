import {
  CardDone as Done,
  cardWritingErrors as writing,
  contactsServerErrors as serverErrors,
  contactsUser as user,
  inBookErrors as inBook,
  onCardErrors as onCard,
} from './contacts-manners.ts'
import { Birthday, Book, BookId, CardChange, CardDetail, CardFields, CardRef, CardRow } from './contacts.ts'
import { Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, boolean, object, optional, string } from './schema.ts'

const byBook = object({ bookId: BookId })
const byCard = object({ ref: CardRef })
const Name = string({ minLength: 1, maxLength: 250 })
const SomeDone = object({ undo: string(), failed: array(CardRef) })
const some = array(CardRef, { minItems: 1, maxItems: 500 })

export const contacts = {
  listBooks: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/contacts/books',
    answer: 'json',
    response: object({ books: array(Book), canCreate: boolean() }),
    errors: [...serverErrors],
  }),
  createBook: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/contacts/books',
    body: object({ name: Name, colour: Book.properties.colour, description: string({ maxLength: 2000 }) }),
    answer: 'json',
    response: object({ bookId: BookId }),
    errors: [...serverErrors, 'contacts/not-permitted'],
  }),
  changeBook: defineRoute({
    ...user,
    method: 'PATCH',
    path: '/api/contacts/books/:bookId',
    params: byBook,
    body: object({
      name: optional(Name),
      colour: optional(Book.properties.colour),
      description: optional(string({ maxLength: 2000 })),
      isDefault: optional(boolean()),
      /** Of what a colleague shares: one does not want it in one's list, or wants it back. */
      removed: optional(boolean()),
    }),
    answer: 'empty',
    errors: [...inBook],
  }),
  removeBook: defineRoute({
    ...user,
    method: 'DELETE',
    path: '/api/contacts/books/:bookId',
    params: byBook,
    answer: 'empty',
    errors: [...inBook],
  }),
  /** All cards of one book, by name, from the BFF's index; `more`: the first reading goes on. */
  listCards: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/contacts/books/:bookId/cards',
    params: byBook,
    answer: 'json',
    response: object({ cards: array(CardRow), more: boolean() }),
    errors: [...inBook],
  }),
  /** Cards of all books of which any field has these words. */
  searchCards: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/contacts/search',
    query: object({ text: string({ minLength: 1, maxLength: 500 }) }),
    answer: 'json',
    response: object({ refs: array(CardRef), truncated: boolean() }),
    errors: [...serverErrors],
  }),
  listBirthdays: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/contacts/birthdays',
    answer: 'json',
    response: object({ birthdays: array(Birthday) }),
    errors: [...serverErrors],
  }),
  getCard: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/contacts/cards/:ref',
    params: byCard,
    answer: 'json',
    response: CardDetail,
    errors: [...onCard],
  }),
  /** The card as it is stored. */
  downloadCard: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/contacts/cards/:ref/source',
    params: byCard,
    answer: 'bytes',
    errors: [...onCard],
  }),
  /** The picture in the card, checked to be one; nothing is fetched from elsewhere. */
  getCardPhoto: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/contacts/cards/:ref/photo',
    params: byCard,
    answer: 'bytes',
    errors: [...onCard, 'contacts/photo-refused'],
  }),
  /** A picture of at most 512 kB that the browser has drawn anew. */
  changeCardPhoto: defineRoute({
    ...user,
    method: 'PUT',
    path: '/api/contacts/cards/:ref/photo',
    params: byCard,
    body: 'bytes',
    answer: 'json',
    response: Done,
    errors: [...onCard, ...writing, 'contacts/photo-refused'],
  }),
  removeCardPhoto: defineRoute({
    ...user,
    method: 'DELETE',
    path: '/api/contacts/cards/:ref/photo',
    params: byCard,
    answer: 'json',
    response: Done,
    errors: [...onCard, ...writing],
  }),
  /** `id` names the intent: sent twice, it is one card. */
  createCard: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/contacts/cards',
    body: object({ id: Uuid, bookId: BookId, fields: CardFields }),
    answer: 'json',
    response: Done,
    errors: [...inBook, ...writing],
  }),
  /** Changes the fields that are named and nothing else. `etag`: what the person saw; another by now is a conflict. */
  changeCard: defineRoute({
    ...user,
    method: 'PATCH',
    path: '/api/contacts/cards/:ref',
    params: byCard,
    body: object({ etag: string({ maxLength: 1000 }), change: CardChange }),
    answer: 'json',
    response: Done,
    errors: [...onCard, ...writing],
  }),
  removeCards: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/contacts/cards/remove',
    body: object({ refs: some }),
    answer: 'json',
    response: SomeDone,
    errors: [...onCard, ...writing],
  }),
  /** Whole, untouched, into another book. */
  moveCards: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/contacts/cards/move',
    body: object({ refs: some, bookId: BookId, copy: boolean() }),
    answer: 'json',
    response: SomeDone,
    errors: [...onCard, ...writing],
  }),
  undoCards: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/contacts/undo',
    body: object({ undo: string({ maxLength: 64 }) }),
    answer: 'empty',
    errors: [...inBook, ...writing, 'contacts/undo-too-late'],
  }),
} as const
