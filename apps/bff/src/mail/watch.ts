import type { MailboxId, MailLiveEvent } from '@staffetta/contract'
import type { Account } from '../http/account.ts'
import { AppError } from '../http/app-error.ts'
import type { ImapAccount } from './imap-account.ts'
import type { ImapAccounts } from './imap-accounts.ts'
import { openImap, type Imap } from './imap-client.ts'
import { isConnectionLost } from './imap-errors.ts'
import { notify } from './imap-extensions.ts'
import { pathOf, treeOf } from './mailbox-tree.ts'
import { mailboxIdOf } from './refs.ts'

/** IDLE is ended by servers after 30 minutes at the latest (RFC 2177). */
const SOCKET_MS = 31 * 60_000
const FIRST_RETRY_MS = 1_000
const over: ReadonlySet<string> = new Set(['auth/credentials-refused', 'auth/session-required'])
const MOST_RETRY_MS = 60_000
/** Where the server does not tell by itself: mailboxes somebody looked at lately, and all of them. */
const LOOKED_AT_BEAT_MS = 8_000
const TREE_BEAT_MS = 60_000
const LOOKED_AT_MS = 5 * 60_000
/** Several untagged responses of one change come in a row. */
const SETTLE_MS = 15

/**
 * The listening connection of an account: it has INBOX selected and idles there; with NOTIFY (RFC 5465) it hears of every
 * personal mailbox. What it hears only says that something changed: the change itself is read by synchronising.
 */
export class Watch {
  /** As somebody is signed in now: of several browsers, the first may be gone. */
  readonly #find: () => Account | undefined
  #last: Account
  readonly #accounts: ImapAccounts
  #imap: Imap | undefined
  #closed = false
  #retryMs = FIRST_RETRY_MS
  #timers: NodeJS.Timeout[] = []
  #settle: NodeJS.Timeout | undefined
  #syncing = false
  #again = false
  #unreachableSince: Date | undefined

  constructor(account: Account, find: () => Account | undefined, accounts: ImapAccounts) {
    this.#last = account
    this.#find = find
    this.#accounts = accounts
    void this.#run()
  }

  /** Another node saw mailboxes, or the tree of them, change: what tabs here know is made true, and they are told. */
  lookAt(
    { mailboxes, tree }: { mailboxes: readonly MailboxId[]; tree: boolean },
    tell: (events: MailLiveEvent[]) => void,
  ): void {
    if (tree) void this.#askTree()
    for (const mailboxId of mailboxes) void this.#lookAt(mailboxId, tell).catch(() => undefined)
  }

  async #lookAt(mailboxId: MailboxId, tell: (events: MailLiveEvent[]) => void): Promise<void> {
    const mail = this.#mail
    const path = await pathOf(mail, mailboxId)
    if (mail.views.get(path)?.uids === undefined) tell([{ type: 'mail.mailbox-changed', mailboxId }])
    else await mail.inMailbox(path, async () => undefined, { onlyReads: true })
  }

  close(): void {
    this.#closed = true
    this.#stop()
  }

  get #account(): Account {
    this.#last = this.#find() ?? this.#last
    return this.#last
  }

  get #mail(): ImapAccount {
    return this.#accounts.of(this.#account)
  }

  async #run(): Promise<void> {
    let leave: (() => void) | undefined
    try {
      leave = this.#accounts.admit(this.#account)
      const imap = await openImap(this.#account, { socketMs: SOCKET_MS })
      this.#imap = imap
      imap.on('close', () => {
        leave?.()
        if (this.#imap === imap) this.#retry()
      })
      if (this.#closed) return imap.close()
      await this.#begin(imap)
    } catch (error) {
      leave?.()
      // What is no longer right does not get right by repeating: servers lock accounts for that.
      if (error instanceof AppError && over.has(error.code)) return this.close()
      this.#retry()
    }
  }

  async #begin(imap: Imap): Promise<void> {
    await imap.mailboxOpen('INBOX')
    const news = () => this.#soon()
    imap.on('exists', news)
    imap.on('expunge', news)
    imap.on('flags', news)
    const told = await notify(imap, (path) => this.#elsewhere(path))
    if (!told) this.#timers.push(setInterval(() => void this.#askLookedAt(), LOOKED_AT_BEAT_MS))
    this.#timers.push(setInterval(() => void this.#askTree(), TREE_BEAT_MS))
    await this.#syncInbox()
    this.#retryMs = FIRST_RETRY_MS
    if (this.#unreachableSince !== undefined) {
      this.#mail.publish([{ type: 'mail.server-state', reachable: true, since: new Date().toISOString() }])
      this.#unreachableSince = undefined
      for (const view of this.#mail.views.values()) view.stale = true
      await this.#askTree()
    }
    void this.#idle(imap)
  }

  async #idle(imap: Imap): Promise<void> {
    // A command ends IDLE, so after each synchronisation it is begun again; where there is no IDLE imapflow polls by NOOP.
    while (!this.#closed && imap.usable) {
      try {
        await imap.idle()
      } catch {
        return
      }
      await new Promise((resolve) => setTimeout(resolve, 5))
      while (this.#syncing) await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  #soon(): void {
    const view = this.#mail.views.get('INBOX')
    if (view !== undefined) view.stale = true
    this.#settle ??= setTimeout(() => {
      this.#settle = undefined
      void this.#syncInbox()
    }, SETTLE_MS)
  }

  async #syncInbox(): Promise<void> {
    if (this.#syncing) {
      this.#again = true
      return
    }
    this.#syncing = true
    try {
      do {
        this.#again = false
        const imap = this.#imap
        if (imap === undefined || imap.mailbox === false) return
        const mail = this.#mail
        const view = await mail.sync(imap, mail.viewFor(imap, 'INBOX'))
        view.watched = true
        await this.#tellCounts(imap, 'INBOX')
      } while (this.#again)
    } catch {
      this.#imap?.close()
    } finally {
      this.#syncing = false
    }
  }

  /** A mailbox that is not selected changed: a view of it is old now; if somebody may be looking, it is read at once. */
  #elsewhere(path: string): void {
    const view = this.#mail.views.get(path)
    if (view !== undefined) view.stale = true
    void this.#catchUp(path).catch(() => undefined)
  }

  async #catchUp(path: string): Promise<void> {
    const mail = this.#mail
    const view = mail.views.get(path)
    if (view?.uids !== undefined && Date.now() - view.usedAt < LOOKED_AT_MS)
      await mail.inMailbox(path, async () => undefined)
    // Whoever looks at it may have been given it by another node.
    else
      mail.publish([{ type: 'mail.mailbox-changed', mailboxId: mail.tree?.idOf(path) ?? mailboxIdOf(path) }])
    await mail.command((imap) => this.#tellCounts(imap, path))
  }

  async #askLookedAt(): Promise<void> {
    for (const view of Array.from(this.#mail.views.values())) {
      if (view.path === 'INBOX' || Date.now() - view.usedAt > LOOKED_AT_MS) continue
      const { usedAt } = view
      const known = await this.#mail.knownView(view.path).catch(() => view)
      if (known === undefined) await this.#catchUp(view.path).catch(() => undefined)
      view.usedAt = usedAt
    }
  }

  async #askTree(): Promise<void> {
    const before = JSON.stringify(this.#mail.tree?.mailboxes)
    try {
      const tree = await treeOf(this.#mail, { fresh: true })
      if (JSON.stringify(tree.mailboxes) === before) return
      this.#mail.publish([{ type: 'mail.mailboxes-changed', mailboxes: tree.mailboxes }])
    } catch (error) {
      // A server that hangs says nothing on this connection either, and IDLE waits for half an hour.
      if (isConnectionLost(error)) this.#imap?.close()
    }
  }

  async #tellCounts(imap: Imap, path: string): Promise<void> {
    const status = await imap.status(path, { messages: true, unseen: true })
    const mailboxId = this.#mail.tree?.idOf(path)
    if (status === false || mailboxId === undefined) return
    const counts = { total: status.messages ?? 0, unread: status.unseen ?? 0 }
    if (this.#mail.tree?.setCounts(path, counts))
      this.#mail.publish([{ type: 'mail.counts-changed', mailboxId, ...counts }])
  }

  #retry(): void {
    this.#stop()
    if (this.#closed) return
    for (const view of this.#mail.views.values()) view.watched = false
    if (this.#unreachableSince === undefined) {
      this.#unreachableSince = new Date()
      this.#mail.publish([
        { type: 'mail.server-state', reachable: false, since: this.#unreachableSince.toISOString() },
      ])
    }
    const timer = setTimeout(() => void this.#run(), this.#retryMs * (0.75 + Math.random() / 2))
    timer.unref()
    this.#timers.push(timer)
    this.#retryMs = Math.min(MOST_RETRY_MS, this.#retryMs * 2)
  }

  #stop(): void {
    for (const timer of this.#timers) clearInterval(timer)
    this.#timers = []
    clearTimeout(this.#settle)
    this.#settle = undefined
    const imap = this.#imap
    this.#imap = undefined
    imap?.close()
    const inbox = this.#accounts.of(this.#account).views.get('INBOX')
    if (inbox !== undefined) inbox.watched = false
  }
}
