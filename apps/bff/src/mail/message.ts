import type { Attachment, MessageDetail, MessageRef } from '@staffetta/contract'
import type { FetchMessageObject } from 'imapflow'
import { AppError } from '../http/app-error.ts'
import { decodeText, decodeTransfer } from './charset.ts'
import { headerLines, headerOf } from './header-lines.ts'
import { addressHeader, priorityOf } from './headers.ts'
import type { ImapAccount } from './imap-account.ts'
import type { Imap } from './imap-client.ts'
import { fetchRows } from './mailbox-sync.ts'
import { pathOf } from './mailbox-tree.ts'
import type { MailboxView } from './mailbox-view.ts'
import { checkValidity } from './messages.ts'
import { readRef } from './refs.ts'
import { decodedBytes, isRealAttachment, type Part } from './structure.ts'
import { flagsOf, type Row } from './summary.ts'

/** Of a body part, as stored: more than any letter, less than what stops a browser. */
const MOST_BODY_BYTES = 3_000_000

/** One message with the bodies that are shown, in one FETCH: structure and row are known from the list. */
export async function getMessage(
  account: ImapAccount,
  ref: MessageRef,
  imageToken: string,
): Promise<MessageDetail> {
  const { mailboxId, uidValidity, uid } = readRef(ref)
  return account.inMailbox(
    await pathOf(account, mailboxId),
    async (imap, view) => {
      checkValidity(view, uidValidity)
      const row = await rowFor(imap, view, uid)
      const { html, text } = row.structure
      const parts = [html, text].filter((part) => part !== undefined)
      const message = await imap.fetchOne(
        String(uid),
        {
          uid: true,
          flags: true,
          headers: true,
          bodyParts: parts.map((part) => ({ key: part.partId, start: 0, maxLength: MOST_BODY_BYTES })),
        },
        { uid: true },
      )
      if (message === false) throw new AppError('mail/message-gone')
      return detailOf(view, row, message, imageToken)
    },
    { onlyReads: true },
  )
}

/** The row of a message, known or fetched; gone is gone. */
export async function rowFor(imap: Imap, view: MailboxView, uid: number): Promise<Row> {
  await fetchRows(imap, view, [uid])
  const row = view.row(uid)
  if (row === undefined) throw new AppError('mail/message-gone')
  return row
}

function detailOf(
  view: MailboxView,
  row: Row,
  message: FetchMessageObject,
  imageToken: string,
): MessageDetail {
  const headers = headerLines(message.headers ?? Buffer.alloc(0))
  const { structure } = row
  const html = bodyOf(structure.html, message)
  const text = bodyOf(structure.text, message)
  row.summary = { ...row.summary, flags: flagsOf(message.flags), priority: priorityOf(headers) }
  view.keep(message.uid, row)
  const notices: MessageDetail['notices'] = []
  if (html?.guessed || text?.guessed) notices.push('charset-guessed')
  if (structure.broken) notices.push('structure-broken')
  if (structure.tooMany) notices.push('too-many-parts')
  if (html?.truncated) notices.push('html-truncated')
  if (text?.truncated) notices.push('text-truncated')
  const from = row.summary.from[0]
  const sender = addressHeader(headers, 'sender')[0] ?? null
  return {
    ref: row.summary.ref,
    summary: row.summary,
    cc: addressHeader(headers, 'cc'),
    bcc: addressHeader(headers, 'bcc'),
    replyTo: addressHeader(headers, 'reply-to'),
    sender: sender !== null && sender.address.toLowerCase() !== from?.address.toLowerCase() ? sender : null,
    references: (headerOf(headers, 'references') ?? '').match(/<[^<>\s]{1,500}>/g)?.slice(-100) ?? [],
    unsafeHtml: html && { partId: html.part.partId, content: html.content, truncated: html.truncated },
    text: text && {
      partId: text.part.partId,
      content: text.content,
      truncated: text.truncated,
      flowed: text.part.flowed,
    },
    attachments: structure.attachments.map(attachmentOf),
    imageToken,
    notices,
    listUnsubscribe: headerOf(headers, 'list-unsubscribe') ?? null,
    draftId: headerOf(headers, 'x-staffetta-draft') ?? null,
  }
}

function bodyOf(part: Part | undefined, message: FetchMessageObject) {
  const bytes = part && message.bodyParts?.get(part.partId.toLowerCase())
  if (part === undefined || bytes === undefined) return null
  const { text, guessed } = decodeText(decodeTransfer(bytes, part.encoding), part.charset)
  const content = part.flowed && part.type === 'text/plain' ? unflow(text, part.delSp) : text
  return { part, content: content.replaceAll('\0', ''), guessed, truncated: bytes.length >= MOST_BODY_BYTES }
}

/** RFC 3676: a line that ends in a space goes on in the next, unless the next is quoted deeper or it is the signature's "-- ". */
function unflow(text: string, delSp: boolean): string {
  const out: string[] = []
  let open = ''
  let depth = -1
  for (const line of text.split(/\r?\n/)) {
    const quotes = /^>*/.exec(line)![0].length
    const rest = line.slice(quotes).replace(/^ /, '')
    const prefix = quotes > 0 ? `${'>'.repeat(quotes)} ` : ''
    if (depth === quotes) open += rest
    else {
      if (depth >= 0) out.push(open)
      open = prefix + rest
    }
    const flows = rest.endsWith(' ') && rest !== '-- '
    if (flows) {
      if (delSp) open = open.slice(0, -1)
      depth = quotes
    } else {
      out.push(open)
      open = ''
      depth = -1
    }
  }
  if (depth >= 0) out.push(open)
  return out.join('\n')
}

/** What may be shown is decided by type here and by the first bytes when it is fetched. */
function attachmentOf(part: Part): Attachment {
  return {
    partId: part.partId,
    fileName: part.fileName,
    type: part.type,
    sizeBytes: decodedBytes(part),
    preview: previewKind(part),
    dangerous: part.dangerous,
    inline: !isRealAttachment(part),
    contentId: part.contentId,
  }
}

function previewKind(part: Part): Attachment['preview'] {
  if (part.dangerous) return 'none'
  if (/^image\/(png|jpeg|gif|webp|bmp|avif)$/.test(part.type)) return 'image'
  if (part.type === 'application/pdf' || /\.pdf$/i.test(part.fileName)) return 'pdf'
  return /^text\/(plain|csv|calendar|vcard|markdown)$/.test(part.type) ? 'text' : 'none'
}
