import { defineRoute } from './route.ts'
import { array, boolean, nullable, object, oneOf, optional, string, type Static } from './schema.ts'

/** What follows a person to every device. What belongs to a device (theme, density, layout) stays in its browser. */
export const Preferences = object({
  displayName: string({ maxLength: 200 }),
  language: nullable(oneOf('it', 'en')),
  /** Written under every new message; HTML of the composer, sanitised again whenever it is shown. */
  signatureHtml: string({ maxLength: 20_000 }),
  /** Remote images are shown without asking in mail from these addresses and domains. */
  remoteImages: object({
    senders: array(string({ maxLength: 320 }), { maxItems: 1000 }),
    domains: array(string({ maxLength: 253 }), { maxItems: 1000 }),
  }),
  shortcuts: boolean(),
  notifications: boolean(),
  /** Whom the person writes to is kept, so that it can be offered the next time. */
  collectsWritten: boolean(),
  /** How lists of contacts stand; absent until somebody chose. */
  contactsView: optional(
    object({
      order: oneOf('name', 'organisation', 'changed'),
      /** "Lucia Sarti", and by her first name. */
      givenFirst: boolean(),
      /** What stands below the name. */
      line: oneOf('office', 'email', 'phone'),
    }),
  ),
})
export type Preferences = Static<typeof Preferences>

export const settings = {
  getPreferences: defineRoute({
    method: 'GET',
    path: '/api/settings/preferences',
    access: 'user',
    answer: 'json',
    response: Preferences,
    errors: [],
  }),
  putPreferences: defineRoute({
    method: 'PUT',
    path: '/api/settings/preferences',
    access: 'user',
    body: Preferences,
    answer: 'json',
    response: Preferences,
    errors: [],
  }),
}
