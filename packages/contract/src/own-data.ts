import { Instant } from './ids.ts'
import { defineRoute } from './route.ts'
import { boolean, integer, nullable, object, oneOf, optional, type Static } from './schema.ts'

/** How far a copy of somebody's data is. */
export const OwnExport = object({
  startedAt: Instant,
  /** Messages written so far, and how many there were when it began. */
  messages: integer(),
  totalMessages: integer(),
  bytes: integer(),
})
export type OwnExport = Static<typeof OwnExport>

const wish = optional(oneOf('yes', 'no'))

/** A copy of all that is a person's own, to take away. */
export const ownData = {
  /** One zip, written while it is read: what the product keeps as JSON, calendars, address books, mail as mbox. One at a time. */
  download: defineRoute({
    method: 'GET',
    path: '/api/own-data/copy',
    access: 'user',
    query: object({ mail: wish, calendar: wish, contacts: wish }),
    answer: 'bytes',
    errors: ['own-data/under-way'],
  }),
  getProgress: defineRoute({
    method: 'GET',
    path: '/api/own-data/copy/progress',
    access: 'user',
    answer: 'json',
    response: object({ running: nullable(OwnExport), stopping: boolean() }),
    errors: [],
  }),
  /** On whatever node it is written. */
  cancel: defineRoute({
    method: 'DELETE',
    path: '/api/own-data/copy',
    access: 'user',
    answer: 'empty',
    errors: [],
  }),
}
