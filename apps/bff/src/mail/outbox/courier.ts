import { buffer } from 'node:stream/consumers'
import type { ErrorCode, SubmissionState } from '@staffetta/contract'
import { deleteOldBlobs, readBlob } from '../../db/blobs.ts'
import type { SubmissionRow } from '../../db/schema/mail.ts'
import * as table from '../../db/submissions.ts'
import type { Account } from '../../http/account.ts'
import { AppError } from '../../http/app-error.ts'
import { openSealedAccount } from '../../http/sealed-account.ts'
import { submitAndLog } from '../mail-log.ts'
import { type Afterwards, isInSent, storeInSent, tidyAfterwards } from './sent.ts'
import { dropMessage, type OutboxDeps, step, type SubmissionChange, type SubmissionKey } from './step.ts'

const SWEEP_MS = 5_000
const TIDY_MS = 60 * 60_000
/** A node that died while submitting: after so long its rows are somebody else's, and uncertain. */
const STUCK_AFTER_SECONDS = 300
const FIRST_RETRY_MS = 5_000
const MOST_RETRY_MS = 30 * 60_000
/** What a calendar says waits so long for a server that is not there. */
const WAITS_MS = 24 * 60 * 60_000
export const UPLOADS_KEPT_HOURS = 24

/** Takes each submission to the server when its time has come, and a copy into Sent; what another node left, it goes on with. */
export class Courier {
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

  /** It leaves when its row says, and not only when the next round comes. */
  expect(row: SubmissionRow): void {
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer)
        void this.#advance(row).catch(() => undefined)
      },
      Math.max(0, row.sends_at.getTime() - Date.now()),
    )
    this.#timers.add(timer)
  }

  close(): void {
    clearInterval(this.#sweep)
    clearInterval(this.#tidyUp)
    for (const timer of this.#timers) clearTimeout(timer)
  }

  async #sweepDue(): Promise<void> {
    for (const row of await table.listDueSubmissions(this.#deps.db, STUCK_AFTER_SECONDS)) {
      if (row.state === 'submitting') {
        await step(this.#deps, keyOf(row), ['submitting'], {
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
    const taken = await step(this.#deps, keyOf(row), ['held'], {
      state: 'submitting',
      error: null,
      attempt: true,
    })
    if (taken === undefined || taken.blob_id === null) return
    const outcome = await this.#send(account, taken)
    const after = await step(this.#deps, keyOf(row), ['submitting'], outcome)
    if (after?.state !== 'accepted') return
    const { writtenTo = [] } = after.afterwards as Afterwards
    const reached = writtenTo.filter(({ address }) => !after.refused.includes(address))
    // What is remembered for the person's comfort never stands in the way of their mail.
    await this.#deps.onWritten(account, reached).catch(() => undefined)
    await this.#file(after, account)
  }

  async #send(account: Account, row: SubmissionRow): Promise<SubmissionChange> {
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
    await step(this.#deps, keyOf(row), ['held'], {
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
      await step(this.#deps, keyOf(row), ['accepted'], { error: code })
      return
    }
    await tidyAfterwards(mail, row.afterwards as Afterwards)
    const filed = await step(this.#deps, keyOf(row), ['accepted'], {
      state: 'filed',
      error: null,
      sealed: null,
    })
    if (filed !== undefined) await dropMessage(this.#deps, filed)
  }
}

function keyOf(row: SubmissionRow): SubmissionKey {
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
