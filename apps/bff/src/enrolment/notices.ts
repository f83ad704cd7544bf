import type { Config } from '../config.ts'
import { claimNotice, findEnrolment, type NoticeRow, settleNotice } from '../db/enrolments.ts'
import type { Db } from '../db/open.ts'
import type { TenantDirectory } from '../db/tenant-directory.ts'
import type { LetterSays, NoticeSays } from '../db/schema/enrolment.ts'
import type { Tenant } from '../db/tenants.ts'
import { AppError } from '../http/app-error.ts'
import type { NoticeWords } from '../mail/compose.ts'
import { canSend, sendNotice } from '../mail/send-notice.ts'
import { linkOf, tokenOf } from './links.ts'
import { noticeWords } from './mail-words.ts'
import { entranceWords, welcomeWords } from './welcome-words.ts'

/** A server that is away is asked again after a minute, then two, four, up to six hours; for some five days in all. */
const MOST_ATTEMPTS = 24
const LONGEST_WAIT_SECONDS = 6 * 3600

/**
 * Mail to whoever asked, or answers for a body. It waits as a row, so that a server that is away loses none; whoever claims the row sends it, so that
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

  /** Where links lead to; null: nobody is there to send anything. */
  async placeOf(): Promise<URL | null> {
    const { config, tenants } = this.#deps
    const provider = await tenants.provider()
    return provider !== undefined && canSend(provider, config) ? config.publicUrl : null
  }

  async #sendDue(): Promise<void> {
    const { db } = this.#deps
    if ((await this.placeOf()) === null) return
    for (let row = await claimNotice(db); row !== undefined; row = await claimNotice(db)) {
      try {
        await this.#send(row)
        await settleNotice(db, row.id, { state: 'sent' })
      } catch (error) {
        await settleNotice(db, row.id, outcomeOf(error, row.attempts))
      }
    }
  }

  async #send({ id, enrolment_id, tenant_id, address, says }: NoticeRow): Promise<void> {
    const { db, config, tenants } = this.#deps
    const provider = await tenants.provider()
    if (provider === undefined) throw new AppError('mail/submission-unreachable')
    const words =
      says.kind === 'link' || says.kind === 'state'
        ? await this.#wordsOfNotice(enrolment_id, says, provider)
        : await this.#wordsOfLetter(tenant_id, says, provider)
    await sendNotice({ db, config }, provider, { to: address, key: `enrolment ${id}`, words })
  }

  async #wordsOfNotice(enrolmentId: string | null, says: NoticeSays, provider: Tenant): Promise<NoticeWords> {
    const { db, config } = this.#deps
    const enrolment = enrolmentId === null ? undefined : await findEnrolment(db, 'id', enrolmentId)
    const token = enrolment === undefined ? null : tokenOf(enrolment, config.key)
    if (enrolment === undefined || token === null || config.publicUrl === null)
      throw new AppError('mail/recipient-invalid')
    const { language, dossier } = enrolment
    const link = linkOf(token, config.publicUrl)
    return noticeWords(says, { language, body: dossier.body.name, link, help: provider.help })
  }

  async #wordsOfLetter(tenantId: string | null, says: LetterSays, { help }: Tenant): Promise<NoticeWords> {
    if (says.kind === 'text') return { subject: says.subject, text: says.text }
    const { tenants, config } = this.#deps
    // As it is now: what was switched on since is told too.
    tenants.forget()
    const tenant = tenantId === null ? undefined : await tenants.byId(tenantId)
    if (tenant === undefined || config.publicUrl === null) throw new AppError('mail/recipient-invalid')
    const words = says.kind === 'welcome' ? welcomeWords : entranceWords
    return words(tenant, { language: says.language, publicUrl: config.publicUrl, help: tenant.help ?? help })
  }
}

function outcomeOf(error: unknown, attempts: number): Parameters<typeof settleNotice>[2] {
  const code = error instanceof AppError ? error.code : null
  if (code === 'mail/submission-uncertain') return { state: 'uncertain' }
  const hopeless = code === 'mail/recipients-refused' || code === 'mail/recipient-invalid'
  if (hopeless || attempts >= MOST_ATTEMPTS) return { state: 'refused' }
  return { againInSeconds: Math.min(LONGEST_WAIT_SECONDS, 60 * 2 ** (attempts - 1)) }
}
