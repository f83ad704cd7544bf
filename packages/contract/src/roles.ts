import { Instant, Uuid } from './ids.ts'
import { nullable, object, oneOf, string, type Static } from './schema.ts'

/**
 * `operator`: the provider's people, every body. `auditor`: reads registers, of every body or of one. `tenant-admin`,
 * `helper`: one body, and the second changes nothing of it.
 */
export const Role = oneOf('operator', 'auditor', 'tenant-admin', 'helper')
export type Role = Static<typeof Role>

/** A role somebody has, as the list of administrators shows it. */
export const Grant = object({
  id: Uuid,
  address: string(),
  name: string(),
  role: Role,
  /** The body it is for; null: every one. */
  scope: nullable(object({ id: Uuid, name: string() })),
  /** The act of appointment, as it is written there: "det. 12 del 3/2/2026". */
  appointment: string(),
  grantedBy: string(),
  grantedAt: Instant,
  endedAt: nullable(Instant),
})
export type Grant = Static<typeof Grant>
