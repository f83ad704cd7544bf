import { contactsUser as user } from './contacts-manners.ts'
import { Instant } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, integer, nullable, object, string, type Static } from './schema.ts'

const most = { maxItems: 2000 }
const Written = string({ minLength: 3, maxLength: 320, pattern: '^[^@\\s]+@[^@\\s]+$' })

/** Somebody one has written mail to, in a book or not. */
export const WrittenTo = object({
  address: Written,
  /** As it was written last. */
  name: string({ maxLength: 200 }),
  times: integer({ minimum: 1, maximum: 1_000_000 }),
  lastAt: Instant,
})
export type WrittenTo = Static<typeof WrittenTo>

const People = object({ people: array(WrittenTo, most) })

/** Whom the person writes to: kept by the product for this account alone. */
export const contactsWritten = {
  /** The latest first. */
  listWritten: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/contacts/written',
    answer: 'json',
    response: People,
    errors: [],
  }),
  /** `addresses`: null forgets everybody. Answers what was known, which nobody but the asking tab has any more. */
  forgetWritten: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/contacts/written/forget',
    body: object({ addresses: nullable(array(Written, most)) }),
    answer: 'json',
    response: People,
    errors: [],
  }),
  /** Takes forgetting back. */
  rememberWritten: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/contacts/written/remember',
    body: People,
    answer: 'empty',
    errors: [],
  }),
} as const
