import type { MailboxId, MessageRef } from './ids.ts'
import type { Mailbox, MessageSummary, Submission } from './mail.ts'

/** What can happen to mail while one looks. Rows carry MODSEQ where the server has it: older news is dropped. */
export type MailLiveEvent =
  /**
   * New at the end of the mailbox (the top of a list by arrival), oldest first. Where `threaded`, each says the
   * conversation it came into; else nobody knows.
   */
  | {
      type: 'mail.messages-added'
      mailboxId: MailboxId
      summaries: MessageSummary[]
      threaded: boolean
    }
  | { type: 'mail.messages-removed'; mailboxId: MailboxId; refs: MessageRef[] }
  | {
      type: 'mail.flags-changed'
      mailboxId: MailboxId
      changes: { ref: MessageRef; flags: string[]; modseq: string | null }[]
    }
  /** Too much changed to say what (UIDVALIDITY, bulk work, a server that does not tell): refetch its lists. */
  | { type: 'mail.mailbox-changed'; mailboxId: MailboxId }
  | { type: 'mail.counts-changed'; mailboxId: MailboxId; total: number; unread: number }
  /** Mailboxes were created, renamed or deleted; the whole new tree. */
  | { type: 'mail.mailboxes-changed'; mailboxes: Mailbox[] }
  | { type: 'mail.submission-changed'; submission: Submission }
  /** The live connection to the mail server was lost or came back; since when what is shown may be old. */
  | { type: 'mail.server-state'; reachable: boolean; since: string }
