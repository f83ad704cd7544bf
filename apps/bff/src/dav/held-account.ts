import type { ErrorCode } from '@staffetta/contract'
import {
  type Collection,
  type Dav,
  type DavAccount,
  type DavCredentials,
  type DavService,
  discover,
  listCollections,
} from '@staffetta/dav'
import type { ShareAccess } from '../db/schema/dav.ts'
import type { Endpoint } from '../db/tenants.ts'
import type { Account } from '../http/account.ts'
import { AppError } from '../http/app-error.ts'
import type { CollectionMemory, Remembered } from './collection-memory.ts'
import { acceptInvitations } from './accept-invitations.ts'
import { connect } from './connect.ts'
import type { DavErrors } from './errors.ts'

/** What is asked while somebody waits; listings of a large collection have the client's own two minutes. */
const INTERACTIVE_MS = 20_000
const COLLECTIONS_FRESH_MS = 45_000
/** A server that did not answer is not asked again by every click. */
const FAILED_FRESH_MS = 3_000
/** Longer than any listing takes; then the old one now is better than a new one later. */
const PATIENCE_MS = 2_500

/** Somebody else's credential, and the one home it is used for: a tenant's service account acting for a person. */
export interface Standing {
  user: string
  password: string
  home: string
  /** The home is one collection: a tenant's directory. */
  alone?: true
  /** Not DAV at all: it is kept in LDAP. */
  ldap?: LdapPlace
}

/** Where the people of a directory are in LDAP. */
export interface LdapPlace {
  endpoint: Endpoint
  base: string
  /** RFC 4515. */
  filter: string
}

/** What somebody shares with a person by the product's own rules; it is opened through the service account. */
export interface Lent<Via = HeldAccount<CollectionMemory<Remembered>, never>> {
  via: Via
  collection: Collection
  access: ShareAccess
  owner: { address: string; name: string }
  /** With all of the body, not with this person in particular. */
  everyone: boolean
}

interface Listed {
  collections: Collection[]
  at: number
  /** The failure of the last asking, when the list is older than that. */
  failure: AppError | null
}

/** What an area makes of the server. */
interface Area {
  service: DavService
  davError: DavErrors['davError']
  codes: { unreachable: ErrorCode; refused: ErrorCode; gone: ErrorCode }
}

interface Borrowed<Via> {
  list: Lent<Via>[]
  at: number
}

interface Surroundings<Event> {
  publish: (key: string, events: Event[]) => void
  standing?: Standing | undefined
  /** Told where the collections of an account are, once they are found. */
  learned?: ((account: Account, home: string) => void) | undefined
}

/** What this node holds of one account on a DAV server: the connection, what was discovered, the collections and their memories. */
export abstract class HeldAccount<Memory extends CollectionMemory<Remembered>, Event> {
  account: Account
  readonly dav: Dav
  readonly indexes = new Map<string, Memory>()
  usedAt = Date.now()
  watched = false
  readonly standing: Standing | undefined
  /** What others share with this person by the product's own rules. */
  lent: Borrowed<this> | undefined
  /** Goes up whenever somebody shares or takes back: what was read before is old. */
  lentEdition = 0
  readonly #area: Area
  readonly #publish: Surroundings<Event>['publish']
  readonly #learned: Surroundings<Event>['learned']
  /** Invitations to what others share that were answered. */
  readonly #answered = new Set<string>()
  #discovered: Promise<DavAccount> | undefined
  #listed: Listed | undefined
  #listing: Promise<Listed> | undefined
  #closed = false

  constructor(account: Account, area: Area, { publish, standing, learned }: Surroundings<Event>) {
    this.account = account
    this.standing = standing
    this.#area = area
    this.#publish = publish
    this.#learned = learned
    this.dav = connect(account.tenant, this.#davCredentials(), area.codes)
  }

  /** A token is asked for anew with each request: of several browsers of a person, the one that is still signed in has it. */
  #davCredentials(): DavCredentials {
    const { credential } = this.account
    const known = this.standing ?? (credential.kind === 'password' ? credential : undefined)
    if (known !== undefined) return { kind: 'basic', user: known.user, password: known.password }
    return {
      kind: 'bearer',
      token: async (refused) => {
        const now = this.account.credential
        return now.kind === 'token' ? now.token(refused) : ''
      },
    }
  }

  /** The account's collections of this area, as the server has them now. */
  protected abstract list(): Promise<Collection[]>
  protected abstract memoryOf(collection: Collection): Memory
  /** The list of collections is another. */
  abstract tellCollections(): void
  /** Others share something else with this person than before: these. */
  abstract tellLent(hrefs: string[]): void

  /** Where things are on the server; asked once. */
  async discovered(): Promise<DavAccount> {
    this.#discovered ??= this.discover().catch((error: unknown) => {
      this.#discovered = undefined
      throw this.#area.davError(error, 'collections')
    })
    return this.#discovered
  }

  protected async discover(): Promise<DavAccount> {
    const found = await discover(this.dav, { service: this.#area.service, signal: this.patience() })
    const homes = this.#area.service === 'calendars' ? 'calendarHomes' : 'addressbookHomes'
    const [home] = found[homes]
    if (this.standing === undefined) {
      if (home !== undefined) this.#learned?.(this.account, home)
      return found
    }
    // What the server can do holds for everybody; who and where is the person's own.
    return {
      ...found,
      principal: undefined,
      displayName: undefined,
      calendarHomes: [],
      addressbookHomes: [],
      [homes]: [this.standing.home],
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

  /** Whether this person sees that collection, their own or one they are lent. */
  sees(href: string): boolean {
    return (
      this.indexes.has(href) || (this.lent?.list ?? []).some(({ collection }) => collection.href === href)
    )
  }

  /** Who may see what of whom is another by now. */
  forgetShared(): void {
    this.lentEdition++
    if (this.lent !== undefined) this.lent.at = 0
    this.forgetCollections()
  }

  /** Something was done at another node: the server is asked before anything here is believed. */
  doubt(): void {
    for (const index of this.indexes.values()) index.doubt()
    for (const { via, collection } of this.lent?.list ?? []) {
      const index = via.indexes.get(collection.href)
      index?.doubt()
    }
    this.forgetShared()
  }

  /** All that lies in the homes; colleagues who share something where the server asks for it are let in first. */
  protected async listHomes(homes: readonly string[]): Promise<Collection[]> {
    const own = await this.discovered()
    const { domains } = this.account.tenant
    if (this.standing === undefined)
      await acceptInvitations(this.dav, own, { domains, known: this.#answered, signal: this.patience() })
    const lists = await Promise.all(
      homes.map((home) => listCollections(this.dav, home, this.patience(), { versions: false })),
    )
    return lists.flat()
  }

  /**
   * The collections of the account, as new as asked for; when the server does not answer, as they are remembered. Throws
   * only where nothing is remembered.
   */
  async collections(maxAgeMs = COLLECTIONS_FRESH_MS): Promise<Listed> {
    const known = this.#listed
    const age = known === undefined ? Infinity : Date.now() - known.at
    if (known !== undefined && age <= (known.failure === null ? maxAgeMs : FAILED_FRESH_MS)) return known
    this.#listing ??= this.#startListing()
    if (known === undefined) return this.#listing
    // Whoever waits is told of a failure; nobody may be waiting any longer.
    this.#listing.catch(() => undefined)
    return Promise.race([this.#listing, after(PATIENCE_MS).then(() => known)])
  }

  /** Those that are remembered, without asking. */
  get remembered(): Collection[] {
    return this.#listed?.collections ?? []
  }

  /** One of the account's collections; throws the area's code for any other path. */
  async collection(href: string): Promise<Collection> {
    const find = ({ collections }: Listed) => collections.find((one) => one.href === href)
    const found = find(await this.collections()) ?? find(await this.collections(0))
    if (found === undefined) throw new AppError(this.#area.codes.gone)
    return found
  }

  /** A listing that runs may have been asked before what makes it old. */
  forgetCollections(): void {
    if (this.#listed !== undefined) this.#listed.at = 0
    this.#listing = undefined
  }

  /** The list as it is now, and a word to every tab. */
  async seenAnew(): Promise<void> {
    await this.collections(-1)
    this.tellCollections()
  }

  indexOf(collection: Collection): Memory {
    let index = this.indexes.get(collection.href)
    if (index === undefined) {
      index = this.memoryOf(collection)
      this.indexes.set(collection.href, index)
    }
    index.collection = collection
    return index
  }

  publish(events: Event[]): void {
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

  #startListing(): Promise<Listed> {
    const listing: Promise<Listed> = this.#list(() => this.#listing === listing).finally(() => {
      if (this.#listing === listing) this.#listing = undefined
    })
    return listing
  }

  async #list(isLast: () => boolean): Promise<Listed> {
    const before = this.#listed
    try {
      const collections = await this.list()
      if (!isLast() && this.#listed !== undefined) return this.#listed
      this.#listed = { collections, at: Date.now(), failure: null }
      for (const href of this.indexes.keys())
        if (!collections.some((one) => one.href === href)) this.#dropIndex(href)
      if (before !== undefined && said(before) !== said(this.#listed)) this.tellCollections()
    } catch (error) {
      const failure = this.#area.davError(error, 'collections')
      if (!(failure instanceof AppError) || before === undefined) throw failure
      this.#listed = { ...before, at: Date.now(), failure }
      if (before.failure?.code !== failure.code) this.tellCollections()
    }
    return this.#listed
  }

  #dropIndex(href: string): void {
    this.indexes.get(href)?.close()
    this.indexes.delete(href)
  }
}

/** What a person sees of the list: ctags and tokens change with every object. */
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
