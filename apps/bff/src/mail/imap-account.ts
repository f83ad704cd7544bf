import type { MailLiveEvent } from '@staffetta/contract'
import type { Account } from '../http/account.ts'
import { AppError } from '../http/app-error.ts'
import { openImap, type Imap } from './imap-client.ts'
import { imapError, isConnectionLost } from './imap-errors.ts'
import { matches, syncView, viewOf } from './mailbox-sync.ts'
import type { MailboxTree } from './mailbox-tree.ts'
import type { MailboxView } from './mailbox-view.ts'
import { mailboxIdOf } from './refs.ts'
import { SideConnections } from './side-connections.ts'

const COMMAND_IDLE_MS = 120_000
/** A watched view needs no question for so long; then one STATUS tells a quiet server from one that hangs. */
const TRUSTED_MS = 10_000

export interface Surroundings {
  /** Takes one of the tenant's connections, or throws mail/connection-limit; returns what gives it back. */
  admit(account: Account): () => void
  publish(key: string, events: MailLiveEvent[]): void
}

/** What this node knows and holds of one account's mail: its connections, its tree, its views of mailboxes. */
export class ImapAccount {
  account: Account
  tree: MailboxTree | undefined
  usedAt = Date.now()
  readonly views = new Map<string, MailboxView>()
  /** For what must not wait for the command connection, nor hold it up. */
  readonly side: SideConnections
  readonly #surroundings: Surroundings
  #command: Promise<Imap> | undefined
  #idleTimer: NodeJS.Timeout | undefined
  #busy = 0

  constructor(account: Account, surroundings: Surroundings) {
    this.account = account
    this.#surroundings = surroundings
    this.side = new SideConnections(
      () => surroundings.admit(this.account),
      () => this.account,
    )
  }

  /** Runs on the command connection. What may be repeated is, once, when the connection died under it. */
  async command<T>(work: (imap: Imap) => Promise<T>, mayRepeat: () => boolean = () => false): Promise<T> {
    const imap = await this.#commandConnection()
    this.#busy++
    try {
      return await work(imap)
    } catch (error) {
      const known = imapError(error)
      if (!imap.usable || isConnectionLost(known)) this.#dropCommand(imap)
      if (!mayRepeat() || imap.usable || !isConnectionLost(known)) throw known
      return await this.command(work)
    } finally {
      this.#busy--
      this.#restartIdleTimer()
    }
  }

  /** Runs with the mailbox selected and its view up to date. What changes something is never begun twice. */
  async inMailbox<T>(
    path: string,
    work: (imap: Imap, view: MailboxView) => Promise<T>,
    { onlyReads = false } = {},
  ): Promise<T> {
    let begun = false
    return this.command(
      async (imap) => {
        const before = imap.mailbox === false ? undefined : imap.mailbox.path
        const lock = await imap.getMailboxLock(path)
        try {
          if (before === path) await this.#catchNews(imap, path)
          const view = await this.#freshView(imap, path)
          begun = true
          return await work(imap, view)
        } finally {
          lock.release()
        }
      },
      () => onlyReads || !begun,
    )
  }

  /** The view if it is true without a SELECT: watched, or the same by STATUS. */
  async knownView(path: string): Promise<MailboxView | undefined> {
    const view = this.views.get(path)
    if (view?.uids === undefined) return undefined
    if (view.isSure && Date.now() - view.checkedAt < TRUSTED_MS) return view
    const known = await settlingDoubt(view, () => this.#confirmed(path, view))
    if (known === undefined) view.doubted = true
    else known.checkedAt = Date.now()
    return known
  }

  #confirmed(path: string, view: MailboxView): Promise<MailboxView | undefined> {
    return this.command(
      async (imap) => {
        if (imap.mailbox !== false && imap.mailbox.path === path) {
          if (view.stale) return undefined
          const { exists } = imap.mailbox
          await imap.noop()
          return view.stale || imap.mailbox.exists !== exists || exists !== view.total || view.modseq === null
            ? undefined
            : view
        }
        const status = await imap.status(path, {
          messages: true,
          uidNext: true,
          uidValidity: true,
          highestModseq: true,
        })
        if (status === false) return undefined
        const state = {
          uidValidity: status.uidValidity,
          uidNext: status.uidNext,
          exists: status.messages,
          modseq: status.highestModseq,
        }
        return matches(view, state) && !view.stale ? view : undefined
      },
      () => true,
    )
  }

  /** Takes over a connection on which somebody has just proved to be this account; closes it where one is open already. */
  adopt(imap: Imap): void {
    try {
      if (this.#command !== undefined || !imap.usable) return imap.close()
      this.usedAt = Date.now()
      this.#command = Promise.resolve(this.#take(imap, this.#surroundings.admit(this.account)))
    } catch {
      // The tenant has no connection left: whoever asks for one is told so.
      imap.close()
    }
  }

  /** Brings a view up to date on whichever connection has its mailbox selected, and tells the tabs. */
  async sync(imap: Imap, view: MailboxView): Promise<MailboxView> {
    const events = await view.serially(() => syncView(imap, view))
    if (events !== undefined) {
      view.checkedAt = Date.now()
      this.#surroundings.publish(this.account.key, events)
      return view
    }
    const fresh = viewOf(imap, view)
    this.views.set(view.path, fresh)
    this.#surroundings.publish(this.account.key, [
      { type: 'mail.mailbox-changed', mailboxId: view.mailboxId },
    ])
    return fresh
  }

  /** Something was done at another node. */
  doubt(): void {
    for (const view of this.views.values()) view.doubted = true
  }

  publish(events: MailLiveEvent[]): void {
    this.#surroundings.publish(this.account.key, events)
  }

  /** The view of the mailbox that is selected on this connection; made when there is none. */
  viewFor(imap: Imap, path: string): MailboxView {
    const known = this.views.get(path)
    if (known !== undefined) return known
    const mailboxId = this.tree?.idOf(path) ?? mailboxIdOf(path)
    const view = viewOf(imap, { path, mailboxId })
    this.views.set(path, view)
    return view
  }

  get connections(): number {
    return (this.#command === undefined ? 0 : 1) + this.side.count
  }

  get idle(): boolean {
    return this.#busy === 0 && this.side.count === 0
  }

  close(): void {
    clearTimeout(this.#idleTimer)
    this.side.close()
    void this.#command?.then((imap) => imap.close()).catch(() => undefined)
    this.#command = undefined
  }

  /** NOOP makes the server say what happened since; the listeners of the connection mark the view. */
  async #catchNews(imap: Imap, path: string): Promise<void> {
    const view = this.views.get(path)
    if (view === undefined) return
    // What the watching connection heard this one may not know yet: Dovecot finds no message it has not announced here.
    const heardAll = imap.mailbox !== false && imap.mailbox.exists === view.total
    if (view.isSure && heardAll) return
    await imap.noop()
    // imapflow keeps a failed NOOP to itself: Dovecot says BYE when the mailbox it has open was deleted elsewhere.
    if (!imap.usable || imap.mailbox === false) throw new AppError('mail/server-unreachable')
  }

  async #freshView(imap: Imap, path: string): Promise<MailboxView> {
    const known = this.views.get(path)
    const view = this.viewFor(imap, path)
    view.usedAt = Date.now()
    const box = imap.mailbox
    if (known === undefined || box === false || view.isSure) return view
    const state = {
      uidValidity: box.uidValidity,
      uidNext: box.uidNext,
      exists: box.exists,
      modseq: box.highestModseq,
    }
    const same =
      !view.stale && (matches(view, state) || (view.uids === undefined && box.exists === view.total))
    return settlingDoubt(view, async () => (same ? view : this.sync(imap, view)))
  }

  #commandConnection(): Promise<Imap> {
    this.usedAt = Date.now()
    this.#command ??= this.#connect().catch((error: unknown) => {
      this.#command = undefined
      throw error
    })
    return this.#command
  }

  async #connect(): Promise<Imap> {
    const leave = this.#surroundings.admit(this.account)
    try {
      return this.#take(await openImap(this.account), leave)
    } catch (error) {
      leave()
      throw error
    }
  }

  #take(imap: Imap, leave: () => void): Imap {
    const mark = ({ path }: { path: string }) => {
      const view = this.views.get(path)
      if (view !== undefined) view.stale = true
    }
    imap.on('exists', mark)
    imap.on('expunge', mark)
    imap.on('flags', mark)
    imap.on('close', () => {
      leave()
      this.#dropCommand(imap)
    })
    this.#restartIdleTimer()
    return imap
  }

  #dropCommand(imap: Imap): void {
    imap.close()
    const current = this.#command
    void (async () => {
      if ((await current) === imap && this.#command === current) this.#command = undefined
    })().catch(() => undefined)
  }

  #restartIdleTimer(): void {
    clearTimeout(this.#idleTimer)
    this.#idleTimer = setTimeout(() => {
      if (this.#busy > 0) return this.#restartIdleTimer()
      this.close()
    }, COMMAND_IDLE_MS)
    this.#idleTimer.unref()
  }
}

/** What is asked settles the doubts of before, not those that come meanwhile; where it fails they stay. */
async function settlingDoubt<T>(view: MailboxView, ask: () => Promise<T>): Promise<T> {
  view.doubted = false
  try {
    return await ask()
  } catch (error) {
    view.doubted = true
    throw error
  }
}
