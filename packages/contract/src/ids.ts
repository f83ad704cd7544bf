import { string, type Static } from './schema.ts'

/**
 * Opaque to the browser. `inbox` is the INBOX of the account; any other id comes from the path, so a renamed mailbox has
 * a new one.
 */
export const MailboxId = string({ minLength: 1, maxLength: 1400, pattern: '^[A-Za-z0-9_-]+$' })
export type MailboxId = Static<typeof MailboxId>

/** mailbox + UIDVALIDITY + UID: names one message for as long as the server keeps its UIDs. */
export const MessageRef = string({
  minLength: 5,
  maxLength: 1440,
  pattern: '^[A-Za-z0-9_-]+\\.[0-9a-z]+\\.[0-9a-z]+$',
})
export type MessageRef = Static<typeof MessageRef>

/** A MIME part by its IMAP number, "1.2"; behind each "_" the number of a part inside that one. "0" is the whole message. */
export const PartId = string({
  maxLength: 300,
  pattern: '^(TEXT|(0|[1-9][0-9]*(\\.[1-9][0-9]*)*)(_[1-9][0-9]*(\\.[1-9][0-9]*)*)*)$',
})
export type PartId = Static<typeof PartId>

export const Uuid = string({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' })
export type Uuid = Static<typeof Uuid>

/** An instant as `toISOString()` writes it. */
export const Instant = string({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$' })
export type Instant = Static<typeof Instant>
