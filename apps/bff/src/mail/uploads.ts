import type { Readable } from 'node:stream'
import type { MessageRef, Upload } from '@staffetta/contract'
import { BlobTooLarge, findBlob, storeBlob, type Blob } from '../db/blobs.ts'
import type { Db } from '../db/open.ts'
import type { Account } from '../http/account.ts'
import { AppError } from '../http/app-error.ts'
import { safeFileName } from './file-name.ts'
import type { ImapAccount } from './imap-account.ts'
import { partOpener, partsOf, withSource } from './parts.ts'
import { isRealAttachment } from './structure.ts'

/** Files wait in PostgreSQL, so that any node can send them and a restart loses none (docs/decisions/0004). */
export async function storeUpload(
  db: Db,
  account: Account,
  file: { fileName: string; type: string; content: Readable; maxBytes: number },
): Promise<Upload> {
  const fileName = safeFileName(file.fileName, file.type)
  const type = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/i.test(file.type)
    ? file.type.toLowerCase()
    : 'application/octet-stream'
  try {
    return uploadOf(
      await storeBlob(db, account, { fileName, type, content: file.content, maxBytes: file.maxBytes }),
    )
  } catch (error) {
    if (error instanceof BlobTooLarge)
      throw new AppError('mail/message-too-large', { maxBytes: file.maxBytes })
    throw error
  }
}

export async function findUpload(db: Db, account: Account, id: string): Promise<Blob> {
  const blob = await findBlob(db, account, id)
  if (blob === undefined) throw new AppError('mail/upload-gone')
  return blob
}

/** Attachments of a message as uploads; without part ids the whole message as one file. */
export async function uploadsFromMessage(
  db: Db,
  account: ImapAccount,
  from: { ref: MessageRef; partIds: string[] | undefined; maxBytes: number },
): Promise<Upload[]> {
  const { ref, partIds, maxBytes } = from
  if (partIds === undefined) {
    const name = await subjectOf(account, ref)
    return withSource(account, ref, async (content) => [
      await storeUpload(db, account.account, {
        fileName: `${name}.eml`,
        type: 'message/rfc822',
        content,
        maxBytes,
      }),
    ])
  }
  const { path, uid, parts } = await partsOf(account, ref)
  if (partIds.length === 0) return []
  return account.side.apart(path, async (imap) => {
    const uploads: Upload[] = []
    const open = partOpener(imap, uid, parts)
    for (const partId of partIds) {
      const { part, content } = await open(partId)
      uploads.push(
        await storeUpload(db, account.account, {
          fileName: part.fileName,
          type: part.type,
          content,
          maxBytes,
        }),
      )
    }
    return uploads
  })
}

/** What a draft carries besides its bodies: files, and the images its HTML refers to. */
export async function partsToKeep(account: ImapAccount, ref: MessageRef) {
  const { parts } = await partsOf(account, ref)
  return parts.filter((part) => isRealAttachment(part) || part.contentId !== null)
}

async function subjectOf(account: ImapAccount, ref: MessageRef): Promise<string> {
  const { path, uid } = await partsOf(account, ref)
  return account.inMailbox(path, async (_imap, view) => view.row(uid)?.summary.subject || 'messaggio', {
    onlyReads: true,
  })
}

function uploadOf(blob: Blob): Upload {
  return { id: blob.id, fileName: blob.fileName, type: blob.type, sizeBytes: blob.sizeBytes }
}
