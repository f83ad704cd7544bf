import { Zone, calendarUser, inMail } from './calendar-manners.ts'
import { CalendarId, CalendarTime } from './calendar.ts'
import { MessageRef, PartId, Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, boolean, integer, nullable, object, oneOf, optional, string, type Static } from './schema.ts'

/** Why one object of a file is not in the calendar. Its text is kept. */
export const LeftReason = oneOf(
  'no-start',
  'other-kind',
  'refused',
  'elsewhere',
  'not-permitted',
  'over-quota',
  'conflict',
)
export type LeftReason = Static<typeof LeftReason>

const Left = object({
  title: string(),
  reason: LeftReason,
  /** Where it begins in the file; 0 where that cannot be told. */
  line: integer(),
})

/** A file on its way into a calendar. */
export const CalendarImport = object({
  id: Uuid,
  fileName: string(),
  /** ready: read, nothing stored · running · done · cancelled: what was stored stays · failed: `error` says why, it can go on. */
  state: oneOf('ready', 'running', 'done', 'cancelled', 'failed'),
  /** What the file calls itself. */
  calendarName: nullable(string()),
  events: integer(),
  tasks: integer(),
  /** The first and the last day anything begins. */
  first: nullable(string()),
  last: nullable(string()),
  /** The first rows of it. */
  sample: array(
    object({
      title: string(),
      kind: oneOf('event', 'task'),
      start: nullable(CalendarTime),
      recurring: boolean(),
    }),
  ),
  /** Of `events + tasks`, how many are behind it. */
  done: integer(),
  added: integer(),
  updated: integer(),
  /** There already. */
  kept: integer(),
  /** What is not in the calendar; 200 at most, `leftCount` counts all. */
  left: array(Left),
  leftCount: integer(),
  calendarId: nullable(CalendarId),
  error: nullable(string()),
})
export type CalendarImport = Static<typeof CalendarImport>

/** What a file is against a calendar: by UID. */
export const ImportComparison = object({
  fresh: integer(),
  same: integer(),
  /** The file says something newer. */
  changed: integer(),
  /** The calendar has something newer. */
  older: integer(),
})
export type ImportComparison = Static<typeof ImportComparison>

const server = [
  'calendar/server-unreachable',
  'calendar/server-slow',
  'calendar/server-refused',
  'calendar/credentials-refused',
] as const
const byImport = object({ importId: Uuid })
const Day = string({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

export const calendarImport = {
  /** Takes the file and reads it; nothing is stored in a calendar yet. */
  readImport: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/imports',
    query: object({ fileName: string({ maxLength: 255 }) }),
    body: 'bytes',
    answer: 'json',
    response: CalendarImport,
    errors: ['calendar/import-too-large', 'calendar/import-unreadable'],
  }),
  /** The same of a file that came with a mail, which goes from server to server. */
  readMailImport: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/imports/from-mail',
    body: object({ ref: MessageRef, partId: PartId }),
    answer: 'json',
    response: CalendarImport,
    errors: ['calendar/import-too-large', 'calendar/import-unreadable', ...inMail],
  }),
  listImports: defineRoute({
    ...calendarUser,
    method: 'GET',
    path: '/api/calendar/imports',
    answer: 'json',
    response: object({ imports: array(CalendarImport) }),
    errors: [],
  }),
  getImport: defineRoute({
    ...calendarUser,
    method: 'GET',
    path: '/api/calendar/imports/:importId',
    params: byImport,
    answer: 'json',
    response: CalendarImport,
    errors: ['calendar/import-gone'],
  }),
  compareImport: defineRoute({
    ...calendarUser,
    method: 'GET',
    path: '/api/calendar/imports/:importId/comparison',
    params: byImport,
    query: object({ calendarId: CalendarId }),
    answer: 'json',
    response: ImportComparison,
    errors: [...server, 'calendar/calendar-gone', 'calendar/import-gone', 'calendar/import-unreadable'],
  }),
  /** Goes on by itself, on any node; sent again after a failure, it goes on where it was. */
  startImport: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/imports/:importId/start',
    params: byImport,
    body: object({
      /** Null: into a new calendar of this name. */
      calendarId: nullable(CalendarId),
      name: string({ maxLength: 250 }),
      /** What the file has newer takes the place of what is there. */
      update: boolean(),
    }),
    answer: 'json',
    response: CalendarImport,
    errors: [...server, 'calendar/calendar-gone', 'calendar/not-permitted', 'calendar/import-gone'],
  }),
  cancelImport: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/imports/:importId/cancel',
    params: byImport,
    answer: 'json',
    response: CalendarImport,
    errors: ['calendar/import-gone'],
  }),
  /** The file goes too. */
  forgetImport: defineRoute({
    ...calendarUser,
    method: 'DELETE',
    path: '/api/calendar/imports/:importId',
    params: byImport,
    answer: 'empty',
    errors: ['calendar/import-gone'],
  }),
  /** What is not in the calendar, as the file has it. */
  downloadLeft: defineRoute({
    ...calendarUser,
    method: 'GET',
    path: '/api/calendar/imports/:importId/left',
    params: byImport,
    answer: 'bytes',
    errors: ['calendar/import-gone', 'calendar/import-unreadable'],
  }),
  /** One calendar, or all that are shown; all of it, or what touches some days (the end exclusive). */
  exportCalendars: defineRoute({
    ...calendarUser,
    method: 'GET',
    path: '/api/calendar/export',
    query: object({
      format: oneOf('ics', 'csv'),
      calendarId: optional(CalendarId),
      from: optional(Day),
      to: optional(Day),
      zone: Zone,
      language: oneOf('it', 'en'),
    }),
    answer: 'bytes',
    errors: [...server, 'calendar/calendar-gone'],
  }),
}
