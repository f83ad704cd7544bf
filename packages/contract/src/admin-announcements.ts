import { anyRole } from './admin-access.ts'
import { Announcement, AnnouncementKind } from './announcement.ts'
import { Instant, Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, boolean, integer, nullable, object, oneOf, string, type Static } from './schema.ts'
import { Service } from './service.ts'

/** A line, not a page. */
export const announcementLength = 300
const Text = string({ minLength: 1, maxLength: announcementLength, pattern: '\\S' })

/** As it is written. Work on the service is always said where one signs in, too. */
export const AnnouncementDraft = object({
  kind: AnnouncementKind,
  it: Text,
  en: nullable(Text),
  beginsAt: Instant,
  endsAt: Instant,
  services: array(Service, { maxItems: 3 }),
  onSignIn: boolean(),
})
export type AnnouncementDraft = Static<typeof AnnouncementDraft>

/** Whom the operators tell: everybody, or the people of some bodies. */
const Audience = object({ everybody: boolean(), bodies: array(Uuid, { maxItems: 1000 }) })
export type Audience = Static<typeof Audience>

export const AnnouncementStanding = oneOf('planned', 'current', 'past')
export type AnnouncementStanding = Static<typeof AnnouncementStanding>

export const AdminAnnouncement = object({
  announcement: Announcement,
  onSignIn: boolean(),
  standing: AnnouncementStanding,
  /** It was ended by hand. */
  endedAt: nullable(Instant),
  /** Of the operators: whom it is for. Null: of the body itself. */
  audience: nullable(object({ everybody: boolean(), bodies: array(object({ id: Uuid, name: string() })) })),
})
export type AdminAnnouncement = Static<typeof AdminAnnouncement>

const List = object({ announcements: array(AdminAnnouncement) })
const Edition = { edition: integer({ minimum: 1, maximum: 100_000 }) }
const ofBody = object({ tenantId: Uuid })
const oneOfBody = object({ tenantId: Uuid, announcementId: Uuid })
const one = object({ announcementId: Uuid })
const write = { access: 'admin', answer: 'json', response: List } as const
const own = { ...write, roles: ['operator', 'tenant-admin'] } as const
const all = { ...write, roles: ['operator'] } as const

/** The newest first. A body's, with those of the operators that its people see; the operators' own have no body in their path. */
export const adminAnnouncements = {
  listOfBody: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants/:tenantId/announcements',
    access: 'admin',
    roles: anyRole,
    params: ofBody,
    answer: 'json',
    response: List,
    errors: [],
  }),
  publishForBody: defineRoute({
    ...own,
    method: 'POST',
    path: '/api/admin/tenants/:tenantId/announcements',
    params: ofBody,
    body: AnnouncementDraft,
    errors: ['admin/announcement-refused'],
  }),
  changeOfBody: defineRoute({
    ...own,
    method: 'PUT',
    path: '/api/admin/tenants/:tenantId/announcements/:announcementId',
    params: oneOfBody,
    body: object({ ...AnnouncementDraft.properties, ...Edition }),
    errors: ['admin/announcement-refused', 'admin/announcement-changed'],
  }),
  endOfBody: defineRoute({
    ...own,
    method: 'POST',
    path: '/api/admin/tenants/:tenantId/announcements/:announcementId/end',
    params: oneOfBody,
    errors: ['admin/announcement-changed'],
  }),
  list: defineRoute({ ...all, method: 'GET', path: '/api/admin/announcements', errors: [] }),
  publish: defineRoute({
    ...all,
    method: 'POST',
    path: '/api/admin/announcements',
    body: object({ ...AnnouncementDraft.properties, ...Audience.properties }),
    errors: ['admin/announcement-refused'],
  }),
  change: defineRoute({
    ...all,
    method: 'PUT',
    path: '/api/admin/announcements/:announcementId',
    params: one,
    body: object({ ...AnnouncementDraft.properties, ...Audience.properties, ...Edition }),
    errors: ['admin/announcement-refused', 'admin/announcement-changed'],
  }),
  end: defineRoute({
    ...all,
    method: 'POST',
    path: '/api/admin/announcements/:announcementId/end',
    params: one,
    errors: ['admin/announcement-changed'],
  }),
}
