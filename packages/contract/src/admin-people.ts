import { Instant, Uuid } from './ids.ts'
import { PersonState, SignInRule } from './people.ts'
import { Role } from './roles.ts'
import { defineRoute } from './route.ts'
import { array, integer, nullable, object, oneOf, optional, string, type Static } from './schema.ts'

/** Somebody of a body, as a line of its list. */
export const PersonRow = object({
  id: Uuid,
  address: string(),
  /** As the list calls them, else as they call themselves; empty: nobody said. */
  name: string(),
  /** A word of the body's own, an office most often. */
  group: string(),
  state: PersonState,
  /** Null: listed, and never here. */
  signedInAt: nullable(Instant),
  sessions: integer(),
  /** What they administer, if anything. */
  role: nullable(Role),
  /** How full their mailbox is, as its server said when they looked last; null: it never did. */
  quota: nullable(object({ usedBytes: integer(), totalBytes: integer(), at: Instant })),
})
export type PersonRow = Static<typeof PersonRow>

/** Of those found, by state. */
export const PeopleCounts = object({ enabled: integer(), disabled: integer(), left: integer() })
export type PeopleCounts = Static<typeof PeopleCounts>

export const PersonSession = object({
  id: string(),
  createdAt: Instant,
  lastSeenAt: Instant,
  userAgent: string(),
  /** The network, not the address. */
  network: string(),
})
export type PersonSession = Static<typeof PersonSession>

export const PersonDetail = object({
  ...PersonRow.properties,
  openSessions: array(PersonSession),
  /** What they share by the product's own rules; what a server keeps, it alone knows. */
  shares: array(
    object({
      service: oneOf('calendar', 'contacts'),
      /** An address, or `*`: everybody of the body. */
      grantee: string(),
      access: oneOf('busy', 'read', 'write'),
    }),
  ),
  roles: array(object({ role: Role, scope: nullable(string()) })),
})
export type PersonDetail = Static<typeof PersonDetail>

/** Why a row of a file is left out. */
export const ImportFault = oneOf(
  'not-an-address',
  'outside',
  'twice',
  'left',
  'kept',
  'unknown-state',
  'too-many-cells',
  'unreadable',
)
export type ImportFault = Static<typeof ImportFault>

/** What a file would do, and does when it is confirmed with its `mark`. */
export const ImportPlan = object({
  /** Why nothing can be made of the file. */
  problem: nullable(oneOf('empty', 'too-large', 'not-csv', 'no-addresses')),
  mark: string(),
  added: integer(),
  enabled: integer(),
  disabled: integer(),
  /** Another name or group, and nothing else. */
  renamed: integer(),
  unchanged: integer(),
  /** Sessions that end by it. */
  sessions: integer(),
  /** The first of those who lose their way in. */
  losing: array(string()),
  faults: array(object({ row: integer(), value: string(), fault: ImportFault })),
  faultCount: integer(),
})
export type ImportPlan = Static<typeof ImportPlan>

const params = object({ tenantId: Uuid })
const person = object({ tenantId: Uuid, personId: Uuid })
const mayLook = ['operator', 'tenant-admin', 'helper'] as const
const mayChange = ['operator', 'tenant-admin'] as const
/** What becomes of people who are not in the file. */
const others = oneOf('keep', 'disable')

export const adminPeople = {
  getOverview: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants/:tenantId/people/overview',
    access: 'admin',
    roles: mayLook,
    params,
    answer: 'json',
    response: object({ rule: SignInRule, groups: array(string()), counts: PeopleCounts }),
    errors: [],
  }),
  /** A window of those found, by their address. All of 20,000 take a second: only what is in sight is asked for. */
  listPeople: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants/:tenantId/people',
    access: 'admin',
    roles: mayLook,
    params,
    query: object({
      text: optional(string({ maxLength: 200 })),
      group: optional(string({ maxLength: 100 })),
      state: optional(PersonState),
      /** `quota`: the fullest mailbox first, and last whose server says nothing. */
      sort: optional(oneOf('address', 'quota')),
      from: integer({ minimum: 0 }),
      limit: integer({ minimum: 1, maximum: 50_000 }),
    }),
    answer: 'json',
    response: object({ people: array(PersonRow), counts: PeopleCounts }),
    errors: [],
  }),
  getPerson: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants/:tenantId/people/:personId',
    access: 'admin',
    roles: mayLook,
    params: person,
    answer: 'json',
    response: PersonDetail,
    errors: [],
  }),
  setSignInRule: defineRoute({
    method: 'PUT',
    path: '/api/admin/tenants/:tenantId/sign-in-rule',
    access: 'admin',
    roles: mayChange,
    params,
    body: object({ rule: SignInRule }),
    answer: 'empty',
    errors: [],
  }),
  /** Each as it is to be; what is not said stays. All of them, or none. */
  changePeople: defineRoute({
    method: 'POST',
    path: '/api/admin/tenants/:tenantId/people/changes',
    access: 'admin',
    roles: mayChange,
    params,
    body: object({
      changes: array(
        object({
          personId: Uuid,
          state: optional(oneOf('enabled', 'disabled')),
          group: optional(string({ maxLength: 100 })),
        }),
        { minItems: 1, maxItems: 50_000 },
      ),
    }),
    answer: 'empty',
    errors: ['admin/person-kept'],
  }),
  /** The file is read, and nothing written. */
  planImport: defineRoute({
    method: 'POST',
    path: '/api/admin/tenants/:tenantId/people/plan',
    access: 'admin',
    roles: mayChange,
    params,
    query: object({ others }),
    body: 'bytes',
    answer: 'json',
    response: ImportPlan,
    errors: ['request/too-large'],
  }),
  /** The same file again, with the mark of what was shown: that is done, or nothing. */
  applyImport: defineRoute({
    method: 'POST',
    path: '/api/admin/tenants/:tenantId/people/import',
    access: 'admin',
    roles: mayChange,
    proof: 'fresh',
    params,
    query: object({
      others,
      mark: string({ minLength: 10, maxLength: 100 }),
      /** Whoever is let in by it gets a letter that says how to enter. */
      welcome: optional(oneOf('yes')),
    }),
    body: 'bytes',
    answer: 'json',
    response: ImportPlan,
    errors: ['request/too-large', 'admin/people-changed'],
  }),
  exportPeople: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants/:tenantId/people.csv',
    access: 'admin',
    roles: mayChange,
    params,
    query: object({ language: oneOf('it', 'en') }),
    answer: 'bytes',
    errors: [],
  }),
  /** Out, for good: sessions and roles end; mail, calendars and what they shared stay where they are. */
  leave: defineRoute({
    method: 'POST',
    path: '/api/admin/tenants/:tenantId/people/:personId/leave',
    access: 'admin',
    roles: mayChange,
    proof: 'fresh',
    params: person,
    body: object({ reason: string({ maxLength: 500 }) }),
    answer: 'json',
    response: PersonDetail,
    errors: ['admin/person-kept'],
  }),
  endPersonSession: defineRoute({
    method: 'DELETE',
    path: '/api/admin/tenants/:tenantId/people/:personId/sessions/:id',
    access: 'admin',
    roles: mayChange,
    params: object({ tenantId: Uuid, personId: Uuid, id: string({ pattern: '^[A-Za-z0-9_-]{8,64}$' }) }),
    answer: 'empty',
    errors: [],
  }),
  endPersonSessions: defineRoute({
    method: 'DELETE',
    path: '/api/admin/tenants/:tenantId/people/:personId/sessions',
    access: 'admin',
    roles: mayChange,
    params: person,
    answer: 'empty',
    errors: [],
  }),
  /** Everybody of the body signs in again. */
  endSessions: defineRoute({
    method: 'DELETE',
    path: '/api/admin/tenants/:tenantId/sessions',
    access: 'admin',
    roles: mayChange,
    proof: 'fresh',
    params,
    answer: 'json',
    response: object({ ended: integer() }),
    errors: [],
  }),
} as const
