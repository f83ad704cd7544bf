import { inMail } from './calendar-manners.ts'
import { contactsServerErrors, contactsUser as user } from './contacts-manners.ts'
import { BookId, CardRef } from './contacts.ts'
import type { ErrorCode } from './errors.ts'
import { MessageRef, PartId, Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, boolean, integer, nullable, object, oneOf, string, type Static } from './schema.ts'

/** Where a column of a table goes. `field`: `name.given`, `emails.work.value` …; `undecided`: only a person can say, and until then nowhere. */
export const ImportColumnTarget = object({
  kind: oneOf('field', 'custom', 'leave-out', 'undecided'),
  /** The field, or the name of one's own; empty for the others. */
  name: string({ maxLength: 200 }),
})
export type ImportColumnTarget = Static<typeof ImportColumnTarget>

/** Why one card of a file is not in the book, or what of it was left out. */
export const ImportProblem = oneOf(
  'unreadable',
  'too-large',
  'photo',
  'quotes',
  'too-many-cells',
  'nobody',
  'not-an-address',
  'not-a-uid',
  'not-a-line',
  'link',
  'change',
  'member-unknown',
  'refused',
  'not-permitted',
  'conflict',
)
export type ImportProblem = Static<typeof ImportProblem>

const Problem = object({
  problem: ImportProblem,
  /** Of a table the row as a spreadsheet counts, else the line where it begins. */
  at: integer(),
  /** Whose, or what stands there. */
  value: string(),
  column: string(),
  /** It makes no card; else only this much of it is not taken. */
  whole: boolean(),
})

/** A file on its way into an address book. */
export const ContactsImport = object({
  id: Uuid,
  fileName: string(),
  format: oneOf('vcard', 'csv', 'ldif'),
  encoding: oneOf('utf-8', 'utf-16le', 'utf-16be', 'windows-1252'),
  /** ready: read, nothing stored · running · done · cancelled: what was stored stays · failed: `error` says why, it can go on. */
  state: oneOf('ready', 'running', 'done', 'cancelled', 'failed'),
  people: integer(),
  groups: integer(),
  /** The first of them. */
  sample: array(
    object({ name: string(), organisation: string(), email: string(), phone: string(), group: boolean() }),
  ),
  /** Of a table. */
  columns: array(
    object({
      name: string(),
      samples: array(string()),
      suggested: ImportColumnTarget,
      target: ImportColumnTarget,
    }),
  ),
  /** Of `people + groups`, how many are behind it. */
  done: integer(),
  added: integer(),
  updated: integer(),
  /** There already, and not touched. */
  kept: integer(),
  /** The first 200; of those that make no card `leftCount` counts all, of the others `partlyCount`. */
  problems: array(Problem),
  leftCount: integer(),
  partlyCount: integer(),
  bookId: nullable(BookId),
  error: nullable(string()),
  /** It is done, and what it added can be taken out again for some minutes. */
  undoable: boolean(),
})
export type ContactsImport = Static<typeof ContactsImport>

/** What the cards of a file are to a book. */
export const ContactsComparison = object({
  fresh: integer(),
  /** The book says all of it already. */
  same: integer(),
  changed: integer(),
  /** Twice in the file. */
  repeated: integer(),
  /** Some of those that changed, and in what. */
  changes: array(object({ name: string(), fields: array(string()) })),
})
export type ContactsComparison = Static<typeof ContactsComparison>

const reading = [
  'contacts/import-empty',
  'contacts/import-unreadable',
  'contacts/import-too-large',
] as const satisfies ErrorCode[]
const byImport = object({ importId: Uuid })
const onImport = ['contacts/import-gone', ...reading] as const

export const contactsImport = {
  /** Takes the file and reads it; nothing is stored in a book yet. */
  readImport: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/contacts/imports',
    query: object({ fileName: string({ maxLength: 255 }) }),
    body: 'bytes',
    answer: 'json',
    response: ContactsImport,
    errors: [...reading],
  }),
  /** The same of a file that came with a mail, which goes from server to server. */
  readMailImport: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/contacts/imports/from-mail',
    body: object({ ref: MessageRef, partId: PartId }),
    answer: 'json',
    response: ContactsImport,
    errors: [...reading, ...inMail],
  }),
  listImports: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/contacts/imports',
    answer: 'json',
    response: object({ imports: array(ContactsImport) }),
    errors: [],
  }),
  getImport: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/contacts/imports/:importId',
    params: byImport,
    answer: 'json',
    response: ContactsImport,
    errors: ['contacts/import-gone'],
  }),
  /** Reads a table anew, its columns as a person wants them. */
  changeImportColumns: defineRoute({
    ...user,
    method: 'PUT',
    path: '/api/contacts/imports/:importId/columns',
    params: byImport,
    body: object({ columns: array(ImportColumnTarget, { maxItems: 1000 }) }),
    answer: 'json',
    response: ContactsImport,
    errors: [...onImport],
  }),
  compareImport: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/contacts/imports/:importId/comparison',
    params: byImport,
    query: object({ bookId: BookId }),
    answer: 'json',
    response: ContactsComparison,
    errors: [...contactsServerErrors, 'contacts/book-gone', 'contacts/not-permitted', ...onImport],
  }),
  /** Goes on by itself, on any node; sent again after a failure, it goes on where it was. */
  startImport: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/contacts/imports/:importId/start',
    params: byImport,
    body: object({
      bookId: BookId,
      /** all: each becomes a card of its own · skip: what is there stays as it is · update: it takes what the file says. */
      mode: oneOf('all', 'skip', 'update'),
    }),
    answer: 'json',
    response: ContactsImport,
    errors: [...contactsServerErrors, 'contacts/book-gone', 'contacts/not-permitted', 'contacts/import-gone'],
  }),
  cancelImport: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/contacts/imports/:importId/cancel',
    params: byImport,
    answer: 'json',
    response: ContactsImport,
    errors: ['contacts/import-gone'],
  }),
  /** Takes out what it added; what was changed since stays, and is counted. */
  undoImport: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/contacts/imports/:importId/undo',
    params: byImport,
    answer: 'json',
    response: object({ undone: integer(), stayed: integer() }),
    errors: [
      ...contactsServerErrors,
      'contacts/book-gone',
      'contacts/not-permitted',
      'contacts/import-gone',
      'contacts/undo-too-late',
      'contacts/write-uncertain',
    ],
  }),
  /** The file goes too. */
  forgetImport: defineRoute({
    ...user,
    method: 'DELETE',
    path: '/api/contacts/imports/:importId',
    params: byImport,
    answer: 'empty',
    errors: ['contacts/import-gone'],
  }),
  /** A whole book, a group with its people, or some cards; written while it is read. */
  exportCards: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/contacts/export',
    onlyReads: true,
    body: object({
      format: oneOf('vcard3', 'vcard4', 'csv', 'ldif'),
      bookId: nullable(BookId),
      /** Without a book: these. */
      refs: array(CardRef, { maxItems: 20_000 }),
      /** How the file is called. */
      name: string({ maxLength: 250 }),
    }),
    answer: 'bytes',
    errors: [...contactsServerErrors, 'contacts/book-gone', 'contacts/not-permitted', 'contacts/card-gone'],
  }),
} as const
