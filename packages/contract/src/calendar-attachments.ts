import { calendarUser, inCalendarErrors } from './calendar-manners.ts'
import { CalendarId, EventRef } from './calendar.ts'
import { Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { integer, object, optional, string } from './schema.ts'

export const calendarAttachments = {
  /** A file for an event that is being written; what nobody saves is thrown away after a while. */
  uploadAttachment: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/uploads',
    query: object({
      calendarId: CalendarId,
      fileName: string({ minLength: 1, maxLength: 255 }),
      type: string({ maxLength: 200 }),
    }),
    body: 'bytes',
    answer: 'json',
    response: object({ id: Uuid, fileName: string(), type: string(), sizeBytes: integer() }),
    errors: [...inCalendarErrors, 'calendar/attachment-too-large'],
  }),
  /** A file of an event, wherever it is kept. Of a link there is nothing to fetch. */
  downloadAttachment: defineRoute({
    ...calendarUser,
    method: 'GET',
    path: '/api/calendar/events/:ref/attachments/:attachmentId',
    params: object({ ref: EventRef, attachmentId: string({ maxLength: 64 }) }),
    query: object({ recurrenceId: optional(string({ maxLength: 40 })) }),
    answer: 'bytes',
    errors: [
      ...inCalendarErrors,
      'calendar/event-gone',
      'calendar/event-unreadable',
      'calendar/attachment-gone',
    ],
  }),
}
