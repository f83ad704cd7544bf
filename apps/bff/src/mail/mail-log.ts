import type { Readable } from 'node:stream'
import { insertMailLog } from '../db/mail-log.ts'
import type { Db } from '../db/open.ts'
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
