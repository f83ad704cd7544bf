import { ImapFlow } from 'imapflow'
import type { Dovecot } from '../servers/dovecot.ts'
import { medianOf } from './median.ts'

const row = {
  uid: true,
  flags: true,
  envelope: true,
  bodyStructure: true,
  internalDate: true,
  size: true,
} as const

/** A bare imapflow client on an open connection: nothing over IMAP in Node can be quicker. Milliseconds, medians. */
export class Floor {
  readonly #imap: ImapFlow

  private constructor(imap: ImapFlow) {
    this.#imap = imap
  }

  static async open(dovecot: Dovecot, user: string): Promise<Floor> {
    const imap = new ImapFlow({
      host: dovecot.host,
      port: dovecot.imapPort,
      secure: false,
      doSTARTTLS: false,
      auth: { user, pass: 'password' },
      logger: false,
      qresync: true,
      disableAutoIdle: true,
    })
    imap.on('error', () => undefined)
    await imap.connect()
    await imap.mailboxOpen('INBOX')
    return new Floor(imap)
  }

  /**
   * Has Dovecot fill its cache for every message, as it is in production, where it is filled at delivery: else whoever
   * asks first pays for opening the files.
   */
  async warmUp(...mailboxes: string[]): Promise<void> {
    for (const mailbox of [...mailboxes, 'INBOX']) {
      await this.#imap.mailboxOpen(mailbox)
      for await (const message of this.#imap.fetch('1:*', row)) void message
    }
  }

  /** The newest fifty rows. */
  firstPage(runs: number): Promise<number> {
    return this.#page(runs, () => this.#exists - 49)
  }

  /** Fifty rows anywhere, other ones each time. */
  middlePage(runs: number): Promise<number> {
    return this.#page(runs, (run) => 1 + (((run + 1) * 7919) % (this.#exists - 60)))
  }

  /** SELECT and the newest fifty rows. */
  async firstTouch(mailbox: string, runs: number): Promise<number> {
    const time = await medianOf(runs, async () => {
      // Somebody who comes to a folder comes from another one: the server puts that away first.
      await this.#imap.mailboxOpen('INBOX')
      return async () => {
        await this.#imap.mailboxOpen(mailbox)
        await this.#imap.fetchAll(`${this.#exists - 49}:*`, row)
      }
    })
    await this.#imap.mailboxOpen('INBOX')
    return time
  }

  /** Header and the bodies that are shown, of a message whose structure is known. */
  openMessage(runs: number): Promise<number> {
    return medianOf(runs, async (run) => {
      const message = await this.#imap.fetchOne(String(this.#exists - (run % 50)), {
        uid: true,
        bodyStructure: true,
      })
      if (message === false) throw new Error('no message')
      const parts = message.bodyStructure?.childNodes === undefined ? ['1'] : ['1', '2']
      return () =>
        this.#imap.fetchOne(
          String(message.uid),
          { uid: true, flags: true, headers: true, bodyParts: parts },
          { uid: true },
        )
    })
  }

  flag(runs: number): Promise<number> {
    return medianOf(runs, async (run) => () => {
      const set = String(this.#exists - (run % 50))
      return Math.floor(run / 50) % 2 === 0
        ? this.#imap.messageFlagsAdd(set, ['\\Flagged'])
        : this.#imap.messageFlagsRemove(set, ['\\Flagged'])
    })
  }

  close(): Promise<void> {
    return this.#imap.logout()
  }

  get #exists(): number {
    return this.#imap.mailbox === false ? 0 : this.#imap.mailbox.exists
  }

  #page(runs: number, first: (run: number) => number): Promise<number> {
    return medianOf(runs, async (run) => () => this.#imap.fetchAll(`${first(run)}:${first(run) + 49}`, row))
  }
}
