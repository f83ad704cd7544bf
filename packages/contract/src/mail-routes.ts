import type { ErrorCode } from './errors.ts'
import { Instant, MailboxId, MessageRef, PartId, Uuid } from './ids.ts'
import {
  Address,
  ComposedMessage,
  Header,
  Mailbox,
  MailboxRole,
  MessageDetail,
  MessageFilter,
  MessageOrder,
  MessageSet,
  MessageSummary,
  MessageWindow,
  Quota,
  SearchCriteria,
  SearchFrame,
  Submission,
  Upload,
} from './mail.ts'
import { defineRoute } from './route.ts'
import { array, boolean, integer, nullable, object, oneOf, optional, string } from './schema.ts'

const user = { access: 'user', service: 'mail' } as const
const server = [
  'mail/server-unreachable',
  'mail/server-slow',
  'mail/connection-limit',
] as const satisfies ErrorCode[]
const inMailbox = [...server, 'mail/mailbox-gone', 'mail/uidvalidity-changed', 'mail/not-permitted'] as const
const onMessage = [...inMailbox, 'mail/message-gone'] as const

const Name = string({ minLength: 1, maxLength: 250 })
const byMailbox = object({ mailboxId: MailboxId })
const byRef = object({ ref: MessageRef })

export const mail = {
  listMailboxes: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/mail/mailboxes',
    answer: 'json',
    response: object({ mailboxes: array(Mailbox), quota: nullable(Quota), orders: array(MessageOrder) }),
    errors: [...server],
  }),
  createMailbox: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/mail/mailboxes',
    body: object({ parentId: nullable(MailboxId), name: Name }),
    answer: 'json',
    response: object({ mailboxId: MailboxId }),
    errors: [...inMailbox, 'mail/mailbox-exists', 'mail/mailbox-name-refused'],
  }),
  /** Renames, or moves below another parent, with all that is inside. */
  renameMailbox: defineRoute({
    ...user,
    method: 'PATCH',
    path: '/api/mail/mailboxes/:mailboxId',
    params: byMailbox,
    body: object({ name: Name, parentId: nullable(MailboxId) }),
    answer: 'json',
    response: object({ mailboxId: MailboxId }),
    errors: [...inMailbox, 'mail/mailbox-exists', 'mail/mailbox-name-refused'],
  }),
  /** Refuses (mail/mailbox-not-empty) while it has messages or children, unless told. */
  deleteMailbox: defineRoute({
    ...user,
    method: 'DELETE',
    path: '/api/mail/mailboxes/:mailboxId',
    params: byMailbox,
    query: object({ evenIfNotEmpty: optional(boolean()) }),
    answer: 'empty',
    errors: [...inMailbox, 'mail/mailbox-not-empty'],
  }),
  /** Deletes for good everything in it (Trash, Junk). */
  emptyMailbox: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/mail/mailboxes/:mailboxId/empty',
    params: byMailbox,
    body: object({}),
    answer: 'empty',
    errors: [...inMailbox],
  }),
  listMessages: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/mail/mailboxes/:mailboxId/messages',
    params: byMailbox,
    query: object({
      offset: optional(integer({ minimum: 0 })),
      limit: optional(integer({ minimum: 1, maximum: 200 })),
      order: optional(MessageOrder),
      ascending: optional(boolean()),
      filter: optional(MessageFilter),
      /**
       * One row for each conversation; only of all messages in order of arrival. A large mailbox is answered flat until its
       * conversations are known; then mail.mailbox-changed tells.
       */
      threads: optional(boolean()),
    }),
    answer: 'json',
    response: MessageWindow,
    errors: [...inMailbox, 'mail/order-unsupported'],
  }),
  /** Where one message stands in a list, so that it can be scrolled to; null when it is not in it. */
  locateMessage: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/mail/messages/:ref/position',
    params: byRef,
    query: object({
      order: optional(MessageOrder),
      ascending: optional(boolean()),
      filter: optional(MessageFilter),
      threads: optional(boolean()),
    }),
    answer: 'json',
    response: object({ offset: nullable(integer()), total: integer() }),
    errors: [...onMessage, 'mail/order-unsupported'],
  }),
  /** The first words of messages whose rows came without. Messages gone meanwhile are left out. */
  listPreviews: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/mail/previews',
    onlyReads: true,
    body: object({ refs: array(MessageRef, { minItems: 1, maxItems: 200 }) }),
    answer: 'json',
    response: object({ previews: array(object({ ref: MessageRef, preview: string() })) }),
    errors: [...inMailbox],
  }),
  getMessage: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/mail/messages/:ref',
    params: byRef,
    answer: 'json',
    response: MessageDetail,
    errors: [...onMessage, 'mail/message-unreadable'],
  }),
  /** What is inside an attachment that opens (a forwarded message, a winmail.dat), as a message: its parts are parts of `ref`. */
  getInnerMessage: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/mail/messages/:ref/parts/:partId/message',
    params: object({ ref: MessageRef, partId: PartId }),
    answer: 'json',
    response: MessageDetail,
    errors: [...onMessage, 'mail/part-gone', 'mail/message-unreadable'],
  }),
  /** The other messages of its conversation, in this mailbox, the Inbox, Sent and the archive, oldest first; this one included. */
  listThread: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/mail/messages/:ref/thread',
    params: byRef,
    answer: 'json',
    response: object({ messages: array(MessageSummary) }),
    errors: [...onMessage],
  }),
  listHeaders: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/mail/messages/:ref/headers',
    params: byRef,
    answer: 'json',
    response: object({ headers: array(Header) }),
    errors: [...onMessage],
  }),
  /** The whole message, byte for byte; as text to read, or as an .eml file to keep. */
  getSource: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/mail/messages/:ref/source',
    params: byRef,
    query: object({ download: optional(boolean()) }),
    answer: 'bytes',
    errors: [...onMessage],
  }),
  /** One attachment, decoded. `show` only for what may be shown (raster images, PDF, text), re-typed by its first bytes. */
  getPart: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/mail/messages/:ref/parts/:partId',
    params: object({ ref: MessageRef, partId: PartId }),
    query: object({ show: optional(boolean()) }),
    answer: 'bytes',
    errors: [...onMessage, 'mail/part-gone', 'mail/message-unreadable'],
  }),
  getAllAttachments: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/mail/messages/:ref/attachments.zip',
    params: byRef,
    answer: 'bytes',
    errors: [...onMessage],
  }),
  /** Fetches an image of a message from outside on the reader's behalf: no cookies, no referrer, not their address. */
  getRemoteImage: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/mail/messages/:ref/remote-image',
    params: byRef,
    query: object({ url: string({ maxLength: 8000 }), token: string({ maxLength: 200 }) }),
    answer: 'bytes',
    errors: ['mail/image-refused', 'mail/image-unreachable'],
  }),
  setFlags: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/mail/flags',
    body: object({
      messages: MessageSet,
      add: array(string({ maxLength: 100, pattern: '^(seen|flagged|answered|[$A-Za-z][A-Za-z0-9$_.-]*)$' }), {
        maxItems: 20,
      }),
      remove: array(
        string({ maxLength: 100, pattern: '^(seen|flagged|answered|[$A-Za-z][A-Za-z0-9$_.-]*)$' }),
        { maxItems: 20 },
      ),
    }),
    answer: 'json',
    response: object({ changed: integer() }),
    errors: [...onMessage, 'mail/read-only'],
  }),
  /** Moves to a mailbox or to the one that has a role (made when missing). Junk and not junk are moves that also say so to the filter. */
  moveMessages: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/mail/move',
    body: object({
      messages: MessageSet,
      to: object({ mailboxId: optional(MailboxId), role: optional(MailboxRole) }),
      as: optional(oneOf('junk', 'not-junk')),
    }),
    answer: 'json',
    /** `to` is null where the server does not say and the message cannot be found again. Undo moves `to` back. */
    response: object({
      moved: array(object({ from: MessageRef, to: nullable(MessageRef) })),
      mailboxId: MailboxId,
    }),
    errors: [...onMessage, 'mail/over-quota', 'mail/read-only'],
  }),
  copyMessages: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/mail/copy',
    body: object({ messages: MessageSet, mailboxId: MailboxId }),
    answer: 'json',
    response: object({ copied: integer() }),
    errors: [...onMessage, 'mail/over-quota'],
  }),
  /** Deletes for good; only these, never what another program marked deleted. */
  purgeMessages: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/mail/purge',
    body: object({ messages: MessageSet }),
    answer: 'json',
    response: object({ purged: integer() }),
    errors: [...onMessage, 'mail/read-only'],
  }),
  /** One JSON SearchFrame a line, a folder at a time as they are found. Closing the connection ends the search on the server. */
  search: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/mail/search',
    onlyReads: true,
    body: object({
      criteria: SearchCriteria,
      /** The mailboxes to look in, in this order; absent: all, the Inbox first, without Trash and Junk. */
      mailboxIds: optional(array(MailboxId, { minItems: 1, maxItems: 500 })),
      /** Rows wanted of each mailbox. */
      limit: integer({ minimum: 1, maximum: 500 }),
    }),
    answer: 'json-lines',
    response: SearchFrame,
    errors: [...inMailbox, 'mail/search-too-slow'],
  }),
  /** The message with this Message-ID, wherever it lies by now; null where it is gone. */
  findMessage: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/mail/find',
    query: object({ messageId: string({ minLength: 3, maxLength: 998 }) }),
    answer: 'json',
    response: object({ found: nullable(object({ ref: MessageRef, mailboxId: MailboxId })) }),
    errors: [...server],
  }),
  /** People this account has written to, the most written first, then those who wrote. */
  suggestRecipients: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/mail/recipients',
    query: object({
      text: string({ maxLength: 200 }),
      limit: optional(integer({ minimum: 1, maximum: 50 })),
    }),
    answer: 'json',
    response: object({ recipients: array(Address) }),
    errors: [...server],
  }),
  /** The raw bytes of one file; name and type in the query. */
  upload: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/mail/uploads',
    query: object({ fileName: string({ minLength: 1, maxLength: 255 }), type: string({ maxLength: 200 }) }),
    body: 'bytes',
    answer: 'json',
    response: Upload,
    errors: ['mail/message-too-large'],
  }),
  /** Parts of a message (its attachments, forwarded) or the message whole (`.eml`) as uploads. */
  uploadFromMessage: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/mail/uploads/from-message',
    body: object({ ref: MessageRef, partIds: optional(array(PartId, { maxItems: 200 })) }),
    answer: 'json',
    response: object({ uploads: array(Upload) }),
    errors: [...onMessage, 'mail/part-gone', 'mail/message-too-large', 'mail/message-unreadable'],
  }),
  getUpload: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/mail/uploads/:uploadId',
    params: object({ uploadId: Uuid }),
    answer: 'bytes',
    errors: ['mail/upload-gone'],
  }),
  deleteUpload: defineRoute({
    ...user,
    method: 'DELETE',
    path: '/api/mail/uploads/:uploadId',
    params: object({ uploadId: Uuid }),
    answer: 'empty',
    errors: [],
  }),
  /** Stores the draft in Drafts and takes the one it replaces away: one draft on the server, never none. */
  saveDraft: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/mail/drafts',
    body: object({ draftId: Uuid, replaces: nullable(MessageRef), message: ComposedMessage }),
    answer: 'json',
    response: object({ ref: MessageRef, savedAt: Instant }),
    errors: [...inMailbox, 'mail/over-quota', 'mail/upload-gone', 'mail/draft-not-saved'],
  }),
  /** A stored draft (any program's) as the composer wants it; its attachments become uploads. */
  openDraft: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/mail/drafts/open',
    body: object({ ref: MessageRef }),
    answer: 'json',
    response: object({ draftId: Uuid, message: ComposedMessage, uploads: array(Upload) }),
    errors: [...onMessage, 'mail/message-unreadable'],
  }),
  deleteDraft: defineRoute({
    ...user,
    method: 'DELETE',
    path: '/api/mail/drafts/:ref',
    params: byRef,
    answer: 'empty',
    errors: [...onMessage],
  }),
  /** Sent once for a key, however often it is asked. Held for `holdSeconds`, in which it can be called back. */
  submit: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/mail/submissions',
    body: object({
      key: Uuid,
      message: ComposedMessage,
      /** The draft to take away once it is sent. */
      draft: nullable(MessageRef),
      holdSeconds: integer({ minimum: 0, maximum: 60 }),
    }),
    answer: 'json',
    response: Submission,
    errors: [
      ...server,
      'mail/no-recipients',
      'mail/recipient-invalid',
      'mail/sender-refused',
      'mail/message-too-large',
      'mail/too-many-recipients',
      'mail/too-many-sent',
      'mail/upload-gone',
    ],
  }),
  /** What is on its way or failed within the last day. */
  listSubmissions: defineRoute({
    ...user,
    method: 'GET',
    path: '/api/mail/submissions',
    answer: 'json',
    response: object({ submissions: array(Submission) }),
    errors: [],
  }),
  /** Calls it back while it is held: afterwards mail/submission-too-late. */
  cancelSubmission: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/mail/submissions/:id/cancel',
    params: object({ id: Uuid }),
    body: object({}),
    answer: 'json',
    response: Submission,
    errors: ['mail/submission-gone', 'mail/submission-too-late'],
  }),
  /** Tries a failed or uncertain one again under the same Message-ID; looks into Sent first. */
  retrySubmission: defineRoute({
    ...user,
    method: 'POST',
    path: '/api/mail/submissions/:id/retry',
    params: object({ id: Uuid }),
    body: object({}),
    answer: 'json',
    response: Submission,
    errors: ['mail/submission-gone', 'mail/submission-too-late'],
  }),
}
