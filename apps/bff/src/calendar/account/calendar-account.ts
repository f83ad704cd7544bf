import type { CalendarLiveEvent } from '@staffetta/contract'
import { type Collection, type Dav, type DavAccount, discover, listCollections } from '@staffetta/dav'
import type { Expander } from '@staffetta/icalendar/worker'
import type { CalendarChoice } from '../../db/calendar-choices.ts'
import { connect } from '../../dav/connect.ts'
import type { ShareAccess } from '../../db/schema.ts'
import type { Account } from '../../http/account.ts'
import { AppError } from '../../http/app-error.ts'
import { CalendarIndex } from '../index/calendar-index.ts'
import { davError } from './dav-errors.ts'
import { acceptInvitations } from './accept-invitations.ts'
import type { Feeds } from '../subscriptions/feeds.ts'
import { UndoList } from './undo-list.ts'

/** What is asked while somebody waits; listings of a large calendar have the client's own two minutes. */
const INTERACTIVE_MS = 20_000
const COLLECTIONS_FRESH_MS = 45_000
/** A server that did not answer is not asked again by every click. */
const FAILED_FRESH_MS = 3_000
/** Longer than any listing takes; then the old one now is better than a new one later. */
const PATIENCE_MS = 2_500

export interface AccountDeps {
  expander: Expander
  publish: (key: string, events: CalendarLiveEvent[]) => void
  /** The calendars people look at by an address. */
  feeds?: Feeds
  /** Told where the calendars of an account are, once they are found. */
  learned?: (account: Account, home: string) => void
}

/** Somebody else's credential, and the one home it is used for: a tenant's service account acting for a person. */
export interface Standing {
  user: string
  password: string
  home: string
}

interface Listed {
  collections: Collection[]
  at: number
  /** The failure of the last asking, when the list is older than that. */
  failure: AppError | null
}

/** A calendar somebody shares with this person by the product's own rules; it is opened through the service account. */
export interface Lent {
  via: CalendarAccount
  collection: Collection
  access: ShareAccess
  owner: { address: string; name: string }
  /** With all of the body, not with this person in particular. */
  everyone: boolean
}

/** What this node holds of one account's calendars: the connection, what was discovered, the indexes, what can be undone. */
export class CalendarAccount {
  account: Account
  readonly dav: Dav
  readonly expander: Expander
  readonly indexes = new Map<string, CalendarIndex>()
  readonly undo = new UndoList()
  /** The submission that told the organizer, by event: an answer given twice is told once. */
  readonly answers = new Map<string, string>()
  choices: { rows: CalendarChoice[]; at: number } | undefined
  /** What others share with this person by the product's own rules. */
  lent: { list: Lent[]; at: number } | undefined
  /** Goes up whenever somebody shares or takes back: what was read before is old. */
  lentEdition = 0
  usedAt = Date.now()
  watched = false
  readonly standing: Standing | undefined
  readonly feeds: Feeds | undefined
  readonly #learned: AccountDeps['learned']
  readonly #publish: AccountDeps['publish']
  #discovered: Promise<DavAccount> | undefined
  #listed: Listed | undefined
  #listing: Promise<Listed> | undefined
  /** Invitations to what others share that were answered. */
  readonly #answered = new Set<string>()
  #closed = false

  constructor(account: Account, { expander, publish, feeds, learned }: AccountDeps, standing?: Standing) {
    this.account = account
    this.expander = expander
    this.standing = standing
    this.feeds = feeds
    this.#learned = learned
    this.#publish = publish
    this.dav = connect(account, standing ?? { user: account.address, password: account.password }, {
      unreachable: 'calendar/server-unreachable',
      refused: 'calendar/credentials-refused',
    })
  }

  /** Where things are on the server; asked once. */
  async discovered(): Promise<DavAccount> {
    this.#discovered ??= this.#discover().catch((error: unknown) => {
      this.#discovered = undefined
      throw davError(error, 'collections')
    })
    return this.#discovered
  }

  async #discover(): Promise<DavAccount> {
    const found = await discover(this.dav, { service: 'calendars', signal: this.patience() })
    const [home] = found.calendarHomes
    if (this.standing === undefined) {
      if (home !== undefined) this.#learned?.(this.account, home)
      return found
    }
    // What the server can do holds for everybody; who and where is the person's own.
    return {
      ...found,
      principal: undefined,
      displayName: undefined,
      calendarHomes: [this.standing.home],
      addressbookHomes: [],
      addresses: [`mailto:${this.account.address}`],
      inbox: undefined,
      outbox: undefined,
      notifications: undefined,
    }
  }

  /** The addresses this person is written to by, lower case. */
  async me(): Promise<string[]> {
    const { addresses } = await this.discovered()
    const mails = addresses
      .filter((address) => /^mailto:/i.test(address))
      .map((address) => address.slice('mailto:'.length).toLowerCase())
    return [...new Set([this.account.address.toLowerCase(), ...mails])]
  }

  /**
   * The calendars of the account, as new as asked for; when the server does not answer, as they are remembered. Throws
   * only where nothing is remembered.
   */
  async collections(maxAgeMs = COLLECTIONS_FRESH_MS): Promise<Listed> {
    const known = this.#listed
    const age = known === undefined ? Infinity : Date.now() - known.at
    if (known !== undefined && age <= (known.failure === null ? maxAgeMs : FAILED_FRESH_MS)) return known
    this.#listing ??= this.#list().finally(() => {
      this.#listing = undefined
    })
    if (known === undefined) return this.#listing
    // Whoever waits is told of a failure; nobody may be waiting any longer.
    this.#listing.catch(() => undefined)
    return Promise.race([this.#listing, after(PATIENCE_MS).then(() => known)])
  }

  /** Those that are remembered, without asking. */
  get remembered(): Collection[] {
    return this.#listed?.collections ?? []
  }

  /** One of the account's calendars; throws `calendar/calendar-gone` for any other path. */
  async collection(href: string): Promise<Collection> {
    const find = ({ collections }: Listed) => collections.find((one) => one.href === href)
    const found = find(await this.collections()) ?? find(await this.collections(0))
    if (found === undefined) throw new AppError('calendar/calendar-gone')
    return found
  }

  /** Whether this person sees that calendar, their own or one they are lent. */
  sees(href: string): boolean {
    return (
      this.indexes.has(href) || (this.lent?.list ?? []).some(({ collection }) => collection.href === href)
    )
  }

  forgetCollections(): void {
    if (this.#listed !== undefined) this.#listed.at = 0
  }

  indexOf(collection: Collection): CalendarIndex {
    let index = this.indexes.get(collection.href)
    if (index === undefined) {
      index = new CalendarIndex(collection)
      this.indexes.set(collection.href, index)
    }
    index.collection = collection
    return index
  }

  publish(events: CalendarLiveEvent[]): void {
    if (!this.#closed) this.#publish(this.account.key, events)
  }

  patience(): AbortSignal {
    return AbortSignal.timeout(INTERACTIVE_MS)
  }

  get closed(): boolean {
    return this.#closed
  }

  close(): void {
    this.#closed = true
    for (const index of this.indexes.values()) index.close()
    this.indexes.clear()
    void this.dav.close()
  }

  async #list(): Promise<Listed> {
    const before = this.#listed
    try {
      const own = await this.discovered()
      const { calendarHomes } = own
      const { domains } = this.account.tenant
      if (this.standing === undefined)
        await acceptInvitations(this.dav, own, { domains, known: this.#answered, signal: this.patience() })
      const lists = await Promise.all(
        calendarHomes.map((home) => listCollections(this.dav, home, this.patience(), { versions: false })),
      )
      const collections = lists.flat().filter(({ kind }) => kind === 'calendar')
      this.#listed = { collections, at: Date.now(), failure: null }
      for (const href of this.indexes.keys())
        if (!collections.some((one) => one.href === href)) this.#dropIndex(href)
      if (before !== undefined && said(before) !== said(this.#listed))
        this.publish([{ type: 'calendar.calendars-changed' }])
    } catch (error) {
      const failure = davError(error, 'collections')
      if (!(failure instanceof AppError) || before === undefined) throw failure
      this.#listed = { ...before, at: Date.now(), failure }
      if (before.failure?.code !== failure.code) this.publish([{ type: 'calendar.calendars-changed' }])
    }
    return this.#listed
  }

  #dropIndex(href: string): void {
    this.indexes.get(href)?.close()
    this.indexes.delete(href)
  }
}

/** What a person sees of the list: ctags and tokens change with every event. */
function said({ collections, failure }: Listed): string {
  return JSON.stringify([
    failure?.code,
    collections.map(({ href, displayName, description, colour, order, privileges }) => [
      href,
      displayName,
      description,
      colour,
      order,
      privileges,
    ]),
  ])
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}
