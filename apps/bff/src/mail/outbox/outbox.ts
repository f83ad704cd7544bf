import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type {
  Address,
  ComposedMessage,
  ErrorCode,
  MessageRef,
  Submission,
  SubmissionState,
  Untold,
} from '@staffetta/contract'
import { BlobTooLarge, deleteBlob, deleteOldBlobs, readBlob, storeBlob } from '../db/blobs.ts'
import type { Db } from '../db/open.ts'
import type { NewSubmission, SubmissionRow } from '../db/schema/mail.ts'
import * as table from '../db/submissions.ts'
import { accountKey, type Account } from '../http/account.ts'
import { AppError } from '../http/app-error.ts'
import type { LiveHub } from '../live/hub.ts'
import {
  checkSender,
  composeMessage,
  composeScheduling,
  isAddress,
  newMessageId,
  recipientsOf,
  type SchedulingMessage,
} from './compose.ts'
import type { ImapAccounts } from './imap-accounts.ts'
import { limitsOf, paceOf } from './limits.ts'
import { logLimit, submitAndLog } from './mail-log.ts'
import { roomAt } from './pace.ts'
import { untoldOf } from './untold.ts'
import { type Afterwards, isInSent, storeInSent, tidyAfterwards } from './sent.ts'
import { openSealedAccount, sealAccount, type SealedDeps } from '../http/sealed-account.ts'
import { referencesFor } from './source.ts'

const SWEEP_MS = 5_000
const TIDY_MS = 60 * 60_000
/** A node that died while submitting: after so long its rows are somebody else's, and uncertain. */
const STUCK_AFTER_SECONDS = 300
const FIRST_RETRY_MS = 5_000
const MOST_RETRY_MS = 30 * 60_000
/** What a calendar says waits so long for a server that is not there. */
const WAITS_MS = 24 * 60 * 60_000
export const UPLOADS_KEPT_HOURS = 24
const POLL_MS = 40

export interface OutboxDeps extends SealedDeps {
  imap: ImapAccounts
  hub: LiveHub
  /** Told of whom somebody wrote to, once the server has taken it. */
  onWritten: (account: Account, people: Address[]) => Promise<void>
}

/**
 * Sending as a state machine in the database: held → submitting → accepted → filed, or failed, uncertain, cancelled. Every
 * step is one UPDATE from a named state, so that two nodes, two tabs or a repeated request never do it twice; the key of
 * the intent is the row's key, and the Message-ID is made once.
 */
export class Outbox {
  readonly #deps: OutboxDeps
  readonly #sweep: NodeJS.Timeout
  readonly #tidyUp: NodeJS.Timeout
  readonly #timers = new Set<NodeJS.Timeout>()

  constructor(deps: OutboxDeps) {
    this.#deps = deps
    this.#sweep = setInterval(() => void this.#sweepDue().catch(() => undefined), SWEEP_MS)
    this.#sweep.unref()
    this.#tidyUp = setInterval(() => void this.#forgetOld().catch(() => undefined), TIDY_MS)
    this.#tidyUp.unref()
  }

  async submit(
    account: Account,
    intent: {
      key: string
      message: ComposedMessage
      draft: MessageRef | null
      holdSeconds: number
      /** Where the person sits. */
      client: string
    },
  ): Promise<Submission> {
    const { db, imap } = this.#deps
    const known = await table.findSubmission(db, account.accountId, intent.key)
    if (known !== undefined) return submissionOf(known)
    const { message } = intent
    checkSender(account, message.from)
    const recipients = recipientsOf(message)
    const { recipients: most } = limitsOf(account.tenant, this.#deps.config)
    if (recipients.length > most) throw new AppError('mail/too-many-recipients', { most })
    // Nothing is composed in vain; whether there still is room then, the row decides.
    const room = await this.#roomFor(this.#deps.db, account, recipients.length)
    if (room !== null) throw this.#tooMany(account, room, intent.client)
    const messageId = newMessageId(account)
    const references = await referencesFor(imap.of(account), message.source)
    const content = await composeMessage(db, account, message, { messageId, references })
    return this.#queue(account, {
      ...intent,
      content,
      recipients,
      messageId,
      subject: message.subject,
      attachments: message.attachments.length,
      afterwards: {
        source: message.source,
        draft: intent.draft,
        writtenTo: [...message.to, ...message.cc, ...message.bcc],
      },
    })
  }

  /**
   * What a calendar says to others (RFC 6047): the same states, the same one sending. Where somebody sends too much or the server is
   * not there it is not refused, since the meeting stands already: it waits, and leaves by itself.
   */
  async submitScheduling(
    account: Account,
    intent: { key: string; message: SchedulingMessage; holdSeconds: number; about: string },
  ): Promise<Submission> {
    const known = await table.findSubmission(this.#deps.db, account.accountId, intent.key)
    if (known !== undefined) return submissionOf(known)
    // They come out of a file somebody else may have written.
    const recipients = intent.message.to.filter((address) => isAddress(address))
    if (recipients.length === 0) throw new AppError('mail/no-recipients')
    const messageId = newMessageId(account)
    return this.#queue(account, {
      ...intent,
      content: composeScheduling({ ...intent.message, to: recipients }, messageId),
      recipients,
      messageId,
      subject: intent.message.subject,
      afterwards: { source: null, draft: null },
      mayWait: true,
    })
  }

  /** What became of a submission, waited for as long as it is on its way within the patience. */
  async outcomeOf(account: Account, id: string, patienceMs: number): Promise<Submission> {
    const endsAt = Date.now() + patienceMs
    for (;;) {
      const row = await table.findSubmission(this.#deps.db, account.accountId, id)
      if (row === undefined) throw new AppError('mail/submission-gone')
      const leaves = row.state === 'submitting' || (row.state === 'held' && row.sends_at.getTime() <= endsAt)
      if (!leaves || Date.now() > endsAt) return submissionOf(row)
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  }

  async #queue(
    account: Account,
    intent: {
      key: string
      content: Readable
      recipients: string[]
      messageId: string
      subject: string
      afterwards: Afterwards
      holdSeconds: number
      about?: string
      attachments?: number
      client?: string
      mayWait?: boolean
    },
  ): Promise<Submission> {
    const { db, config } = this.#deps
    const { messageBytes: maxBytes } = limitsOf(account.tenant, config)
    const blob = await storeBlob(db, account, {
      fileName: 'message.eml',
      type: 'message/rfc822',
      content: intent.content,
      maxBytes,
    }).catch((error: unknown) => {
      throw error instanceof BlobTooLarge ? new AppError('mail/message-too-large', { maxBytes }) : error
    })
    const submission = {
      id: intent.key,
      tenant_id: account.tenantId,
      account_id: account.accountId,
      state: 'held',
      subject: intent.subject.slice(0, 200),
      message_id: intent.messageId,
      blob_id: blob.id,
      sender: account.address,
      recipients: intent.recipients,
      afterwards: JSON.stringify(intent.afterwards),
      sealed: sealAccount(config, account, intent.key),
      about: intent.about ?? null,
      attachments: intent.attachments ?? 0,
      client: intent.client === undefined ? null : plainAddress(intent.client),
    }
    const inserted = await this.#insert(account, submission, intent).catch(async (error: unknown) => {
      await deleteBlob(db, account, blob.id)
      throw error
    })
    if (!inserted) await deleteBlob(db, account, blob.id)
    const row = await table.findSubmission(db, account.accountId, intent.key)
    if (row === undefined) throw new AppError('mail/submission-gone')
    if (inserted) this.#at(row)
    return submissionOf(row)
  }

  /** One after the other: two nodes together let nobody send more than one. */
  async #insert(
    account: Account,
    submission: Omit<NewSubmission, 'sends_at' | 'counts_at'>,
    { holdSeconds, mayWait = false }: { holdSeconds: number; mayWait?: boolean },
  ): Promise<boolean> {
    return this.#deps.db.transaction().execute(async (tx) => {
      await table.lockSubmissions(tx, account)
      const known = await table.findSubmission(tx, account.accountId, submission.id)
      if (known !== undefined) return false
      const now = new Date()
      const room = await this.#roomFor(tx, account, submission.recipients.length)
      const refusal = room && this.#tooMany(account, room, submission.client ?? null)
      if (refusal !== null && !mayWait) throw refusal
      const countsAt = room ?? now
      const sendsAt = new Date(Math.max(countsAt.getTime(), now.getTime() + holdSeconds * 1000))
      return table.insertSubmission(tx, { ...submission, sends_at: sendsAt, counts_at: countsAt })
    })
  }

  /** From when on there is room; null: now. */
  async #roomFor(db: Db, account: Account, recipients: number): Promise<Date | null> {
    const most = paceOf(account.tenant)
    const latest = await table.latestSubmissions(db, account, most.messages)
    return roomAt(latest, recipients, most, new Date())
  }

  /** Somebody who has the password of another gets so far and no further, and it is seen. */
  #tooMany(account: Account, room: Date, client: string | null): AppError {
    logLimit(this.#deps.db, account, client === null ? null : plainAddress(client))
    return new AppError('mail/too-many-sent', { at: room.toISOString() })
  }

  /** The last submission that was about that. */
  async lastAbout(account: Account, about: string): Promise<string | undefined> {
    return (await table.findSubmissionAbout(this.#deps.db, account.accountId, about))?.id
  }

  /** Whom the last letter that was about it and for them has not reached. */
  async listUntold(account: Account, about: string): Promise<Untold[]> {
    return untoldOf(await table.listSubmissionsAbout(this.#deps.db, account.accountId, about))
  }

  async list(account: Account): Promise<Submission[]> {
    return (await table.listSubmissions(this.#deps.db, account.accountId)).map(submissionOf)
  }

  /** Called back in time, it was never sent: the composer still has it all. */
  async cancel(account: Account, id: string): Promise<Submission> {
    const row = await this.#step({ accountId: account.accountId, id }, ['held'], {
      state: 'cancelled',
      sealed: null,
    })
    if (row !== undefined) {
      await this.#dropMessage(row)
      return submissionOf(row)
    }
    const known = await table.findSubmission(this.#deps.db, account.accountId, id)
    if (known === undefined) throw new AppError('mail/submission-gone')
    if (known.state === 'cancelled') return submissionOf(known)
    throw new AppError('mail/submission-too-late')
  }

  async retry(account: Account, id: string): Promise<Submission> {
    const row = await this.#step({ accountId: account.accountId, id }, ['failed', 'uncertain'], {
      state: 'held',
      error: null,
      sealed: sealAccount(this.#deps.config, account, id),
      sends_at: new Date(),
    })
    if (row !== undefined) {
      this.#at(row)
      return submissionOf(row)
    }
    const known = await table.findSubmission(this.#deps.db, account.accountId, id)
    if (known === undefined) throw new AppError('mail/submission-gone')
    throw new AppError('mail/submission-too-late')
  }

  close(): void {
    clearInterval(this.#sweep)
    clearInterval(this.#tidyUp)
    for (const timer of this.#timers) clearTimeout(timer)
  }

  #at(row: SubmissionRow): void {
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer)
        void this.#advance(row).catch(() => undefined)
      },
      Math.max(0, row.sends_at.getTime() - Date.now()),
    )
    this.#timers.add(timer)
  }

  async #sweepDue(): Promise<void> {
    for (const row of await table.listDueSubmissions(this.#deps.db, STUCK_AFTER_SECONDS)) {
      if (row.state === 'submitting') {
        await this.#step(keyOf(row), ['submitting'], {
          state: 'uncertain',
          error: 'mail/submission-uncertain',
          sealed: null,
        })
      } else await this.#advance(row)
    }
  }

  async #forgetOld(): Promise<void> {
    await table.deleteOldSubmissions(this.#deps.db)
    await deleteOldBlobs(this.#deps.db, UPLOADS_KEPT_HOURS)
  }

  async #advance(row: SubmissionRow): Promise<void> {
    const account = await openSealedAccount(this.#deps, row)
    if (account === undefined) return this.#giveUp(row)
    if (row.state === 'accepted') return this.#file(row, account)
    // Whoever makes this step sends; everybody else finds the row gone from "held".
    const taken = await this.#step(keyOf(row), ['held'], {
      state: 'submitting',
      error: null,
      attempt: true,
    })
    if (taken === undefined || taken.blob_id === null) return
    const outcome = await this.#send(account, taken)
    const after = await this.#step(keyOf(row), ['submitting'], outcome)
    if (after?.state !== 'accepted') return
    const { writtenTo = [] } = after.afterwards as Afterwards
    const reached = writtenTo.filter(({ address }) => !after.refused.includes(address))
    // What is remembered for the person's comfort never stands in the way of their mail.
    await this.#deps.onWritten(account, reached).catch(() => undefined)
    await this.#file(after, account)
  }

  async #send(account: Account, row: SubmissionRow): Promise<Parameters<typeof table.advanceSubmission>[3]> {
    if (row.attempts > 1) {
      // An earlier attempt may have arrived: while Sent cannot be looked into, nobody knows, and nothing is sent.
      const sent = await isInSent(this.#deps.imap.of(account), row.message_id).catch(() => undefined)
      if (sent === true) return { state: 'accepted' }
      if (sent === undefined && waits(row, account)) return later(row)
      if (sent === undefined) return { state: 'uncertain', error: 'mail/submission-uncertain', sealed: null }
    }
    try {
      const { sender, recipients, message_id: messageId, attachments, client } = row
      const letter = { sender, recipients, messageId, attachments, client }
      const { db } = this.#deps
      const { refused } = await submitAndLog(db, account, letter, readBlob(db, row.blob_id!))
      return { state: 'accepted', refused }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (error.code === 'mail/submission-unreachable' && waits(row, account)) return later(row)
      const refused = error.details?.['addresses']
      return {
        state: error.code === 'mail/submission-uncertain' ? 'uncertain' : 'failed',
        error: error.code,
        sealed: null,
        ...(Array.isArray(refused) && { refused }),
      }
    }
  }

  /** The credential does not open (another key) or the tenant is gone: said, so that signing in and trying again helps. */
  async #giveUp(row: SubmissionRow): Promise<void> {
    await this.#step(keyOf(row), ['held'], {
      state: 'failed',
      error: 'auth/credentials-refused',
      sealed: null,
    })
  }

  /** The copy in Sent, then what belongs to having sent. A copy that cannot be stored is tried again, never the sending. */
  async #file(row: SubmissionRow, account: Account): Promise<void> {
    const { db } = this.#deps
    const mail = this.#deps.imap.of(account)
    // One files, of two sweeps and two nodes: whoever counts this attempt up.
    const mine = await table.advanceSubmission(db, { ...keyOf(row), attempts: row.attempts }, ['accepted'], {
      sends_at: nextTry(row),
      attempt: true,
    })
    if (mine === undefined || mine.blob_id === null) return
    try {
      if (!(await isInSent(mail, row.message_id)))
        await storeInSent(mail, await buffer(readBlob(db, mine.blob_id)))
    } catch (error) {
      const code =
        error instanceof AppError && error.code === 'mail/over-quota' ? error.code : 'mail/sent-copy-failed'
      await this.#step(keyOf(row), ['accepted'], { error: code })
      return
    }
    await tidyAfterwards(mail, row.afterwards as Afterwards)
    const filed = await this.#step(keyOf(row), ['accepted'], { state: 'filed', error: null, sealed: null })
    if (filed !== undefined) await this.#dropMessage(filed)
  }

  async #step(
    key: { accountId: string; id: string },
    from: SubmissionState[],
    change: Parameters<typeof table.advanceSubmission>[3],
  ): Promise<SubmissionRow | undefined> {
    const row = await table.advanceSubmission(this.#deps.db, key, from, change)
    if (row !== undefined) {
      this.#deps.hub.publish(accountKey(row.tenant_id, row.account_id), [
        { type: 'mail.submission-changed', submission: submissionOf(row) },
      ])
    }
    return row
  }

  async #dropMessage(row: SubmissionRow): Promise<void> {
    if (row.blob_id !== null) {
      await deleteBlob(this.#deps.db, { tenantId: row.tenant_id, accountId: row.account_id }, row.blob_id)
    }
  }
}

/** Of a socket that speaks both: "::ffff:192.0.2.7" has no network of its own. */
function plainAddress(client: string): string {
  return client.replace(/^::ffff:(?=\d+\.)/i, '')
}

function keyOf(row: SubmissionRow): { accountId: string; id: string } {
  return { accountId: row.account_id, id: row.id }
}

function nextTry({ attempts }: SubmissionRow): Date {
  return new Date(Date.now() + Math.min(MOST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 12)))
}

/** A letter of a calendar that surely did not leave is tried again by itself: nobody sits before it as before a draft. */
function waits({ about, created_at }: SubmissionRow, { tenant }: Account): boolean {
  const mayCome = tenant.endpoints.smtp !== undefined
  return about !== null && mayCome && Date.now() - created_at.getTime() < WAITS_MS
}

function later(row: SubmissionRow): { state: SubmissionState; error: ErrorCode; sends_at: Date } {
  return { state: 'held', error: 'mail/submission-unreachable', sends_at: nextTry(row) }
}

function submissionOf(row: SubmissionRow): Submission {
  return {
    id: row.id,
    state: row.state as SubmissionState,
    subject: row.subject,
    sendsAt: row.sends_at.toISOString(),
    error: row.error,
    refusedRecipients: row.refused,
  }
}
