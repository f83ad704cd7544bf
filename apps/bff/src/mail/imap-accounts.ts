import type { MailLiveEvent } from '@staffetta/contract'
import { type Account, isMeant } from '../http/account.ts'
import { AppError } from '../http/app-error.ts'
import { ImapAccount } from './imap-account.ts'

/** Rows kept on this node for everybody together: about 1.5 kB each. */
const MOST_ROWS = 60_000
const FORGET_AFTER_MS = 15 * 60_000

/** The accounts this node works for, and the fair share of connections of each tenant. */
export class ImapAccounts {
  readonly #accounts = new Map<string, ImapAccount>()
  readonly #connections = new Map<string, number>()
  readonly #perTenant: number
  readonly #publish: (key: string, events: MailLiveEvent[]) => void
  readonly #sweep: NodeJS.Timeout

  constructor(options: {
    connectionsPerTenant: number
    publish: (key: string, events: MailLiveEvent[]) => void
  }) {
    this.#perTenant = options.connectionsPerTenant
    this.#publish = options.publish
    this.#sweep = setInterval(() => this.#forget(), 30_000)
    this.#sweep.unref()
  }

  /** Of all tenants together. */
  get connections(): number {
    return [...this.#connections.values()].reduce((sum, count) => sum + count, 0)
  }

  of(account: Account): ImapAccount {
    let known = this.#accounts.get(account.key)
    if (known === undefined) {
      known = new ImapAccount(account, { admit: (who) => this.admit(who), publish: this.#publish })
      this.#accounts.set(account.key, known)
    } else if (known.account !== account) {
      // A changed credential or endpoint: what is connected with the old one must not answer for the new one.
      if (
        known.account.credential.same !== account.credential.same ||
        changedEndpoint(known.account, account)
      )
        known.close()
      known.account = account
    }
    known.usedAt = Date.now()
    return known
  }

  /** Something was done at another node by somebody whose key this is, or begins so. */
  doubt(to: string): void {
    for (const [key, account] of this.#accounts) if (isMeant(to, key)) account.doubt()
  }

  /** Takes a connection of the tenant's share; what it returns gives it back, once. */
  admit(account: Account): () => void {
    const used = this.#connections.get(account.tenantId) ?? 0
    if (used >= this.#perTenant) throw new AppError('mail/connection-limit', undefined, { retryAfter: 5 })
    this.#connections.set(account.tenantId, used + 1)
    let given = false
    return () => {
      if (given) return
      given = true
      this.#connections.set(account.tenantId, (this.#connections.get(account.tenantId) ?? 1) - 1)
    }
  }

  /** Signed out everywhere: nothing of the account stays. */
  drop(key: string): void {
    this.#accounts.get(key)?.close()
    this.#accounts.delete(key)
  }

  close(): void {
    clearInterval(this.#sweep)
    for (const account of this.#accounts.values()) account.close()
    this.#accounts.clear()
  }

  #forget(): void {
    const now = Date.now()
    const views = []
    let rows = 0
    for (const [key, account] of this.#accounts) {
      const watched = [...account.views.values()].some((view) => view.watched)
      if (!watched && account.idle && now - account.usedAt > FORGET_AFTER_MS) this.drop(key)
      for (const view of account.views.values()) {
        rows += view.rowCount
        views.push({ account, view })
      }
    }
    for (const { account, view } of views.toSorted((a, b) => a.view.usedAt - b.view.usedAt)) {
      if (rows <= MOST_ROWS) break
      rows -= view.rowCount
      if (!view.watched) account.views.delete(view.path)
    }
  }
}

function changedEndpoint(before: Account, after: Account): boolean {
  return JSON.stringify(before.tenant.endpoints.imap) !== JSON.stringify(after.tenant.endpoints.imap)
}
