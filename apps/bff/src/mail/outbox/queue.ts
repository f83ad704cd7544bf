import type { Readable } from 'node:stream'
import { BlobTooLarge, deleteBlob, storeBlob } from '../../db/blobs.ts'
import type { Db } from '../../db/open.ts'
import type { NewSubmission, SubmissionRow } from '../../db/schema/mail.ts'
import * as table from '../../db/submissions.ts'
import type { Account } from '../../http/account.ts'
import { AppError } from '../../http/app-error.ts'
import { sealAccount } from '../../http/sealed-account.ts'
import { limitsOf, paceOf } from '../limits.ts'
import { logLimit } from '../mail-log.ts'
import { roomAt } from './pace.ts'
import type { Afterwards } from './sent.ts'
import type { OutboxDeps } from './step.ts'

export interface Letter {
  /** Of the intent: the same letter handed over again is no second one. */
  key: string
  content: Readable
  recipients: string[]
  messageId: string
  subject: string
  afterwards: Afterwards
  holdSeconds: number
  /** What of a calendar it is about. */
  about?: string
  attachments?: number
  /** Where the person sits. */
  client?: string
  /** Where there is no room it is not refused: it leaves when there is. */
  mayWait?: boolean
}

/** Puts a letter into the queue, once. Throws `mail/message-too-large` and `mail/too-many-sent`. */
export async function queueLetter(
  { db, config }: OutboxDeps,
  account: Account,
  letter: Letter,
): Promise<{ row: SubmissionRow; isNew: boolean }> {
  const { messageBytes: maxBytes } = limitsOf(account.tenant, config)
  const blob = await storeBlob(db, account, {
    fileName: 'message.eml',
    type: 'message/rfc822',
    content: letter.content,
    maxBytes,
  }).catch((error: unknown) => {
    throw error instanceof BlobTooLarge ? new AppError('mail/message-too-large', { maxBytes }) : error
  })
  const submission = {
    id: letter.key,
    tenant_id: account.tenantId,
    account_id: account.accountId,
    state: 'held',
    subject: letter.subject.slice(0, 200),
    message_id: letter.messageId,
    blob_id: blob.id,
    sender: account.address,
    recipients: letter.recipients,
    afterwards: JSON.stringify(letter.afterwards),
    sealed: sealAccount(config, account, letter.key),
    about: letter.about ?? null,
    attachments: letter.attachments ?? 0,
    client: letter.client === undefined ? null : plainAddress(letter.client),
  }
  const isNew = await insert(db, account, submission, letter).catch(async (error: unknown) => {
    await deleteBlob(db, account, blob.id)
    throw error
  })
  if (!isNew) await deleteBlob(db, account, blob.id)
  const row = await table.findSubmission(db, account.accountId, letter.key)
  if (row === undefined) throw new AppError('mail/submission-gone')
  return { row, isNew }
}

/** One after the other: two nodes together let nobody send more than one. */
async function insert(
  db: Db,
  account: Account,
  submission: Omit<NewSubmission, 'sends_at' | 'counts_at'>,
  { holdSeconds, mayWait = false }: Letter,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    await table.lockSubmissions(tx, account)
    const known = await table.findSubmission(tx, account.accountId, submission.id)
    if (known !== undefined) return false
    const now = new Date()
    const room = await roomFor(tx, account, submission.recipients.length)
    const refusal = room && tooMany(db, account, room, submission.client ?? null)
    if (refusal !== null && !mayWait) throw refusal
    const countsAt = room ?? now
    const sendsAt = new Date(Math.max(countsAt.getTime(), now.getTime() + holdSeconds * 1000))
    return table.insertSubmission(tx, { ...submission, sends_at: sendsAt, counts_at: countsAt })
  })
}

/** From when on there is room; null: now. */
export async function roomFor(db: Db, account: Account, recipients: number): Promise<Date | null> {
  const most = paceOf(account.tenant)
  const latest = await table.latestSubmissions(db, account, most.messages)
  return roomAt(latest, recipients, most, new Date())
}

/** Somebody who has the password of another gets so far and no further, and it is seen. */
export function tooMany(db: Db, account: Account, room: Date, client: string | null): AppError {
  logLimit(db, account, client === null ? null : plainAddress(client))
  return new AppError('mail/too-many-sent', { at: room.toISOString() })
}

/** Of a socket that speaks both: "::ffff:192.0.2.7" has no network of its own. */
function plainAddress(client: string): string {
  return client.replace(/^::ffff:(?=\d+\.)/i, '')
}
