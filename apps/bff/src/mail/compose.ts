import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { Address, ComposedMessage } from '@staffetta/contract'
import MailComposer from 'nodemailer/lib/mail-composer'
import { readBlob } from '../db/blobs.ts'
import type { Db } from '../db/open.ts'
import type { Account } from '../http/account.ts'
import { AppError } from '../http/app-error.ts'
import { safeFileName } from './file-name.ts'
import { findUpload } from './uploads.ts'

export interface Composition {
  messageId: string
  /** What only a draft carries: its stable id, and what it answers. */
  draft?: { draftId: string; source: ComposedMessage['source'] }
  references: string[]
}

const MOST_RECIPIENTS = 500

/** The message as MIME (RFC 5322), streamed: attachments are read from the database while it is written. */
export async function composeMessage(
  db: Db,
  account: Account,
  message: ComposedMessage,
  composition: Composition,
): Promise<Readable> {
  const attachments = []
  for (const { uploadId, fileName, contentId } of message.attachments) {
    const upload = await findUpload(db, account, uploadId)
    attachments.push({
      filename: safeFileName(fileName, upload.type),
      contentType: upload.type,
      content: readBlob(db, upload.id),
      contentDisposition: contentId === null ? ('attachment' as const) : ('inline' as const),
      ...(contentId !== null && { cid: oneLine(contentId).replaceAll(/[<>\s]/g, '') }),
    })
  }
  const headers: Record<string, string> = {}
  if (composition.draft !== undefined) {
    headers['X-Staffetta-Draft'] = composition.draft.draftId
    const { source } = composition.draft
    if (source !== null) headers['X-Staffetta-Source'] = `${source.kind} ${source.ref}`
  }
  if (message.requestReadReceipt) headers['Disposition-Notification-To'] = message.from.address
  const composer = new MailComposer({
    from: mailbox(message.from),
    to: message.to.map(mailbox),
    cc: message.cc.map(mailbox),
    bcc: message.bcc.map(mailbox),
    replyTo: message.replyTo.map(mailbox),
    subject: oneLine(message.subject),
    messageId: composition.messageId,
    ...(message.source?.kind === 'reply' &&
      composition.references.length > 0 && { inReplyTo: composition.references.at(-1)! }),
    ...(composition.references.length > 0 && { references: composition.references }),
    date: new Date(),
    text: message.text,
    ...(message.html !== null && { html: message.html }),
    ...(message.priority !== 'normal' && { priority: message.priority }),
    attachments,
    headers,
    // What a person wrote is content: it names no file and no address to be read.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const node = composer.compile()
  // A draft must remember its blind recipients; a message sent must not name them.
  node.keepBcc = composition.draft !== undefined
  return node.createReadStream()
}

/** What a calendar program says to others by mail. */
export interface SchedulingMessage {
  from: Address
  to: string[]
  subject: string
  text: string
  /** Null where it is words alone. */
  calendar: { method: string; text: string } | null
}

/** RFC 6047: words for people, and beside them the same for their calendar programs. */
export function composeScheduling(message: SchedulingMessage, messageId: string): Readable {
  const composer = new MailComposer({
    from: mailbox(message.from),
    to: message.to.map((address) => mailbox({ name: '', address })),
    subject: oneLine(message.subject),
    messageId,
    date: new Date(),
    text: message.text,
    ...(message.calendar !== null && {
      alternatives: [
        {
          contentType: `text/calendar; charset=utf-8; method=${message.calendar.method.toUpperCase()}`,
          content: message.calendar.text,
        },
      ],
    }),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().createReadStream()
}

export interface NoticeWords {
  subject: string
  text: string
  html?: string
}

/** What the product itself writes to somebody. */
export function composeNotice(
  { from, to, subject, text, html }: { from: Address; to: string } & NoticeWords,
  messageId: string,
): Readable {
  const composer = new MailComposer({
    from: mailbox(from),
    to: mailbox({ name: '', address: to }),
    subject: oneLine(subject),
    messageId,
    date: new Date(),
    text,
    ...(html !== undefined && { html }),
    // RFC 3834: no machine answers it.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().createReadStream()
}

export function newMessageId(account: Account): string {
  return `<${randomUUID()}@${account.address.slice(account.address.lastIndexOf('@') + 1)}>`
}

/** Everyone it goes to, once each, checked before anything leaves. */
export function recipientsOf(message: ComposedMessage): string[] {
  const all = [...message.to, ...message.cc, ...message.bcc].map(({ address }) => address.trim())
  if (all.length === 0) throw new AppError('mail/no-recipients')
  const invalid = all.filter((address) => !isAddress(address))
  if (invalid.length > 0) throw new AppError('mail/recipient-invalid', { addresses: invalid.slice(0, 20) })
  if (all.length > MOST_RECIPIENTS) throw new AppError('mail/recipient-invalid', { most: MOST_RECIPIENTS })
  return [...new Map(all.map((address) => [address.toLowerCase(), address])).values()]
}

/** One's own address; other identities come with shared mailboxes. */
export function checkSender(account: Account, from: Address): void {
  if (from.address.toLowerCase() !== account.address.toLowerCase()) throw new AppError('mail/sender-refused')
}

/** An address SMTP can carry (RFC 5321 dot-string); names in another script before @ need SMTPUTF8 and are refused. */
export function isAddress(address: string): boolean {
  return (
    address.length <= 254 &&
    /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[^\s@.,;:<>()[\]"\\]+(\.[^\s@.,;:<>()[\]"\\]+)+$/.test(
      address,
    )
  )
}

function mailbox({ name, address }: Address): { name: string; address: string } {
  return { name: oneLine(name), address: oneLine(address) }
}

/** A header is one line: a line break in a name would begin another. */
function oneLine(value: string): string {
  return value.replaceAll(/[\r\n\0]+/g, ' ').trim()
}
