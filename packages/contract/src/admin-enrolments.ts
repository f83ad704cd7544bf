import { Dossier, EnrolmentFile } from './enrolment.ts'
import { Instant, Uuid } from './ids.ts'
import { TenantDetail } from './admin-tenants.ts'
import { defineRoute } from './route.ts'
import { array, boolean, nullable, object, oneOf, string, type Static } from './schema.ts'
import { TenantState } from './tenants.ts'

/** A request as a line of the queue. */
export const EnrolmentRow = object({
  tenantId: Uuid,
  name: string(),
  requester: string(),
  state: TenantState,
  stateSince: Instant,
  sentAt: Instant,
  /** Who has to do the next thing; nobody, once it is served or over. */
  waitsFor: oneOf('operator', 'body', 'nobody'),
  /** When an answer was promised for; null where it is not the operator's turn. */
  dueAt: nullable(Instant),
  late: boolean(),
})
export type EnrolmentRow = Static<typeof EnrolmentRow>

/** What a body said when it asked. */
export const EnrolmentDetail = object({
  sentAt: Instant,
  dossier: Dossier,
  files: array(EnrolmentFile),
})
export type EnrolmentDetail = Static<typeof EnrolmentDetail>

const params = object({ tenantId: Uuid })

export const adminEnrolments = {
  listEnrolments: defineRoute({
    method: 'GET',
    path: '/api/admin/enrolments',
    access: 'admin',
    roles: ['operator'],
    answer: 'json',
    response: object({ enrolments: array(EnrolmentRow) }),
    errors: [],
  }),
  /** Null for a body that came by the command line. */
  getEnrolment: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants/:tenantId/enrolment',
    access: 'admin',
    roles: ['operator'],
    params,
    answer: 'json',
    response: object({ enrolment: nullable(EnrolmentDetail) }),
    errors: [],
  }),
  getEnrolmentFile: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants/:tenantId/enrolment/files/:fileId',
    access: 'admin',
    roles: ['operator'],
    params: object({ tenantId: Uuid, fileId: Uuid }),
    answer: 'bytes',
    errors: ['enrolment/gone'],
  }),
  /** One step of its way. `from` is where whoever decides saw it stand. */
  setState: defineRoute({
    method: 'PUT',
    path: '/api/admin/tenants/:tenantId/state',
    access: 'admin',
    roles: ['operator'],
    proof: 'fresh',
    params,
    body: object({
      from: TenantState,
      to: TenantState,
      reason: string({ minLength: 1, maxLength: 2000, pattern: '\\S' }),
      /** Why it goes on although nobody proved that the domains are the body's; null: they have to be proved. */
      withoutOwnership: nullable(string({ minLength: 1, maxLength: 500, pattern: '\\S' })),
      /** With `activating`: when the service begins by itself. */
      activatesAt: nullable(Instant),
    }),
    answer: 'json',
    response: TenantDetail,
    errors: ['admin/step-refused', 'admin/state-changed', 'admin/domain-taken', 'admin/ownership-missing'],
  }),
}
