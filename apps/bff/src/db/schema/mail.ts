import type { ColumnType, Generated, Insertable, Selectable } from 'kysely'
import type { At } from './columns.ts'

export interface BlobTable {
  id: Generated<string>
  tenant_id: string
  account_id: string
  file_name: string
  type: string
  size_bytes: number
  created_at: At
}

export interface BlobChunkTable {
  blob_id: string
  seq: number
  bytes: Buffer
}

export interface SubmissionTable {
  id: string
  tenant_id: string
  account_id: string
  state: string
  subject: string
  message_id: string
  blob_id: string | null
  sender: string
  recipients: string[]
  refused: Generated<string[]>
  error: string | null
  /** What to do once it is sent: the draft to remove, the message to mark as answered. */
  afterwards: ColumnType<unknown, string, string>
  /** The credential, sealed for this row alone; erased once it is not needed. */
  sealed: Buffer | null
  sends_at: Date
  attempts: Generated<number>
  /** Of an answer, what it answers. */
  about: string | null
  attachments: Generated<number>
  /** Where whoever wrote it sat, for a day. */
  client: string | null
  created_at: At
  /** The instant it counts for, of what one person sends within an hour. */
  counts_at: At
}
export type SubmissionRow = Selectable<SubmissionTable>
export type NewSubmission = Insertable<SubmissionTable>

/** A letter that left, or did not: never what it says. */
export interface MailLogTable {
  tenant_id: string
  at: Date
  id: Generated<string>
  /** Null: the product's own account. */
  account_id: string | null
  account: string
  sender: string
  recipients: string[]
  refused: string[]
  /** A bigint: comes as text. */
  size_bytes: ColumnType<string, number, never>
  attachments: number
  message_id: string
  /** `accepted`, or why not. */
  result: string
  smtp_code: number | null
  /** An address for a day, then its network. */
  client: string | null
}
export type MailLogRow = Selectable<MailLogTable>
export type NewMailLog = Insertable<MailLogTable>

/** How long that is kept of a body, where it is not as always; beyond that, by what agreement. */
export interface MailLogRuleTable {
  tenant_id: string
  days: number
  set_at: Date
  reason: string | null
  protocol: string | null
  agreed_on: string | null
  approved_by: string | null
}
