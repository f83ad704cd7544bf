import { contactsUser as user } from './contacts-manners.ts'
import { BookId } from './contacts.ts'
import { Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, boolean, nullable, object, string, type Static } from './schema.ts'

const Name = string({ minLength: 1, maxLength: 250 })
const Text = string({ minLength: 1, maxLength: 500 })

/** What one looks for again and again: in one book, or (null) in all of them. */
export const SavedSearch = object({ id: Uuid, name: Name, text: Text, bookId: nullable(BookId) })
export type SavedSearch = Static<typeof SavedSearch>

export const Kept = object({
  /** UIDs of cards, wherever they lie. */
  favourites: array(string()),
  searches: array(SavedSearch),
})
export type Kept = Static<typeof Kept>

/** What a person keeps for themselves beside the books. */
export const contactsKept = {
  listKept: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/contacts/kept',
    answer: 'json',
    response: Kept,
    errors: [],
  }),
  setFavourite: defineRoute({
    ...user,
    method: 'PUT',
    path: '/api/contacts/favourites',
    body: object({ uid: string({ minLength: 1, maxLength: 3000 }), favourite: boolean() }),
    answer: 'empty',
    errors: ['contacts/kept-full'],
  }),
  /** Makes one, or gives the one of that id another name. */
  putSearch: defineRoute({
    ...user,
    method: 'PUT',
    path: '/api/contacts/searches/:id',
    params: object({ id: Uuid }),
    body: object({ name: Name, text: Text, bookId: nullable(BookId) }),
    answer: 'empty',
    errors: ['contacts/kept-full'],
  }),
  removeSearch: defineRoute({
    ...user,
    method: 'DELETE',
    path: '/api/contacts/searches/:id',
    params: object({ id: Uuid }),
    answer: 'empty',
    errors: [],
  }),
} as const
