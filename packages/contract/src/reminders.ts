import { calendarUser } from './calendar-manners.ts'
import { Occurrence } from './calendar.ts'
import { Instant } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, boolean, integer, nullable, object, string, type Static } from './schema.ts'

/** One reminder of one occurrence, at its moment. */
export const DueReminder = object({
  /** Of this moment: an event that is moved reminds again. */
  key: string(),
  /** When it is to be seen: as set, or as it was put off. */
  dueAt: Instant,
  occurrence: Occurrence,
  /** It is a task: the occurrence is when it is due. */
  task: boolean(),
})
export type DueReminder = Static<typeof DueReminder>

export const reminders = {
  /** What is due until so many minutes from now, with what was missed within the last day; the first first. */
  listReminders: defineRoute({
    ...calendarUser,
    method: 'GET',
    path: '/api/calendar/reminders',
    query: object({
      minutes: integer({ minimum: 1, maximum: 1440 }),
      zone: string({ minLength: 1, maxLength: 100, pattern: '^[A-Za-z0-9_+/-]+$' }),
    }),
    answer: 'json',
    response: object({ reminders: array(DueReminder) }),
    errors: [
      'calendar/server-unreachable',
      'calendar/server-slow',
      'calendar/server-refused',
      'calendar/credentials-refused',
    ],
  }),
  /** Puts reminders away on every device, or off until an instant. */
  putOffReminders: defineRoute({
    ...calendarUser,
    method: 'POST',
    path: '/api/calendar/reminders',
    body: object({
      keys: array(string({ minLength: 1, maxLength: 64 }), { minItems: 1, maxItems: 500 }),
      again: nullable(Instant),
    }),
    answer: 'empty',
    errors: [],
  }),
}
