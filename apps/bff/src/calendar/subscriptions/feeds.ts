import { randomUUID } from 'node:crypto'
import type { Calendar, CalendarColour, CalendarId, CalendarLiveEvent } from '@staffetta/contract'
import type { Collection, DavObject } from '@staffetta/dav'
import { openExpander } from '@staffetta/icalendar/worker'
import type { Config } from '../../config.ts'
import type { Owner } from '../../db/blobs.ts'
import * as table from '../../db/calendar-feeds.ts'
import type { Db } from '../../db/open.ts'
import type { CalendarFeedRow, FeedChange } from '../../db/schema/calendar.ts'
import { accountKey, isMeant } from '../../http/account.ts'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarIndex, Span } from '../index/calendar-index.ts'
import { calendarIdOf, hrefOfCalendar } from '../account/refs.ts'
import { addressHash, feedAddress, openAddress, sealAddress } from './address.ts'
import { contentText, fetchFeed, nextFetch } from './fetch-feed.ts'
import { collectionOf, feedIdIn, hrefOfFeed } from './feed-href.ts'
import { type OpenFeed, openFeed } from './open-feed.ts'

const SWEEP_MS = 15_000
const AT_ONCE = 4
/** A node that takes a feed has so long to read it before another one may. */
const HOLD_SECONDS = 120
const FORGET_AFTER_MS = 15 * 60_000
/** What another node did is seen after this. */
const FRESH_MS = 5_000
const MOST_SUBSCRIPTIONS = 50
/** A first look waits so long for a feed to be read; what is not there by then comes as news. */
const PATIENCE_MS = 1_500

export interface FeedDeps {
  db: Db
  config: Config
  publish: (key: string, events: CalendarLiveEvent[]) => void
}

/** Calendars by address: fetched once for a tenant by whichever node comes first, kept in the database, read where looked at. */
export class Feeds {
  readonly #deps: FeedDeps
  readonly #reader = openExpander({ threads: 1, timeoutMs: 20_000, memoryMb: 512 })
  readonly #open = new Map<string, Promise<OpenFeed>>()
  /** Every look asks for them. */
  readonly #known = new Map<string, { rows: table.Subscribed[]; at: number }>()
  readonly #sweep: NodeJS.Timeout

  constructor(deps: FeedDeps) {
    this.#deps = deps
    this.#sweep = setInterval(() => void this.#work().catch(() => undefined), SWEEP_MS).unref()
  }

  /** Something was done at another node by somebody whose key this is, or begins so. */
  doubt(to: string): void {
    for (const key of this.#known.keys()) if (isMeant(to, key)) this.#known.delete(key)
  }

  async calendars({ account }: CalendarAccount): Promise<Calendar[]> {
    return (await this.#rows(account)).map(({ subscription, feed }) => ({
      id: calendarIdOf(hrefOfFeed(feed.id)),
      name: subscription.name,
      colour: subscription.colour as CalendarColour,
      description: '',
      kind: 'subscribed',
      owner: null,
      isDefault: false,
      shown: subscription.shown,
      holds: { events: true, tasks: false },
      reminderMinutes: null,
      files: { mostBytes: 0, of: 'each' },
      can: { write: false, rename: true, remove: true, share: false, leave: false },
      state: feed.error !== null ? 'failed' : feed.read_at === null ? 'syncing' : 'ready',
      progress: null,
      error: feed.error,
      staleSince: feed.error === null ? null : (feed.read_at?.toISOString() ?? null),
      subscription: {
        address: openAddress(this.#deps.config, feed) ?? '',
        readAt: feed.read_at?.toISOString() ?? null,
        nextAt: feed.next_at.toISOString(),
        refreshMinutes: subscription.refresh_minutes,
      },
    }))
  }

  /** The indexes of those that are shown; one that is read for the first time may come too late for this look. */
  async look(account: CalendarAccount, around: Span): Promise<CalendarIndex[]> {
    const rows = await this.#rows(account.account)
    const wanted = rows.filter(({ subscription, feed }) => subscription.shown && feed.version !== null)
    const opened = await Promise.all(
      wanted.map(({ feed }) => {
        const opening = this.#opened(account, feed, around).catch(() => undefined)
        return Promise.race([opening, after(PATIENCE_MS)]).then((open) => {
          if (open === undefined) void opening.then((late) => late && this.#tell(account.account, feed.id))
          return open
        })
      }),
    )
    return opened.flatMap((open) => {
      if (open === undefined) return []
      open.usedAt = Date.now()
      return [open.index]
    })
  }

  /** Throws `calendar/calendar-gone` for what this account does not subscribe to. */
  async collection({ account }: CalendarAccount, href: string): Promise<Collection> {
    const { feed } = await this.#mine(account, href)
    return collectionOf(hrefOfFeed(feed.id))
  }

  /** One event of a calendar this account subscribes to, as it was published. */
  async object(account: CalendarAccount, href: string): Promise<DavObject> {
    const { feed } = await this.#mine(account.account, href)
    const now = Date.now()
    const open = await this.#opened(account, feed, { from: now, to: now })
    const text = open.texts.get(href)
    if (text === undefined) throw new AppError('calendar/event-gone')
    return { href, etag: open.version, scheduleTag: undefined, text }
  }

  async subscribe(
    { account }: CalendarAccount,
    wanted: { address: string; name: string; colour: CalendarColour },
  ): Promise<{ calendarId: CalendarId }> {
    const { db, config } = this.#deps
    const address = feedAddress(wanted.address)
    const mine = await table.listSubscriptions(db, account)
    if (mine.length >= MOST_SUBSCRIPTIONS) throw new AppError('calendar/too-many-subscriptions')
    const hash = addressHash(address)
    let feed = await table.findFeed(db, account.tenantId, hash)
    if (feed?.version === undefined || feed.version === null) {
      const change = await this.#fetch(address, { etag: null, last_modified: null, version: null })
      const id = randomUUID()
      const sealed = sealAddress(config, address, { id, tenant_id: account.tenantId })
      await table.insertFeed(db, {
        id,
        tenant_id: account.tenantId,
        address_hash: hash,
        sealed_address: sealed,
      })
      feed = (await table.findFeed(db, account.tenantId, hash))!
      await this.#store(feed, change)
      feed = { ...feed, name: change.name ?? null }
    }
    const name = wanted.name.trim() || feed.name?.trim() || new URL(address).hostname
    await table.insertSubscription(db, account, {
      feedId: feed.id,
      name: name.slice(0, 250),
      colour: wanted.colour,
    })
    this.#tell(account, feed.id)
    return { calendarId: calendarIdOf(hrefOfFeed(feed.id)) }
  }

  async update(
    { account }: CalendarAccount,
    id: CalendarId,
    change: { name?: string; colour?: CalendarColour; shown?: boolean; refresh_minutes?: number | null },
  ): Promise<void> {
    const { feed } = await this.#mine(account, hrefOfCalendar(id))
    if (Object.keys(change).length > 0)
      await table.updateSubscription(this.#deps.db, account, feed.id, change)
    if (change.refresh_minutes !== undefined) await this.#schedule(feed)
    this.#tell(account, feed.id)
  }

  async remove({ account }: CalendarAccount, id: CalendarId): Promise<void> {
    const { feed } = await this.#mine(account, hrefOfCalendar(id))
    await table.deleteSubscription(this.#deps.db, account, feed.id)
    this.#tell(account, feed.id)
  }

  async refresh({ account }: CalendarAccount, id: CalendarId): Promise<void> {
    const { feed } = await this.#mine(account, hrefOfCalendar(id))
    const error = await this.#read(feed)
    if (error !== undefined) throw error
  }

  close(): void {
    clearInterval(this.#sweep)
    void this.#reader.close()
  }

  async #rows(owner: Owner): Promise<table.Subscribed[]> {
    const key = accountKey(owner.tenantId, owner.accountId)
    const known = this.#known.get(key)
    if (known !== undefined && Date.now() - known.at < FRESH_MS) return known.rows
    const rows = await table.listSubscriptions(this.#deps.db, owner)
    if (this.#known.size > 10_000) this.#known.clear()
    this.#known.set(key, { rows, at: Date.now() })
    return rows
  }

  async #mine(owner: Owner, href: string): Promise<table.Subscribed> {
    const id = feedIdIn(href)
    const rows = id === undefined ? [] : await this.#rows(owner)
    const found = rows.find(({ feed }) => feed.id === id)
    if (found === undefined) throw new AppError('calendar/calendar-gone')
    return found
  }

  async #opened(account: CalendarAccount, feed: CalendarFeedRow, around: Span): Promise<OpenFeed> {
    const known = this.#open.get(feed.id)
    if (known !== undefined) {
      const open = await known.catch(() => undefined)
      if (open !== undefined && open.version === feed.version) return open
      if (this.#open.get(feed.id) === known) this.#open.delete(feed.id)
    }
    const opening = this.#open.get(feed.id) ?? this.#load(account, feed, around)
    this.#open.set(feed.id, opening)
    return opening
  }

  async #load(account: CalendarAccount, { id, version }: CalendarFeedRow, around: Span): Promise<OpenFeed> {
    const content = await table.feedContent(this.#deps.db, id)
    if (content === null || version === null) throw new AppError('calendar/calendar-gone')
    const [file] = await this.#reader.readFiles([await contentText(content)])
    const read =
      file?.kind === 'read'
        ? file
        : { kind: 'read' as const, name: null, refreshMinutes: null, pieces: [], left: [] }
    return openFeed({ id, version }, read, { expander: account.expander, around })
  }

  async #work(): Promise<void> {
    const due = await table.takeDueFeeds(this.#deps.db, AT_ONCE, HOLD_SECONDS)
    await Promise.all(due.map((feed) => this.#read(feed)))
    const now = Date.now()
    for (const [id, opening] of this.#open) {
      const open = await opening.catch(() => undefined)
      if (open === undefined || now - open.usedAt > FORGET_AFTER_MS) this.#open.delete(id)
    }
  }

  /** Fetches it, and keeps what came or why nothing did; what was there before stays. */
  async #read(feed: CalendarFeedRow): Promise<AppError | undefined> {
    const address = openAddress(this.#deps.config, feed)
    try {
      if (address === undefined) throw new AppError('calendar/feed-unreachable')
      await this.#store(feed, await this.#fetch(address, feed))
      return undefined
    } catch (error) {
      const failure = error instanceof AppError ? error : new AppError('calendar/feed-unreachable')
      await this.#store(feed, { error: failure.code, failures: feed.failures + 1 })
      return failure
    }
  }

  #fetch(
    address: string,
    feed: Pick<CalendarFeedRow, 'etag' | 'last_modified' | 'version'>,
  ): Promise<FeedChange> {
    return fetchFeed(address, feed, {
      networks: this.#deps.config.calendarNetworks,
      read: async (text) => (await this.#reader.readFiles([text]))[0]!,
    })
  }

  async #store(feed: CalendarFeedRow, change: FeedChange): Promise<void> {
    const { db } = this.#deps
    const { accountIds, refreshMinutes } = await table.subscribersOf(db, feed.id)
    const after = { ...feed, ...change } as CalendarFeedRow
    await table.updateFeed(db, feed.id, { ...change, next_at: nextFetch(after, refreshMinutes) })
    for (const accountId of accountIds) this.#tell({ tenantId: feed.tenant_id, accountId }, feed.id)
  }

  async #schedule(feed: CalendarFeedRow): Promise<void> {
    const { refreshMinutes } = await table.subscribersOf(this.#deps.db, feed.id)
    await table.updateFeed(this.#deps.db, feed.id, { next_at: nextFetch(feed, refreshMinutes) })
  }

  #tell({ tenantId, accountId }: Owner, feedId: string): void {
    const key = accountKey(tenantId, accountId)
    this.#known.delete(key)
    this.#deps.publish(key, [
      { type: 'calendar.calendars-changed' },
      { type: 'calendar.events-changed', calendarIds: [calendarIdOf(hrefOfFeed(feedId))] },
    ])
  }
}

function after(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms).unref())
}
