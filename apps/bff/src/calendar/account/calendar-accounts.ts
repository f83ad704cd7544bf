import type { CalendarLiveEvent } from '@staffetta/contract'
import { openExpander, type Expander } from '@staffetta/icalendar/worker'
import type { Account } from '../../http/account.ts'
import { hrefOfCalendar } from './refs.ts'
import { type AccountDeps, CalendarAccount, type Standing } from './calendar-account.ts'

/** About 1 kB of memory each: what this node remembers of everybody's calendars together. */
const MOST_WEIGHT = 400_000_000
const FORGET_AFTER_MS = 15 * 60_000
const SWEEP_MS = 30_000

/** The accounts whose calendars this node works for. */
export class CalendarAccounts {
  readonly #accounts = new Map<string, CalendarAccount>()
  readonly #deps: Omit<AccountDeps, 'expander'>
  readonly #expander: Expander
  readonly #sweep: NodeJS.Timeout

  constructor(deps: Omit<AccountDeps, 'expander'>) {
    this.#deps = deps
    this.#expander = openExpander({ threads: 2, timeoutMs: 1_500 })
    this.#sweep = setInterval(() => this.#forget(), SWEEP_MS)
    this.#sweep.unref()
  }

  /** `standing`: with a credential that is not the account's own, under a key that is not either. */
  of(account: Account, standing?: Standing): CalendarAccount {
    let known = this.#accounts.get(account.key)
    // A changed password or endpoint: what was read with the old one must not answer for the new one.
    if (known !== undefined && known.account !== account && changed(known, account, standing)) {
      this.drop(account.key)
      known = undefined
    }
    if (known === undefined) {
      // The first thread starts while the server is asked where things are.
      if (this.#accounts.size === 0) void this.#expander.digest(['']).catch(() => undefined)
      const publish = (key: string, events: CalendarLiveEvent[]) => this.#publish(account, key, events)
      known = new CalendarAccount(account, { ...this.#deps, publish, expander: this.#expander }, standing)
      this.#accounts.set(account.key, known)
    }
    known.account = account
    known.usedAt = Date.now()
    return known
  }

  /** The account as it is remembered, without counting as use. */
  known(account: Account): CalendarAccount | undefined {
    const known = this.#accounts.get(account.key)
    return known === undefined || changed(known, account) ? undefined : known
  }

  /** No stream is open any more: nobody keeps what is remembered true. */
  unwatch(key: string): void {
    const known = this.#accounts.get(key)
    if (known !== undefined) known.watched = false
  }

  /** Signed out everywhere: nothing of the account stays. */
  drop(key: string): void {
    this.#accounts.get(key)?.close()
    this.#accounts.delete(key)
  }

  close(): void {
    clearInterval(this.#sweep)
    for (const key of this.#accounts.keys()) this.drop(key)
    void this.#expander.close()
  }

  /** Who may see what of whom is another by now: it is read again by all of the tenant who are here. */
  forgetShared(tenantId: string): void {
    for (const known of this.#accounts.values()) {
      if (known.account.tenantId !== tenantId) continue
      known.lentEdition++
      if (known.lent !== undefined) known.lent.at = 0
      known.choices = undefined
      known.forgetCollections()
    }
  }

  /** What changed in one calendar changed for all who see it: their index is old, and their tabs ask again. */
  #publish(source: Account, key: string, events: CalendarLiveEvent[]): void {
    this.#deps.publish(key, events)
    const changed = events.flatMap((event) =>
      event.type === 'calendar.events-changed' ? event.calendarIds : [],
    )
    const owner = this.#accounts.get(source.key)
    const states =
      owner?.standing !== undefined && events.some(({ type }) => type === 'calendar.calendars-changed')
    for (const other of this.#accounts.values()) {
      if (other === owner || other.account.tenantId !== source.tenantId) continue
      const news: CalendarLiveEvent[] = []
      const calendarIds = changed.filter((id) => other.sees(hrefOfCalendar(id)))
      for (const id of calendarIds) {
        const index = other.indexes.get(hrefOfCalendar(id))
        if (index !== undefined) index.stale = true
      }
      if (calendarIds.length > 0) news.push({ type: 'calendar.events-changed', calendarIds })
      // How far the reading of a lent calendar is, is told to whoever is lent it.
      if (states && other.lent?.list.some(({ via }) => via === owner))
        news.push({ type: 'calendar.calendars-changed' })
      if (news.length > 0) this.#deps.publish(other.account.key, news)
    }
  }

  #forget(): void {
    const now = Date.now()
    const indexes = []
    let weight = 0
    for (const [key, account] of this.#accounts) {
      if (!account.watched && now - account.usedAt > FORGET_AFTER_MS) this.drop(key)
      else
        for (const [href, index] of account.indexes) {
          weight += index.weight
          indexes.push({ account, href, index })
        }
    }
    for (const { account, href, index } of indexes.toSorted((a, b) => a.index.lookedAt - b.index.lookedAt)) {
      if (weight <= MOST_WEIGHT) break
      weight -= index.weight
      index.close()
      account.indexes.delete(href)
    }
  }
}

function changed({ account: before, standing }: CalendarAccount, after: Account, now?: Standing): boolean {
  return (
    before.password !== after.password ||
    JSON.stringify(standing) !== JSON.stringify(now) ||
    JSON.stringify(before.tenant.endpoints.dav) !== JSON.stringify(after.tenant.endpoints.dav)
  )
}
