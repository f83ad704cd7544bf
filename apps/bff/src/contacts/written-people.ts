import type { Address, ContactsLiveEvent, WrittenTo } from '@staffetta/contract'
import type { Db } from '../db/open.ts'
import * as table from '../db/written-to.ts'
import type { Account } from '../http/account.ts'
import { isAddress } from '../mail/compose.ts'
import type { ImapAccounts } from '../mail/imap-accounts.ts'
import { writtenIn } from '../mail/recipients.ts'
import { readPreferences } from '../settings/preferences.ts'

const MOST_CHARACTERS = 200
/** Sent is read once in the life of an account; whoever waits for a list, or for their copy in Sent, does not wait longer. */
const PATIENCE_MS = 2_000

interface Deps {
  db: Db
  imap: ImapAccounts
  publish: (key: string, events: ContactsLiveEvent[]) => void
}

/**
 * Whom a person writes mail to, whether they lie in a book or not: how often and how lately tells whom they mean the next
 * time. Kept for them alone, and only where they may look at it and forget it.
 */
export class WrittenPeople {
  readonly #deps: Deps
  /** Of those whose Sent is being read. */
  readonly #learning = new Map<string, Promise<void>>()

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** Somebody wrote to them just now. */
  async add(account: Account, people: readonly Address[]): Promise<void> {
    if (!(await this.#collects(account))) return
    // Before the copy is in Sent: there it would count once more.
    await this.#learnt(account)
    await this.#store(
      account,
      people.map((one) => ({ ...one, times: 1, lastAt: new Date() })),
    )
  }

  /** The latest first. What Sent knows from before is read once; what takes long comes as news. */
  async list(account: Account): Promise<{ people: WrittenTo[] }> {
    if (await this.#collects(account)) await this.#learnt(account)
    return { people: (await table.listWritten(this.#deps.db, account)).map(shown) }
  }

  async forget(account: Account, addresses: string[] | null): Promise<{ people: WrittenTo[] }> {
    // What is read meanwhile would bring them back.
    await this.#learning.get(account.key)
    const wanted = addresses?.map((address) => address.toLowerCase()) ?? null
    const gone = await table.deleteWritten(this.#deps.db, account, wanted)
    this.#tell(account)
    return { people: gone.map(shown) }
  }

  async remember(account: Account, people: readonly WrittenTo[]): Promise<void> {
    await this.#store(
      account,
      people.map((one) => ({ ...one, lastAt: new Date(one.lastAt) })),
    )
  }

  async #collects(account: Account): Promise<boolean> {
    if (!account.tenant.services.includes('contacts')) return false
    return (await readPreferences(this.#deps.db, account)).collectsWritten
  }

  async #learnt(account: Account): Promise<void> {
    if (await table.claimLearning(this.#deps.db, account)) {
      const learning = this.#learn(account).finally(() => this.#learning.delete(account.key))
      this.#learning.set(account.key, learning)
    }
    await Promise.race([this.#learning.get(account.key), after(PATIENCE_MS)])
  }

  async #learn(account: Account): Promise<void> {
    try {
      const people = await writtenIn(this.#deps.imap.of(account))
      await this.#store(account, [...people.values()])
    } catch {
      // Another time; also where the database went away with the rest.
      await table.releaseLearning(this.#deps.db, account).catch(() => undefined)
    }
  }

  async #store(account: Account, people: readonly table.Written[]): Promise<void> {
    const own = account.address.toLowerCase()
    const wanted = new Map<string, table.Written>()
    for (const { address, name, times, lastAt } of people) {
      const key = address.toLowerCase()
      if (key === own || !isAddress(key)) continue
      const said = name.trim().slice(0, MOST_CHARACTERS)
      wanted.set(key, { address: key, name: said.toLowerCase() === key ? '' : said, times, lastAt })
    }
    if (wanted.size === 0) return
    await table.addWritten(this.#deps.db, account, [...wanted.values()])
    this.#tell(account)
  }

  #tell({ key }: Account): void {
    this.#deps.publish(key, [{ type: 'contacts.written-changed' }])
  }
}

function shown({ lastAt, ...row }: table.Written): WrittenTo {
  return { ...row, lastAt: lastAt.toISOString() }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}
