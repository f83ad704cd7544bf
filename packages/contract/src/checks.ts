import { checkIds } from './check-list.ts'
import { array, nullable, object, oneOf, record, string, type Static } from './schema.ts'

export const CheckId = oneOf(...checkIds)
export type CheckId = Static<typeof CheckId>

export const CheckState = oneOf('ok', 'attention', 'error', 'not-applicable')
export type CheckState = Static<typeof CheckState>

/** Where a check stopped: what to set is missing, or the first thing that did not go well. */
export const CheckStep = oneOf(
  'setting',
  'dns',
  'address',
  'connect',
  'tls',
  'sign-in',
  'capability',
  'policy',
  'write',
  'send',
  'delivery',
  'time',
)
export type CheckStep = Static<typeof CheckStep>

/**
 * A sentence of the catalogue with its values. Of a value whose name ends in `At` the text is an instant, in `Bytes` and
 * `Ms` a number of those, and `count` chooses the plural.
 */
export const Saying = object({ key: string(), values: record(string()) })
export type Saying = Static<typeof Saying>

/** What is published in the DNS, or typed into a shell (`type` is then "$"). */
export const CheckRecord = object({ name: string(), type: string(), value: string() })
export type CheckRecord = Static<typeof CheckRecord>

/** What did not go well, and the step it stopped at. */
export const CheckProblem = object({ step: nullable(CheckStep), headline: Saying })
export type CheckProblem = Static<typeof CheckProblem>

export const CheckOutcome = object({
  check: CheckId,
  /** The domain, or the server, it was looked at; empty where it is the body as a whole. */
  subject: string(),
  state: CheckState,
  step: nullable(CheckStep),
  headline: Saying,
  found: array(Saying),
  expected: array(Saying),
  /** What people would notice of it. */
  consequence: nullable(Saying),
  records: array(CheckRecord),
  ranAt: string(),
  /** What it was before `changedAt`; null where it has never been another. */
  previousState: nullable(CheckState),
  changedAt: nullable(string()),
})
export type CheckOutcome = Static<typeof CheckOutcome>
