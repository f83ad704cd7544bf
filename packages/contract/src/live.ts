import { defineRoute } from './route.ts'
import { object, optional, string } from './schema.ts'
import type { AnnouncementLiveEvent } from './announcement.ts'
import type { CalendarLiveEvent } from './calendar-live.ts'
import type { ContactsLiveEvent } from './contacts-live.ts'
import type { MailLiveEvent } from './mail-live.ts'

/** A fact the server reports. Idempotent; an unknown type (older tab, newer server) invalidates its area. */
export type LiveEvent =
  | MailLiveEvent
  | CalendarLiveEvent
  | ContactsLiveEvent
  | AnnouncementLiveEvent
  | { type: 'auth.session-ended' }

/**
 * One numbered message of the stream. `resync` says that what was missed cannot be replayed: refetch.
 * Ids grow within one `epoch` (a start of the BFF); the SSE id is `epoch-id`.
 */
export interface StreamFrame {
  id: string
  resync?: true
  events: LiveEvent[]
}

export const live = {
  /** Server-sent events: `data:` is one StreamFrame. Open it before the first fetch; it resumes by Last-Event-ID. */
  openStream: defineRoute({
    method: 'GET',
    path: '/api/live',
    access: 'user',
    query: object({
      after: optional(string({ maxLength: 60 })),
      /** Whose: a stream can send no header, and a tab takes nobody else's events. */
      account: optional(string({ maxLength: 100 })),
    }),
    answer: 'events',
    errors: [],
  }),
}
