import { Instant } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, boolean, integer, object, oneOf, string, type Static } from './schema.ts'

/** A server as other programs ask for it. */
export const ProgramServer = object({
  kind: oneOf('imap', 'smtp', 'caldav', 'carddav'),
  host: string(),
  port: integer(),
  security: oneOf('tls', 'starttls'),
})
export type ProgramServer = Static<typeof ProgramServer>

/** How other programs and telephones are set up for the person's mail, calendars and address books. */
export const programs = {
  getPrograms: defineRoute({
    method: 'GET',
    path: '/api/programs',
    access: 'user',
    answer: 'json',
    response: object({
      address: string(),
      servers: array(ProgramServer),
      /** They are signed in to with the password one has here; otherwise the body's help knows. */
      passwords: boolean(),
    }),
    errors: [],
  }),
  /** A profile for iPhone, iPad and Mac. No password is in it. */
  getProfile: defineRoute({
    method: 'GET',
    path: '/api/programs/profile',
    access: 'user',
    answer: 'bytes',
    errors: [],
  }),
  /** A way to the profile for a telephone that is not signed in, for a quarter of an hour. */
  makeProfileLink: defineRoute({
    method: 'POST',
    path: '/api/programs/profile-links',
    access: 'user',
    answer: 'json',
    response: object({ path: string(), until: Instant }),
    errors: [],
  }),
  openProfile: defineRoute({
    method: 'GET',
    path: '/api/programs/profiles/:token',
    access: 'public',
    params: object({ token: string({ minLength: 20, maxLength: 1200, pattern: '^[A-Za-z0-9_.-]+$' }) }),
    answer: 'bytes',
    errors: [],
  }),
}
