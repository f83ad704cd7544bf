/**
 * The closed list of what can go wrong on the wire, each with its HTTP status. The browser turns a code into a sentence
 * that says what happened, what was kept and what to do next; no text of a server ever crosses.
 */
export const errorStatus = {
  'request/invalid': 400,
  'request/not-found': 404,
  'request/too-large': 413,
  'request/too-many': 429,
  'request/forgery-suspected': 403,
  'request/failed': 500,
  'request/overloaded': 503,
  'auth/session-required': 401,
  'auth/credentials-refused': 401,
  'auth/domain-unknown': 401,
  'auth/service-disabled': 403,
  'auth/role-required': 403,
  'auth/server-unreachable': 502,
  'auth/password-not-used': 403,
  'auth/identity-unreachable': 502,
  'auth/identity-refused': 403,
  'auth/identity-unfinished': 400,
  'auth/address-missing': 403,
  'auth/address-outside': 403,
  'auth/other-person': 409,
  'auth/token-not-accepted': 502,
  'admin/second-factor-required': 403,
  'admin/proof-required': 403,
  'admin/code-refused': 422,
  'admin/invitation-refused': 422,
  'admin/service-unready': 409,
  'admin/person-unknown': 422,
  'admin/role-scope': 422,
  'admin/role-held': 409,
  'admin/role-last': 409,
  'admin/step-refused': 409,
  'admin/state-changed': 409,
  'admin/domain-taken': 409,
  'admin/person-kept': 409,
  'admin/people-changed': 409,
  'auth/service-suspended': 403,
  'auth/person-not-enabled': 403,
  'enrolment/gone': 404,
  'enrolment/changed-elsewhere': 409,
  'enrolment/closed': 409,
  'enrolment/incomplete': 422,
  'enrolment/file-refused': 415,
  'enrolment/file-too-large': 413,
  'mail/server-unreachable': 502,
  'mail/server-slow': 504,
  'mail/connection-limit': 503,
  'mail/mailbox-gone': 404,
  'mail/mailbox-exists': 409,
  'mail/mailbox-name-refused': 422,
  'mail/mailbox-not-empty': 409,
  'mail/message-gone': 404,
  'mail/part-gone': 404,
  'mail/uidvalidity-changed': 404,
  'mail/not-permitted': 403,
  'mail/over-quota': 507,
  'mail/read-only': 403,
  'mail/order-unsupported': 422,
  'mail/search-too-slow': 504,
  'mail/upload-gone': 404,
  'mail/message-too-large': 413,
  'mail/message-unreadable': 422,
  'mail/no-recipients': 422,
  'mail/recipient-invalid': 422,
  'mail/recipients-refused': 422,
  'mail/sender-refused': 422,
  'mail/submission-refused': 502,
  'mail/submission-unreachable': 502,
  'mail/submission-uncertain': 502,
  'mail/submission-gone': 404,
  'mail/submission-too-late': 409,
  'mail/sent-copy-failed': 502,
  'mail/draft-not-saved': 502,
  'mail/image-refused': 415,
  'mail/image-unreachable': 502,
  'calendar/server-unreachable': 502,
  'calendar/server-slow': 504,
  'calendar/write-uncertain': 504,
  'calendar/server-refused': 502,
  'calendar/credentials-refused': 502,
  'calendar/calendar-gone': 404,
  'calendar/not-permitted': 403,
  'calendar/event-gone': 404,
  'calendar/event-unreadable': 422,
  'calendar/event-refused': 422,
  'calendar/task-gone': 404,
  'calendar/task-unreadable': 422,
  'calendar/task-refused': 422,
  'calendar/task-changed': 409,
  'calendar/conflict': 409,
  'calendar/over-quota': 507,
  'calendar/too-complex': 422,
  'calendar/undo-too-late': 409,
  'calendar/answer-not-sent': 502,
  'calendar/share-outside': 422,
  'calendar/attachment-too-large': 413,
  'calendar/attachment-address': 422,
  'calendar/attachment-refused': 422,
  'calendar/attachment-gone': 404,
  'calendar/attachments-stay': 409,
  'calendar/undone-without-files': 409,
  'calendar/resource-taken': 409,
  'calendar/resource-closed': 422,
  'calendar/resource-too-soon': 422,
  'calendar/resource-too-far': 422,
  'calendar/resource-gone': 404,
  'calendar/resources-unavailable': 502,
  'calendar/booking-gone': 404,
  'calendar/import-too-large': 413,
  'calendar/import-unreadable': 422,
  'calendar/import-gone': 404,
  'calendar/feed-address-refused': 422,
  'calendar/feed-unreachable': 502,
  'calendar/feed-unreadable': 422,
  'calendar/feed-too-large': 422,
  'calendar/too-many-subscriptions': 422,
  'calendar/mail-unavailable': 422,
  'calendar/hours-elsewhere': 409,
  'contacts/server-unreachable': 502,
  'contacts/server-slow': 504,
  'contacts/write-uncertain': 504,
  'contacts/server-refused': 502,
  'contacts/credentials-refused': 502,
  'contacts/book-gone': 404,
  'contacts/not-permitted': 403,
  'contacts/card-gone': 404,
  'contacts/card-unreadable': 422,
  'contacts/card-refused': 422,
  'contacts/conflict': 409,
  'contacts/over-quota': 507,
  'contacts/photo-refused': 415,
  'contacts/undo-too-late': 409,
  'contacts/kept-full': 409,
  'contacts/import-empty': 422,
  'contacts/import-unreadable': 422,
  'contacts/import-too-large': 413,
  'contacts/import-gone': 404,
  'contacts/share-outside': 422,
} as const

export type ErrorCode = keyof typeof errorStatus

export const errorCodes = Object.keys(errorStatus) as ErrorCode[]

/** What the browser knows of a failure besides its code. Values only: names, numbers, addresses the user typed. */
export interface Problem {
  code: ErrorCode
  /** Names the failure in the server's log. */
  id?: string
  /** Seconds to wait before trying again. */
  retryAfter?: number
  /** Details the sentence may use: { used, total } of a quota, the refused recipients, the field that was wrong. */
  details?: Record<string, string | number | string[]>
}

/** Thrown by the client for every answer that is not a success, and for none at all (`network`). */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: ErrorCode | 'network'
  readonly problem: Problem | undefined

  constructor(code: ErrorCode | 'network', problem?: Problem) {
    super(code)
    this.code = code
    this.problem = problem
  }
}
