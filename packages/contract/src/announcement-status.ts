import { Announcement } from './announcement.ts'
import { Instant } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, nullable, object, oneOf, string, type Static } from './schema.ts'
import { Service } from './service.ts'

/** Of mail that can be read and not sent: in part. Unknown is what nobody looked at lately. */
export const WorkState = oneOf('works', 'partly', 'fails', 'unknown')
export type WorkState = Static<typeof WorkState>

export const ServiceStatus = object({
  service: Service,
  state: WorkState,
  /** Since when it is so; null: unknown. */
  since: nullable(Instant),
  lookedAt: nullable(Instant),
})
export type ServiceStatus = Static<typeof ServiceStatus>

export const Status = object({
  /** Whose place this is: the body of the Host, else who runs the service. */
  body: nullable(string()),
  services: array(ServiceStatus),
  announcements: array(Announcement),
})
export type Status = Static<typeof Status>

export const status = {
  /** Whether the services work where one is, and what is announced; of no other body, and naming no server. */
  getStatus: defineRoute({
    method: 'GET',
    path: '/api/status',
    access: 'public',
    answer: 'json',
    response: Status,
    errors: [],
  }),
}
