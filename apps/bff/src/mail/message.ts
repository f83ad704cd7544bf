import type { Attachment, Header, MessageDetail, MessageRef, MessageSummary } from '@staffetta/contract'
import type { FetchMessageObject } from 'imapflow'
import { AppError } from '../http/app-error.ts'
import { isBlank, previewKind, readBodies, type BytesOf, type ReadBodies } from './bodies.ts'
import { addressHeader, oneLine, priorityOf } from './header-fields.ts'
import { headerLines, headerOf } from './header-lines.ts'
import type { ImapAccount } from './imap-account.ts'
import type { Imap } from './imap-client.ts'
import { containerKind, openMessage, WHOLE, type Inside } from './inside.ts'
import { rowFor } from './mailbox-sync.ts'
import { pathOf } from './mailbox-tree.ts'
import type { MailboxView } from './mailbox-view.ts'
import { checkValidity } from './messages.ts'
import { applyHeader } from './misread-rows.ts'
import { isDoubtful, renamePart } from './part-names.ts'
import { withInside } from './parts.ts'
import { readRef } from './refs.ts'
import { bodyParts, decodedBytes, isRealAttachment, type Part, type Structure } from './structure.ts'
import { transferEncoding } from './transfer.ts'
import { flagsOf, instantOf, type Row } from './summary.ts'

/** Of the bodies of a message, as stored: more than any letter, less than what stops a browser. */
const MOST_BODY_BYTES = 3_000_000
/** Of a message the server did not understand, read whole. */
const MOST_WHOLE_BYTES = 10_000_000
/** Parts whose names are looked up in their own headers. */
const MOST_NAMES = 20

/** A message as it can be read: by the server's structure, or by our own reading where that has nothing to show. */
interface Reading {
  headers: Header[]
  structure: Structure
  bodies: ReadBodies
  /** The server's structure showed nothing, or said that it is broken. */
  misunderstood: boolean
}

/** One message with the bodies that are shown, in one FETCH: structure and row are known from the list. */
export async function getMessage(
  account: ImapAccount,
  ref: MessageRef,
  imageToken: string,
): Promise<MessageDetail> {
  return reading(account, ref, ({ summary }, read) => detailOf({ ...read, summary, imageToken }))
}

/** The files of a message, those that were written into its text or only our own reading finds among them. */
export async function filesOf(account: ImapAccount, ref: MessageRef): Promise<Part[]> {
  return reading(account, ref, (_row, read) => attachedParts(read).filter(isRealAttachment))
}

/** What is inside a part, to be read like a message of its own; its parts have ids within this one's. */
export async function getInnerMessage(
  account: ImapAccount,
  ref: MessageRef,
  at: { partId: string; imageToken: string },
): Promise<MessageDetail> {
  return withInside(account, ref, at.partId, ({ inside, part, summary }) => {
    if (inside === undefined) throw new AppError('mail/message-unreadable')
    return detailOf({
      ...readInside(inside),
      misunderstood: false,
      summary: innerSummary(summary, inside, part),
      imageToken: at.imageToken,
    })
  })
}

async function reading<T>(
  account: ImapAccount,
  ref: MessageRef,
  work: (row: Row, read: Reading) => T,
): Promise<T> {
  const { mailboxId, uidValidity, uid } = readRef(ref)
  return account.inMailbox(
    await pathOf(account, mailboxId),
    async (imap, view) => {
      checkValidity(view, uidValidity)
      const row = await rowFor(imap, view, uid)
      return work(row, await readMessage(imap, view, uid, row))
    },
    { onlyReads: true },
  )
}

// oxlint-disable-next-line max-params -- where it is, which it is, what is known of it
async function readMessage(imap: Imap, view: MailboxView, uid: number, row: Row): Promise<Reading> {
  const { structure } = row
  const shares = sharesOf(bodyParts(structure))
  const doubtful = structure.attachments.filter(isDoubtful).slice(0, MOST_NAMES)
  const message = await imap.fetchOne(
    String(uid),
    {
      uid: true,
      flags: true,
      headers: true,
      bodyParts: [
        ...[...shares].map(([key, maxLength]) => ({ key, start: 0, maxLength })),
        ...doubtful.map((part) => `${part.partId}.MIME`),
      ],
    },
    { uid: true },
  )
  if (message === false) throw new AppError('mail/message-gone')
  const block = message.headers ?? Buffer.alloc(0)
  const headers = headerLines(block)
  const alone = structure.bodies.length === 0 && structure.attachments.length === 1
  for (const part of doubtful) {
    // A message of one part has its MIME header in its own.
    const own = message.bodyParts?.get(`${part.partId.toLowerCase()}.mime`)
    if (own !== undefined && own.length > 2) renamePart(part, own)
    else if (alone) renamePart(part, block)
  }
  // Cyrus 3.6 leaves fields out of its envelope that stand behind very long ones.
  if (row.misread || row.summary.subject === '' || row.summary.from.length === 0) applyHeader(row, block)
  row.summary = { ...row.summary, flags: flagsOf(message.flags), priority: priorityOf(headers) }
  view.keep(message.uid, row)
  encodeAsHeaderSays(structure, headers)
  const bodies = readBodies(structure, fetchedBytes(message, shares))
  const nothing = isBlank(bodies) && structure.attachments.length === 0
  const lost = nothing && row.summary.sizeBytes > block.length + 2
  if (!structure.broken && !lost) return { headers, structure, bodies, misunderstood: false }
  return (await readWhole(imap, uid)) ?? { headers, structure, bodies, misunderstood: structure.broken }
}

/** Dovecot 2.3 leaves out a Content-Transfer-Encoding that has something behind its word. */
function encodeAsHeaderSays({ bodies, attachments }: Structure, headers: Header[]): void {
  const [only] = bodies.flatMap(({ plain, rich }) => [...plain, ...rich])
  const alone = only?.partId === '1' && bodies.length === 1 && attachments.length === 0
  if (
    !alone ||
    transferEncoding(only.encoding) !== 'none' ||
    headerOf(headers, 'content-type')?.startsWith('multipart')
  )
    return
  only.encoding = headerOf(headers, 'content-transfer-encoding')
}

/** Our own reading of the whole source. Undefined where there is nothing in it either. */
async function readWhole(imap: Imap, uid: number): Promise<Reading | undefined> {
  const message = await imap.fetchOne(
    String(uid),
    { uid: true, source: { start: 0, maxLength: MOST_WHOLE_BYTES } },
    { uid: true },
  )
  if (message === false || message.source === undefined) throw new AppError('mail/message-gone')
  const read = readInside(openMessage(WHOLE, message.source))
  const { broken, tooMany, attachments } = read.structure
  const found = broken || tooMany || !isBlank(read.bodies) || attachments.length > 0
  return found ? { ...read, misunderstood: true } : undefined
}

function readInside(inside: Inside): Omit<Reading, 'misunderstood'> {
  const { headers, structure, bytes } = inside
  let left = MOST_BODY_BYTES
  const bodies = readBodies(structure, (part) => {
    const stored = bytes.get(part.partId)
    if (stored === undefined || left <= 0) return undefined
    const shown = stored.subarray(0, left)
    left -= shown.length
    return { bytes: shown, cut: shown.length < stored.length }
  })
  return { headers, structure, bodies }
}

/** How many bytes of each body are asked for: what is shown has a limit for all of them together. */
function sharesOf(parts: Part[]): Map<string, number> {
  const shares = new Map<string, number>()
  let left = MOST_BODY_BYTES
  for (const part of parts) {
    if (left <= 0) break
    const share = Math.min(left, part.encodedBytes > 0 ? part.encodedBytes + 2 : 100_000)
    shares.set(part.partId, share)
    left -= share
  }
  return shares
}

function fetchedBytes(message: FetchMessageObject, shares: Map<string, number>): BytesOf {
  return (part) => {
    const bytes = message.bodyParts?.get(part.partId.toLowerCase())
    const share = shares.get(part.partId)
    if (bytes === undefined || share === undefined) return undefined
    return { bytes, cut: bytes.length >= share && share !== part.encodedBytes }
  }
}

function detailOf(read: Reading & { summary: MessageSummary; imageToken: string }): MessageDetail {
  const { headers, structure, bodies, summary } = read
  const { unsafeHtml, text } = bodies
  const notices: MessageDetail['notices'] = []
  if (bodies.guessed) notices.push('charset-guessed')
  if (structure.broken || read.misunderstood) notices.push('structure-broken')
  if (structure.tooMany) notices.push('too-many-parts')
  if (unsafeHtml?.truncated === true) notices.push('html-truncated')
  if (text?.truncated === true) notices.push('text-truncated')
  const from = summary.from[0]
  const sender = addressHeader(headers, 'sender')[0] ?? null
  return {
    ref: summary.ref,
    summary,
    cc: addressHeader(headers, 'cc'),
    bcc: addressHeader(headers, 'bcc'),
    replyTo: addressHeader(headers, 'reply-to'),
    sender: sender !== null && sender.address.toLowerCase() !== from?.address.toLowerCase() ? sender : null,
    references: (headerOf(headers, 'references') ?? '').match(/<[^<>\s]{1,500}>/g)?.slice(-100) ?? [],
    unsafeHtml,
    text,
    attachments: attachedParts(read).map(attachmentOf),
    imageToken: read.imageToken,
    notices,
    listUnsubscribe: headerOf(headers, 'list-unsubscribe') ?? null,
    draftId: headerOf(headers, 'x-staffetta-draft') ?? null,
  }
}

function attachedParts({ structure, bodies }: Pick<Reading, 'structure' | 'bodies'>): Part[] {
  return [...structure.attachments, ...bodies.files.map(({ part }) => part)]
}

/** A message inside another has no flags, no place and no time of arrival of its own. */
function innerSummary(outer: MessageSummary, { headers, structure }: Inside, part: Part): MessageSummary {
  const sentAt = instantOf(headerOf(headers, 'date'))
  return {
    ...outer,
    messageId: headerOf(headers, 'message-id') ?? null,
    subject: oneLine(headerOf(headers, 'subject')),
    from: addressHeader(headers, 'from'),
    to: addressHeader(headers, 'to'),
    sentAt,
    receivedAt: sentAt ?? outer.receivedAt,
    sizeBytes: decodedBytes(part),
    flags: ['seen'],
    hasAttachments: structure.attachments.some(isRealAttachment),
    invitation: structure.attachments.some(({ type }) => type === 'text/calendar'),
    priority: priorityOf(headers),
    preview: null,
    thread: null,
  }
}

/** What may be shown is decided by type here and by the first bytes when it is fetched. */
function attachmentOf(part: Part, _at: number, all: readonly Part[]): Attachment {
  return {
    partId: part.partId,
    fileName: part.fileName,
    type: part.type,
    sizeBytes: decodedBytes(part),
    preview: previewKind(part),
    dangerous: part.dangerous,
    inline: !isRealAttachment(part),
    contentId: part.contentId,
    opens: containerKind(part) !== undefined,
    importable: isCalendarFile(part) && !all.some(asksSomething),
  }
}

function isCalendarFile({ type, fileName }: Part): boolean {
  return /^(text\/calendar|application\/ics)$/.test(type) || /\.(ics|ical|icalendar)$/i.test(fileName)
}

/** An invitation, an answer, a cancellation: Google and Outlook add the same once more as a file, without its method. */
function asksSomething({ calendarMethod = '' }: Part): boolean {
  return calendarMethod !== '' && calendarMethod !== 'PUBLISH'
}
