import { Governed, PreferenceRule } from './preference-rules.ts'
import { defineRoute } from './route.ts'
import { array, boolean, nullable, object, oneOf, optional, string, type Static } from './schema.ts'

/** How one writes: under which name, where answers go, how it ends. All write from the person's own address. */
export const Identity = object({
  id: string({ minLength: 1, maxLength: 40 }),
  displayName: string({ maxLength: 200 }),
  /** Empty: answers come to the person's own address. */
  replyTo: string({ maxLength: 320 }),
  /** HTML of the composer, sanitised again whenever it is shown. */
  signatureHtml: string({ maxLength: 20_000 }),
  /** The signature is put by itself under new messages; its first lines under answers. */
  signsNew: boolean(),
  signsAnswers: boolean(),
})
export type Identity = Static<typeof Identity>

/** What follows a person to every device. What belongs to a device (theme, density, layout) stays in its browser. */
export const Preferences = object({
  /** Of the person's own identity, and what colleagues see. */
  displayName: Identity.properties.displayName,
  signatureHtml: Identity.properties.signatureHtml,
  replyTo: optional(Identity.properties.replyTo),
  signsNew: optional(boolean()),
  signsAnswers: optional(boolean()),
  /** Besides their own. */
  identities: optional(array(Identity, { maxItems: 20 })),
  /** The one they write with unless they choose another; their own where it does not say. */
  defaultIdentity: optional(Identity.properties.id),
  language: nullable(oneOf('it', 'en')),
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
  /** What the person's body decided, and which of it they chose otherwise. */
  getRules: defineRoute({
    method: 'GET',
    path: '/api/settings/rules',
    access: 'user',
    answer: 'json',
    response: object({ rules: array(PreferenceRule), chosen: array(Governed) }),
    errors: [],
  }),
  /** Goes back to what the body, or the product, has. */
  forgetChoice: defineRoute({
    method: 'DELETE',
    path: '/api/settings/preferences/:name',
    access: 'user',
    params: object({ name: Governed }),
    answer: 'json',
    response: Preferences,
    errors: [],
  }),
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
    errors: ['settings/locked'],
  }),
}
