import { Instant, MailboxId, MessageRef, PartId } from './ids.ts'
import { array, boolean, integer, nullable, object, oneOf, optional, string, type Static } from './schema.ts'

export const Address = object({ name: string({ maxLength: 1000 }), address: string({ maxLength: 320 }) })
export type Address = Static<typeof Address>

/** RFC 6154, and the INBOX. */
export const MailboxRole = oneOf('inbox', 'drafts', 'sent', 'junk', 'trash', 'archive')
export type MailboxRole = Static<typeof MailboxRole>

export const Mailbox = object({
  id: MailboxId,
  parentId: nullable(MailboxId),
  /** The last segment of the path, decoded. The browser shows the role's word instead where there is a role. */
  name: string(),
  role: nullable(MailboxRole),
  /** personal; other: someone else's, shared with this account; shared: an office's. RFC 2342. */
  namespace: oneOf('personal', 'other', 'shared'),
  /** A container that holds no messages (\Noselect, \NonExistent). */
  selectable: boolean(),
  subscribed: boolean(),
  total: integer(),
  unread: integer(),
  can: object({
    rename: boolean(),
    remove: boolean(),
    createChild: boolean(),
    /** Messages may be put in / taken out (RFC 4314 where the server tells, else true). */
    insert: boolean(),
    expunge: boolean(),
  }),
})
export type Mailbox = Static<typeof Mailbox>

export const Quota = object({ usedBytes: integer(), totalBytes: integer() })
export type Quota = Static<typeof Quota>

/** The conversation a row stands for, as far as it lies in this mailbox. */
export const MessageThread = object({
  count: integer(),
  /** Who wrote in it, in the order they joined; at most the last 5. One's own address is kept. */
  people: array(Address),
  /** Its newest messages, oldest first: at most 200. An action on the row is an action on these. */
  refs: array(MessageRef),
  /** Which of `refs` are unread. */
  unread: array(MessageRef),
})
export type MessageThread = Static<typeof MessageThread>

/**
 * A list row.
 * `flags` are lower-case: seen, flagged, answered, draft, and keywords as the server spells them ($Forwarded, …).
 */
export const MessageSummary = object({
  ref: MessageRef,
  mailboxId: MailboxId,
  messageId: nullable(string()),
  subject: string(),
  from: array(Address),
  to: array(Address),
  /** Date header; null when absent or unreadable. */
  sentAt: nullable(Instant),
  /** INTERNALDATE. */
  receivedAt: Instant,
  sizeBytes: integer(),
  flags: array(string()),
  hasAttachments: boolean(),
  /** It carries a text/calendar part. */
  invitation: boolean(),
  priority: oneOf('normal', 'high', 'low'),
  /** First words of the text; null while nobody has asked for them: see listPreviews. */
  preview: nullable(string()),
  /** Change counter (CONDSTORE), a 64 bit number in decimal; null on servers without. */
  modseq: nullable(string()),
  /** In a list of conversations, of which this is the newest message; null where it stands alone, and everywhere else. */
  thread: nullable(MessageThread),
})
export type MessageSummary = Static<typeof MessageSummary>

/** `arrival` is the mailbox's own order and costs nothing; the others need SORT. */
export const MessageOrder = oneOf('arrival', 'date', 'from', 'to', 'subject', 'size')
export type MessageOrder = Static<typeof MessageOrder>
export const MessageFilter = oneOf('all', 'unread', 'flagged', 'attachments')
export type MessageFilter = Static<typeof MessageFilter>

/** Rows `offset … offset + rows.length - 1` of a list that has `total` of them, the newest (or greatest) first unless ascending. */
export const MessageWindow = object({
  mailboxId: MailboxId,
  uidValidity: string(),
  total: integer(),
  offset: integer(),
  rows: array(MessageSummary),
  /** Rows are conversations, and `total` counts them. False where that was not asked for or is not known (yet). */
  threaded: boolean(),
  /** Set when the mail server could not be asked and these are the last rows known; since when. */
  staleSince: nullable(Instant),
})
export type MessageWindow = Static<typeof MessageWindow>

/** Which messages an action touches: those named, or all of a list but some. */
export const MessageSet = object({
  refs: optional(array(MessageRef, { maxItems: 1000 })),
  all: optional(
    object({ mailboxId: MailboxId, filter: MessageFilter, except: array(MessageRef, { maxItems: 1000 }) }),
  ),
})
export type MessageSet = Static<typeof MessageSet>

export const Attachment = object({
  partId: PartId,
  /** Safe to save under: no path, no control characters, no bidi tricks, its true extension last. */
  fileName: string(),
  /** Lower-case, as declared; never trusted for showing. */
  type: string(),
  /** Bytes after decoding, estimated from the encoded size. */
  sizeBytes: integer(),
  /** What the product may show by itself. */
  preview: oneOf('none', 'image', 'pdf', 'text'),
  /** Opening it can run code on the reader's computer. */
  dangerous: boolean(),
  inline: boolean(),
  contentId: nullable(string()),
  /** It holds a message or files that can be read here: getInnerMessage. */
  opens: boolean(),
  /** A calendar that asks nothing of anybody: it can be brought into one's own. */
  importable: boolean(),
})
export type Attachment = Static<typeof Attachment>

/**
 * One message, opened. `unsafeHtml` is the HTML part as it came (decoded, cid: and remote addresses untouched): it must
 * pass through safe-html before it meets a page. Bodies that follow one another are one here, and `text` is null where one
 * of them has no plain form. Truncated parts say so; the source has the rest.
 */
export const MessageDetail = object({
  ref: MessageRef,
  summary: MessageSummary,
  cc: array(Address),
  bcc: array(Address),
  replyTo: array(Address),
  /** Sender header, when it is not From. */
  sender: nullable(Address),
  references: array(string()),
  unsafeHtml: nullable(object({ partId: PartId, content: string(), truncated: boolean() })),
  text: nullable(object({ partId: PartId, content: string(), truncated: boolean(), flowed: boolean() })),
  attachments: array(Attachment),
  /** Goes into remoteImageUrl and partUrl: binds what the frame loads to this session and this message. */
  imageToken: string(),
  /** Anything that was not shown as it came, as a word the browser has a sentence for. */
  notices: array(
    oneOf('charset-guessed', 'structure-broken', 'too-many-parts', 'html-truncated', 'text-truncated'),
  ),
  listUnsubscribe: nullable(string()),
  /** This draft's stable id, when the product wrote it. */
  draftId: nullable(string()),
})
export type MessageDetail = Static<typeof MessageDetail>

export const Header = object({ name: string(), value: string() })
export type Header = Static<typeof Header>

/** A file that waits in the BFF to be attached; kept for a day, visible to this account only. */
export const Upload = object({ id: string(), fileName: string(), type: string(), sizeBytes: integer() })
export type Upload = Static<typeof Upload>

/** What the composer holds. `html` null writes plain text only; with html, `text` is its plain alternative. */
export const ComposedMessage = object({
  from: Address,
  to: array(Address, { maxItems: 1000 }),
  cc: array(Address, { maxItems: 1000 }),
  bcc: array(Address, { maxItems: 1000 }),
  replyTo: array(Address, { maxItems: 10 }),
  subject: string({ maxLength: 2000 }),
  html: nullable(string({ maxLength: 10_000_000 })),
  text: string({ maxLength: 10_000_000 }),
  attachments: array(
    object({
      uploadId: string({ maxLength: 64 }),
      fileName: string({ maxLength: 255 }),
      /** For an image inside the HTML: it is referred to as `cid:<contentId>`. */
      contentId: nullable(string({ maxLength: 200 })),
    }),
    { maxItems: 200 },
  ),
  /** The message this one answers or forwards: the BFF writes In-Reply-To and References and marks it when sent. */
  source: nullable(object({ ref: MessageRef, kind: oneOf('reply', 'forward') })),
  priority: oneOf('normal', 'high', 'low'),
  requestReadReceipt: boolean(),
})
export type ComposedMessage = Static<typeof ComposedMessage>

/**
 * held: it waits and can be called back · submitting · accepted: the server took it, the copy in Sent is not there yet
 * filed: done · failed: nothing was sent · uncertain: cut off while the server answered, perhaps sent · cancelled.
 */
export const SubmissionState = oneOf(
  'held',
  'submitting',
  'accepted',
  'filed',
  'failed',
  'uncertain',
  'cancelled',
)
export type SubmissionState = Static<typeof SubmissionState>

export const Submission = object({
  id: string(),
  state: SubmissionState,
  subject: string(),
  sendsAt: Instant,
  /** Why it failed, or why the copy is not filed yet: an ErrorCode. */
  error: nullable(string()),
  refusedRecipients: array(string()),
})
export type Submission = Static<typeof Submission>

const Words = optional(array(string({ minLength: 1, maxLength: 500 }), { maxItems: 20 }))
const Day = string({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/**
 * What is looked for: every criterion must hold (AND); within `text` every word must be found in subject, people or body.
 * Days are the person's calendar days; `before` is exclusive.
 */
const criteria = {
  text: Words,
  from: Words,
  to: Words,
  cc: Words,
  /** Who wrote it or got it. */
  with: Words,
  subject: Words,
  body: Words,
  fileName: Words,
  keyword: Words,
  since: optional(Day),
  before: optional(Day),
  largerThanBytes: optional(integer({ minimum: 0 })),
  smallerThanBytes: optional(integer({ minimum: 0 })),
  hasAttachments: optional(boolean()),
  seen: optional(boolean()),
  flagged: optional(boolean()),
  answered: optional(boolean()),
}
export const SearchCriteria = object({ ...criteria, not: optional(object(criteria)) })
export type SearchCriteria = Static<typeof SearchCriteria>

/** A line of the search's answer: the hits of one mailbox (newest first), or that it could not be searched, or the end. */
export const SearchFrame = object({
  kind: oneOf('hits', 'failed', 'done'),
  mailboxId: optional(MailboxId),
  /** All hits of this mailbox; `rows` are the first of them. */
  total: optional(integer()),
  rows: optional(array(MessageSummary)),
  error: optional(string()),
  searched: optional(integer()),
  mailboxes: optional(integer()),
})
export type SearchFrame = Static<typeof SearchFrame>
