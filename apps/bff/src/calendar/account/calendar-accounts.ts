import type { CalendarLiveEvent } from '@staffetta/contract'
import { openExpander, type Expander } from '@staffetta/icalendar/worker'
import type { Standing } from '../../dav/held-account.ts'
import { HeldAccounts } from '../../dav/held-accounts.ts'
import type { Account } from '../../http/account.ts'
import { calendarIdOf, hrefOfCalendar } from './refs.ts'
import { type AccountDeps, CalendarAccount } from './calendar-account.ts'

/** About 1 kB of memory each: what this node remembers of everybody's calendars together. */
const MOST_WEIGHT = 400_000_000

/** The accounts whose calendars this node works for. */
export class CalendarAccounts extends HeldAccounts<CalendarAccount> {
  readonly #deps: Omit<AccountDeps, 'expander'>
  readonly #expander: Expander

  constructor(deps: Omit<AccountDeps, 'expander'>) {
    super(MOST_WEIGHT)
    this.#deps = deps
    this.#expander = openExpander({ threads: 2, timeoutMs: 1_500 })
  }

  protected open(account: Account, standing?: Standing): CalendarAccount {
    // The first thread starts while the server is asked where things are.
    if (this.accounts.size === 0) void this.#expander.digest(['']).catch(() => undefined)
    const publish = (key: string, events: CalendarLiveEvent[]) => this.#publish(account, key, events)
    return new CalendarAccount(account, { ...this.#deps, publish, expander: this.#expander }, standing)
  }

  override close(): void {
    super.close()
    void this.#expander.close()
  }

  /** What changed in one calendar changed for all who see it: their index is old, and their tabs ask again. */
  #publish(source: Account, key: string, events: CalendarLiveEvent[]): void {
    this.#deps.publish(key, events)
    const changed = events.flatMap((event) =>
      event.type === 'calendar.events-changed' ? event.calendarIds : [],
    )
    for (const { other, seen } of this.madeOld(source, changed.map(hrefOfCalendar)))
      this.#deps.publish(other.account.key, [
        { type: 'calendar.events-changed', calendarIds: seen.map(calendarIdOf) },
      ])
    // How far the reading of a lent calendar is, is told to whoever is lent it.
    if (events.some(({ type }) => type === 'calendar.calendars-changed'))
      for (const { account } of this.borrowersFrom(source))
        this.#deps.publish(account.key, [{ type: 'calendar.calendars-changed' }])
  }
}
