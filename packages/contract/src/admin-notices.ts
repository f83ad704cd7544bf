import { anyRole } from './admin-access.ts'
import { Instant, Uuid } from './ids.ts'
import { NoticeText, NoticeVersion } from './privacy.ts'
import { defineRoute } from './route.ts'
import { array, integer, nullable, object, string, type Static } from './schema.ts'

export const PublishedNotice = object({
  version: NoticeVersion,
  publishedAt: Instant,
  it: string(),
  en: nullable(string()),
  /** How many people of the bodies it counts for took note of it. */
  readers: integer(),
})
export type PublishedNotice = Static<typeof PublishedNotice>

const Notices = object({
  /** The newest first. */
  notices: array(PublishedNotice),
  /** Whose notice counts while the body has none of its own: that of whoever runs the service. */
  instead: nullable(string()),
})

export const adminNotices = {
  listNotices: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants/:tenantId/notices',
    access: 'admin',
    roles: anyRole,
    params: object({ tenantId: Uuid }),
    answer: 'json',
    response: Notices,
    errors: [],
  }),
  /** Another version; the ones before stay readable, and everybody is asked to take note anew. */
  publishNotice: defineRoute({
    method: 'POST',
    path: '/api/admin/tenants/:tenantId/notices',
    access: 'admin',
    roles: ['operator', 'tenant-admin'],
    params: object({ tenantId: Uuid }),
    body: NoticeText,
    answer: 'json',
    response: Notices,
    errors: [],
  }),
}
