import type { ComposedMessage, MessageRef, Submission, Untold } from '@staffetta/contract'
import * as table from '../../db/submissions.ts'
import type { Account } from '../../http/account.ts'
import { AppError } from '../../http/app-error.ts'
import { sealAccount } from '../../http/sealed-account.ts'
import {
  checkSender,
  composeMessage,
  composeScheduling,
  isAddress,
  newMessageId,
  recipientsOf,
  type SchedulingMessage,
} from '../compose.ts'
import { limitsOf } from '../limits.ts'
import { referencesFor } from '../source.ts'
import { Courier } from './courier.ts'
import { type Letter, queueLetter, roomFor, tooMany } from './queue.ts'
import { dropMessage, type OutboxDeps, step, submissionOf } from './step.ts'
import { untoldOf } from './untold.ts'

const POLL_MS = 40

/**
 * Sending as a state machine in the database: held → submitting → accepted → filed, or failed, uncertain, cancelled. Every
 * step is one UPDATE from a named state, so that two nodes, two tabs or a repeated request never do it twice; the key of
 * the intent is the row's key, and the Message-ID is made once.
 */
export class Outbox {
  readonly #deps: OutboxDeps
  readonly #courier: Courier

  constructor(deps: OutboxDeps) {
    this.#deps = deps
    this.#courier = new Courier(deps)
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
    const room = await roomFor(db, account, recipients.length)
    if (room !== null) throw tooMany(db, account, room, intent.client)
    const messageId = newMessageId(account)
    const references = await referencesFor(imap.of(account), message.source)
    const content = await composeMessage(db, account, message, { messageId, references })
    return this.#leave(account, {
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
    return this.#leave(account, {
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
    const row = await step(this.#deps, { accountId: account.accountId, id }, ['held'], {
      state: 'cancelled',
      sealed: null,
    })
    if (row !== undefined) {
      await dropMessage(this.#deps, row)
      return submissionOf(row)
    }
    const known = await table.findSubmission(this.#deps.db, account.accountId, id)
    if (known === undefined) throw new AppError('mail/submission-gone')
    if (known.state === 'cancelled') return submissionOf(known)
    throw new AppError('mail/submission-too-late')
  }

  async retry(account: Account, id: string): Promise<Submission> {
    const row = await step(this.#deps, { accountId: account.accountId, id }, ['failed', 'uncertain'], {
      state: 'held',
      error: null,
      sealed: sealAccount(this.#deps.config, account, id),
      sends_at: new Date(),
    })
    if (row !== undefined) {
      this.#courier.expect(row)
      return submissionOf(row)
    }
    const known = await table.findSubmission(this.#deps.db, account.accountId, id)
    if (known === undefined) throw new AppError('mail/submission-gone')
    throw new AppError('mail/submission-too-late')
  }

  close(): void {
    this.#courier.close()
  }

  async #leave(account: Account, letter: Letter): Promise<Submission> {
    const { row, isNew } = await queueLetter(this.#deps, account, letter)
    if (isNew) this.#courier.expect(row)
    return submissionOf(row)
  }
}
