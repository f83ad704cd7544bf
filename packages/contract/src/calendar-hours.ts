import { Instant } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, boolean, nullable, object, oneOf, string, type Static } from './schema.ts'

const Clock = string({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$' })

/** When somebody works in every week, on the wall of a zone: several spans a day, in order, never overlapping. */
export const WorkingHours = object({
  zone: string({ minLength: 1, maxLength: 100, pattern: '^[A-Za-z0-9_+/-]+$' }),
  spans: array(object({ day: oneOf('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'), from: Clock, to: Clock }), {
    maxItems: 56,
  }),
})
export type WorkingHours = Static<typeof WorkingHours>

export const OwnHours = object({
  hours: WorkingHours,
  /** The person set them; else they are those of their body. */
  chosen: boolean(),
  /** Those of everybody of the body who set none. */
  usual: WorkingHours,
  /**
   * What another program keeps on the server and no week can say: when it has one available in the next two weeks. Null
   * where there is nothing of the kind.
   */
  elsewhere: nullable(array(object({ startAt: Instant, endAt: Instant }))),
})
export type OwnHours = Static<typeof OwnHours>

export const calendarHours = {
  getHours: defineRoute({
    access: 'user',
    service: 'calendar',
    method: 'GET',
    path: '/api/calendar/hours',
    answer: 'json',
    response: OwnHours,
    errors: [],
  }),
  putHours: defineRoute({
    access: 'user',
    service: 'calendar',
    method: 'PUT',
    path: '/api/calendar/hours',
    /**
     * Null: again those of the body. `replace`: also where that takes the place of what another program keeps and no week can
     * say.
     */
    body: object({ hours: nullable(WorkingHours), replace: boolean() }),
    answer: 'json',
    response: OwnHours,
    errors: [
      'calendar/hours-elsewhere',
      'calendar/server-unreachable',
      'calendar/server-slow',
      'calendar/server-refused',
      'calendar/credentials-refused',
      'calendar/not-permitted',
    ],
  }),
}
