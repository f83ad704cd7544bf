import { anyRole } from './admin-access.ts'
import { Instant, Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, boolean, integer, nullable, object, oneOf, string, type Static } from './schema.ts'

/** What the Garante takes as enough (provv. 364 of 6 June 2024); longer wants an agreement. */
export const mailLogDays = 21
export const mostMailLogDays = 365

const words = (maxLength: number) => string({ minLength: 1, maxLength, pattern: '\\S' })

/** By what a log of mail may be kept for longer (Statuto dei lavoratori, art. 4). */
export const MailLogAgreement = object({
  reason: words(500),
  /** The agreement's number in the register of the body. */
  protocol: words(100),
  agreedOn: string({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' }),
  approvedBy: words(200),
})
export type MailLogAgreement = Static<typeof MailLogAgreement>

export const MailLogRule = object({
  days: integer(),
  /** Null: nobody ever decided. */
  setAt: nullable(Instant),
  agreement: nullable(
    object({ reason: string(), protocol: string(), agreedOn: string(), approvedBy: string() }),
  ),
})
export type MailLogRule = Static<typeof MailLogRule>

/** How long each thing is kept here; what can be changed on screen, and what whoever runs the installation decides. */
export const Retention = object({
  mailLog: MailLogRule,
  registerMonths: integer(),
  idleSeconds: integer(),
  sharedIdleSeconds: integer(),
  absoluteSeconds: integer(),
  undoSeconds: integer(),
  uploadHours: integer(),
  importDays: integer(),
})
export type Retention = Static<typeof Retention>

/** A letter that left by the product, or did not. */
export const MailLogEntry = object({
  at: Instant,
  /** Whose, or the product's own. */
  account: string(),
  sender: string(),
  recipients: array(string()),
  refused: array(string()),
  sizeBytes: integer(),
  attachments: integer(),
  messageId: string(),
  /** `accepted`, or the code of what went wrong. */
  result: string(),
  smtpCode: nullable(integer()),
  /** Where it was written: an address for a day, then its network. */
  client: nullable(string()),
})
export type MailLogEntry = Static<typeof MailLogEntry>

const params = object({ tenantId: Uuid })
const wanted = {
  from: Instant,
  to: Instant,
  /** Part of an address or of a Message-ID; empty: every letter of the time. */
  text: string({ maxLength: 320 }),
  reason: words(500),
}

export const adminRetention = {
  getRetention: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants/:tenantId/retention',
    access: 'admin',
    roles: anyRole,
    params,
    answer: 'json',
    response: Retention,
    errors: [],
  }),
  /** What is older than that is gone with it. */
  setMailLogDays: defineRoute({
    method: 'PUT',
    path: '/api/admin/tenants/:tenantId/retention/mail-log',
    access: 'admin',
    roles: ['operator', 'tenant-admin'],
    proof: 'fresh',
    params,
    body: object({
      days: integer({ minimum: 0, maximum: mostMailLogDays }),
      agreement: nullable(MailLogAgreement),
    }),
    answer: 'json',
    response: Retention,
    errors: ['admin/agreement-missing'],
  }),
  /** Who wrote to whom; each look is an act with its reason. Of a body itself nobody may: it would be watching its workers. */
  searchMailLog: defineRoute({
    method: 'POST',
    path: '/api/admin/tenants/:tenantId/mail-log/search',
    access: 'admin',
    roles: ['operator'],
    proof: 'fresh',
    params,
    body: object(wanted),
    answer: 'json',
    response: object({ entries: array(MailLogEntry), more: boolean() }),
    errors: [],
  }),
  /** The same as a table, which says whose it is and what for. */
  exportMailLog: defineRoute({
    method: 'POST',
    path: '/api/admin/tenants/:tenantId/mail-log/export',
    access: 'admin',
    roles: ['operator'],
    proof: 'fresh',
    params,
    body: object({ ...wanted, language: oneOf('it', 'en') }),
    answer: 'bytes',
    errors: [],
  }),
}
