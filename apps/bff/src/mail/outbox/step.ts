import type { Address, Submission, SubmissionState } from '@staffetta/contract'
import { deleteBlob } from '../../db/blobs.ts'
import type { SubmissionRow } from '../../db/schema/mail.ts'
import { advanceSubmission } from '../../db/submissions.ts'
import { accountKey, type Account } from '../../http/account.ts'
import type { SealedDeps } from '../../http/sealed-account.ts'
import type { LiveHub } from '../../live/hub.ts'
import type { ImapAccounts } from '../imap-accounts.ts'

export interface OutboxDeps extends SealedDeps {
  imap: ImapAccounts
  hub: LiveHub
  /** Told of whom somebody wrote to, once the server has taken it. */
  onWritten: (account: Account, people: Address[]) => Promise<void>
}

export type SubmissionKey = Parameters<typeof advanceSubmission>[1]
export type SubmissionChange = Parameters<typeof advanceSubmission>[3]

/** Takes a submission from one of the named states into another, and says so live; undefined where it is in another by now. */
export async function step(
  { db, hub }: OutboxDeps,
  key: SubmissionKey,
  from: SubmissionState[],
  change: SubmissionChange,
): Promise<SubmissionRow | undefined> {
  const row = await advanceSubmission(db, key, from, change)
  if (row !== undefined) {
    hub.publish(accountKey(row.tenant_id, row.account_id), [
      { type: 'mail.submission-changed', submission: submissionOf(row) },
    ])
  }
  return row
}

/** What was to be sent is sent, or never will be. */
export async function dropMessage(
  { db }: OutboxDeps,
  { blob_id, tenant_id, account_id }: SubmissionRow,
): Promise<void> {
  if (blob_id !== null) await deleteBlob(db, { tenantId: tenant_id, accountId: account_id }, blob_id)
}

export function submissionOf(row: SubmissionRow): Submission {
  return {
    id: row.id,
    state: row.state as SubmissionState,
    subject: row.subject,
    sendsAt: row.sends_at.toISOString(),
    error: row.error,
    refusedRecipients: row.refused,
  }
}
