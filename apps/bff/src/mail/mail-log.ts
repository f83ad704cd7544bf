import type { Readable } from 'node:stream'
import { insertMailLog, lastLogged } from '../db/mail-log.ts'
import type { Db } from '../db/open.ts'
import { lockSubmissions } from '../db/submissions.ts'
import type { Account } from '../http/account.ts'
import { AppError } from '../http/app-error.ts'
import { smtpCodeOf, submitMessage } from './submission.ts'

/** What is written of a letter besides who hands it over. */
export interface Letter {
  sender: string
  recipients: string[]
  messageId: string
  attachments: number
  /** Where the person sat; null: the product wrote by itself. */
  client: string | null
}

/** Hands a message over, and writes down that it was: a log that cannot be written keeps no letter back, nor does one wait for it. */
export async function submitAndLog(
  db: Db,
  account: Account,
  letter: Letter,
  raw: Readable,
): Promise<{ refused: string[] }> {
  let sizeBytes = 0
  raw.on('data', (piece: Buffer) => {
    sizeBytes += piece.length
  })
  const write = (result: string, code: number | null, refused: string[]) =>
    void insertMailLog(db, {
      tenant_id: account.tenantId,
      at: new Date(),
      account_id: account.accountId === 'service' ? null : account.accountId,
      account: account.address,
      sender: letter.sender,
      recipients: letter.recipients,
      refused,
      size_bytes: sizeBytes,
      attachments: letter.attachments,
      message_id: letter.messageId,
      result,
      smtp_code: code,
      client: letter.client,
    }).catch(() => undefined)
  try {
    const { refused, code } = await submitMessage(account, letter, raw)
    write('accepted', code, refused)
    return { refused }
  } catch (error) {
    const addresses = error instanceof AppError ? error.details?.['addresses'] : undefined
    write(
      error instanceof AppError ? error.code : 'request/failed',
      smtpCodeOf(error),
      Array.isArray(addresses) ? addresses : [],
    )
    throw error
  }
}

const HOUR_MS = 60 * 60_000

/**
 * Somebody wanted to send more than may leave within an hour: written down once an hour, with whose account it is and where they sat, and
 * not whom it was for, since nothing left. Nobody waits for that, either.
 */
export function logLimit(db: Db, account: Account, client: string | null): void {
  const result = 'mail/too-many-sent'
  const write = async (tx: Db): Promise<void> => {
    await lockSubmissions(tx, account)
    const last = await lastLogged(tx, account, result)
    const now = new Date()
    if (last !== undefined && now.getTime() - last.getTime() < HOUR_MS) return
    await insertMailLog(tx, {
      tenant_id: account.tenantId,
      at: now,
      account_id: account.accountId,
      account: account.address,
      sender: account.address,
      recipients: [],
      refused: [],
      size_bytes: 0,
      attachments: 0,
      message_id: '',
      result,
      smtp_code: null,
      client,
    })
  }
  void db
    .transaction()
    .execute(write)
    .catch(() => undefined)
}
