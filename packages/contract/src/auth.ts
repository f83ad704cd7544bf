import { defineRoute } from './route.ts'
import { Instant } from './ids.ts'
import { Announcement } from './announcement.ts'
import { Role } from './roles.ts'
import { array, boolean, integer, nullable, object, oneOf, optional, string, type Static } from './schema.ts'
import { Service } from './service.ts'

/** What a tenant looks like before anyone signs in. */
export const Brand = object({
  slug: string(),
  name: string(),
  /** One colour, `#rrggbb`; the browser turns it into the whole scale. */
  hue: nullable(string()),
  /** Where people of the tenant find help, as plain text. */
  help: nullable(string()),
  /** Names its own crest, where it has one. */
  crest: optional(string()),
})
export type Brand = Static<typeof Brand>

export const Link = object({
  label: string({ minLength: 1, maxLength: 60, pattern: '\\S' }),
  url: string({ maxLength: 500, pattern: '^https://' }),
})
export type Link = Static<typeof Link>

/** What a body says where its people sign in, besides who it is: plain text, and where to go from there. */
export const Greeting = object({ text: nullable(string()), links: array(Link) })
export type Greeting = Static<typeof Greeting>

/** Another body somebody is signed in at in this browser: it waits until they choose it. */
export const OtherBody = object({ accountId: string(), address: string(), tenant: Brand })
export type OtherBody = Static<typeof OtherBody>

export const Me = object({
  /** Opaque; with the tenant's slug it names every local store of this person. */
  accountId: string(),
  address: string(),
  displayName: string(),
  tenant: Brand,
  /** Domains whose addresses are inside; everyone else is external. */
  domains: array(string()),
  services: array(Service),
  /** Their body leaves, and is served until then. */
  closesAt: nullable(Instant),
  /** What they administer, if anything; who does enters it with a second factor. */
  roles: array(Role),
  session: object({
    /** Seconds without a request after which the session ends; the server counts, the browser warns. */
    idleSeconds: integer(),
    endsAt: Instant,
    absoluteEndsAt: Instant,
    /** A shared workstation: nothing may be kept in the browser. */
    shared: boolean(),
  }),
  /** The municipality's own day of rest, `MM-DD`. */
  patron: nullable(object({ day: string(), name: string() })),
  others: array(OtherBody),
  /** Where they change their password; null where their body has no such page. */
  passwordPage: nullable(string()),
  /** Goes into the `x-csrf-token` header of every POST, PUT, PATCH and DELETE. */
  csrfToken: string(),
  /** Where the source code of what runs here is offered (AGPL-3.0 §13); null where the operator has not said. */
  sourceUrl: nullable(string()),
  limits: object({ messageBytes: integer(), recipients: integer(), undoSendSeconds: integer() }),
})
export type Me = Static<typeof Me>

export const Session = object({
  id: string(),
  current: boolean(),
  createdAt: Instant,
  lastSeenAt: Instant,
  /** The browser as it calls itself, shortened. */
  userAgent: string(),
  ip: string(),
})
export type Session = Static<typeof Session>

/** Where the browser goes on to, to end its session at the identity provider too. */
const SignedOut = object({ continueAt: nullable(string()) })

/** One of several bodies that share the domain of an address. */
const Slug = string({ minLength: 1, maxLength: 63 })

export const auth = {
  /**
   * The brand of the Host, or null where the Host serves several tenants; unknown hosts get null too. The provider is whom one can
   * ask to be served; the neutral page has its brand.
   */
  getSignInOptions: defineRoute({
    method: 'GET',
    path: '/api/auth/options',
    access: 'public',
    query: object({ domain: optional(string({ maxLength: 255 })), body: optional(Slug) }),
    answer: 'json',
    response: object({
      brand: nullable(Brand),
      provider: nullable(Brand),
      /** Of whoever's brand the page has; null where they say nothing. */
      greeting: nullable(Greeting),
      /** The ways in of the tenant of that domain, or of the Host; a domain nobody has looks like any other. */
      password: boolean(),
      identity: boolean(),
      /** Whom one has to choose between first: the bodies that share the domain, where the Host is of none of them. */
      bodies: array(object({ slug: string(), name: string() })),
      /** What is to be known before one is in. */
      announcements: array(Announcement),
      /** Something does not work here, or is announced: whoever wants to know more finds it at /stato. */
      troubled: boolean(),
    }),
    errors: [],
  }),
  /** The crest of a body, in an image and nowhere else; its address changes with it. */
  getCrest: defineRoute({
    method: 'GET',
    path: '/api/auth/crests/:slug/:stamp',
    access: 'public',
    params: object({ slug: Slug, stamp: string({ pattern: '^[0-9a-f]{16}$' }) }),
    answer: 'bytes',
    errors: [],
  }),
  /** The browser goes to the identity provider of the tenant (of the address, else of the Host). */
  beginIdentity: defineRoute({
    method: 'GET',
    path: '/api/auth/identity',
    access: 'public',
    query: object({
      address: optional(string({ minLength: 3, maxLength: 320 })),
      body: optional(Slug),
      shared: optional(oneOf('yes')),
      /** Where to afterwards, within the product. */
      to: optional(
        string({ pattern: '^/(mail|calendar|contacts|tasks|settings|admin)(/.*)?$', maxLength: 1000 }),
      ),
      /** Whoever is in waits in this browser, instead of being out. */
      keep: optional(oneOf('yes')),
      /** In a window beside work that goes on: the same person is expected, and the window only says that they came. */
      beside: optional(oneOf('yes')),
    }),
    answer: 'redirect',
    errors: [],
  }),
  /** The browser is back (RFC 6749 §4.1.2); what the provider adds is its own affair. */
  finishIdentity: defineRoute({
    method: 'GET',
    path: '/api/auth/identity/answer',
    access: 'public',
    answer: 'redirect',
    errors: [],
  }),
  /** The provider says that somebody has left (OpenID Connect Back-Channel Logout 1.0). */
  endIdentity: defineRoute({
    method: 'POST',
    path: '/api/auth/identity/logout',
    access: 'public',
    body: object({ logout_token: string({ minLength: 1, maxLength: 20_000 }) }),
    answer: 'empty',
    errors: [],
  }),
  /** One answer, in words and time, for a person nobody is and a wrong password; a domain is public anyway (its MX). */
  signIn: defineRoute({
    method: 'POST',
    path: '/api/auth/sign-in',
    access: 'public',
    body: object({
      address: string({ minLength: 3, maxLength: 320 }),
      password: string({ minLength: 1, maxLength: 1024 }),
      shared: boolean(),
      body: optional(Slug),
      /** Whoever is in waits in this browser, instead of being out. */
      keep: optional(boolean()),
    }),
    answer: 'json',
    response: Me,
    errors: [
      'auth/credentials-refused',
      'auth/domain-unknown',
      'auth/body-ambiguous',
      'auth/service-disabled',
      'auth/service-suspended',
      'auth/person-not-enabled',
      'auth/server-unreachable',
      'auth/password-not-used',
    ],
  }),
  /**
   * From now on this browser is that other person, with nothing of who it was. Needs no token, as signing in does not: a tab that
   * shows one body does not know the token of another.
   */
  switchBody: defineRoute({
    method: 'POST',
    path: '/api/auth/switch',
    access: 'public',
    body: object({ accountId: string({ maxLength: 100 }) }),
    answer: 'json',
    response: Me,
    errors: ['auth/other-body-ended'],
  }),
  getMe: defineRoute({
    method: 'GET',
    path: '/api/auth/me',
    access: 'user',
    answer: 'json',
    response: Me,
    errors: [],
  }),
  /** Counts as activity: the idle limit starts again. */
  extendSession: defineRoute({
    method: 'POST',
    path: '/api/auth/extend',
    access: 'user',
    answer: 'json',
    response: Me,
    errors: [],
  }),
  signOut: defineRoute({
    method: 'POST',
    path: '/api/auth/sign-out',
    access: 'user',
    answer: 'json',
    response: SignedOut,
    errors: [],
  }),
  signOutEverywhere: defineRoute({
    method: 'POST',
    path: '/api/auth/sign-out-everywhere',
    access: 'user',
    answer: 'json',
    response: SignedOut,
    errors: [],
  }),
  listSessions: defineRoute({
    method: 'GET',
    path: '/api/auth/sessions',
    access: 'user',
    answer: 'json',
    response: object({ sessions: array(Session) }),
    errors: [],
  }),
  revokeSession: defineRoute({
    method: 'DELETE',
    path: '/api/auth/sessions/:id',
    access: 'user',
    params: object({ id: string({ pattern: '^[A-Za-z0-9_-]{8,64}$' }) }),
    answer: 'empty',
    errors: [],
  }),
}
