import type { Config } from '../config.ts'
import { claimNotice, findEnrolment, type NoticeRow, settleNotice } from '../db/enrolments.ts'
import type { Db } from '../db/open.ts'
import type { TenantDirectory } from '../db/tenant-directory.ts'
import { AppError } from '../http/app-error.ts'
import { canSend, sendNotice } from '../mail/send-notice.ts'
import { linkOf, tokenOf } from './links.ts'
import { noticeWords } from './mail-words.ts'

/** A server that is away is asked again after a minute, then two, four, up to six hours; for some five days in all. */
const MOST_ATTEMPTS = 24
const LONGEST_WAIT_SECONDS = 6 * 3600

/**
 * Mail to whoever asked. It waits as a row, so that a server that is away loses none; whoever claims the row sends it, so that
 * nothing is sent twice; where nobody knows whether it left, it is not sent again.
 */
export class Notices {
  readonly #deps: { db: Db; config: Config; tenants: TenantDirectory }
  #running: Promise<void> | undefined

  constructor(deps: { db: Db; config: Config; tenants: TenantDirectory }) {
    this.#deps = deps
  }

  /** All that are due. */
  async run(): Promise<void> {
    this.#running ??= this.#sendDue().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /** What was just written down need not wait for the next round. */
  soon(): void {
    void this.run().catch(() => undefined)
  }

  async #sendDue(): Promise<void> {
    const { db, config, tenants } = this.#deps
    const provider = await tenants.provider()
    if (provider === undefined || config.publicUrl === null || !canSend(provider, config)) return
    for (let row = await claimNotice(db); row !== undefined; row = await claimNotice(db)) {
      try {
        await this.#send(row)
        await settleNotice(db, row.id, { state: 'sent' })
      } catch (error) {
        await settleNotice(db, row.id, outcomeOf(error, row.attempts))
      }
    }
  }

  async #send({ id, enrolment_id, address, says }: NoticeRow): Promise<void> {
    const { db, config, tenants } = this.#deps
    const [provider, enrolment] = await Promise.all([
      tenants.provider(),
      findEnrolment(db, 'id', enrolment_id),
    ])
    const token = enrolment === undefined ? null : tokenOf(enrolment, config.key)
    if (provider === undefined || enrolment === undefined || token === null || config.publicUrl === null)
      throw new AppError('mail/recipient-invalid')
    const { language, dossier } = enrolment
    const link = linkOf(token, config.publicUrl)
    const words = noticeWords(says, { language, body: dossier.body.name, link, help: provider.help })
    await sendNotice({ db, config }, provider, { to: address, key: `enrolment ${id}`, words })
  }
}

function outcomeOf(error: unknown, attempts: number): Parameters<typeof settleNotice>[2] {
  const code = error instanceof AppError ? error.code : null
  if (code === 'mail/submission-uncertain') return { state: 'uncertain' }
  const hopeless = code === 'mail/recipients-refused' || code === 'mail/recipient-invalid'
  if (hopeless || attempts >= MOST_ATTEMPTS) return { state: 'refused' }
  return { againInSeconds: Math.min(LONGEST_WAIT_SECONDS, 60 * 2 ** (attempts - 1)) }
}
