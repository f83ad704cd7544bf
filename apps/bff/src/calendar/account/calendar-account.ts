import type { CalendarLiveEvent } from '@staffetta/contract'
import { type Collection, type DavAccount, listCollections } from '@staffetta/dav'
import type { Expander } from '@staffetta/icalendar/worker'
import type { CalendarChoice } from '../../db/calendar-choices.ts'
import { HeldAccount, type Standing } from '../../dav/held-account.ts'
import { UndoList } from '../../dav/undo-list.ts'
import type { ShareAccess } from '../../db/schema.ts'
import type { Account } from '../../http/account.ts'
import { CalendarIndex } from '../index/calendar-index.ts'
import { davError } from './dav-errors.ts'
import { acceptInvitations } from './accept-invitations.ts'
import type { Feeds } from '../subscriptions/feeds.ts'
import type { Undoable } from './undoable.ts'

export interface AccountDeps {
  expander: Expander
  publish: (key: string, events: CalendarLiveEvent[]) => void
  /** The calendars people look at by an address. */
  feeds?: Feeds
  /** Told where the calendars of an account are, once they are found. */
  learned?: (account: Account, home: string) => void
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

/** What this node holds of one account's calendars. */
export class CalendarAccount extends HeldAccount<CalendarIndex, CalendarLiveEvent> {
  readonly expander: Expander
  readonly undo = new UndoList<Undoable>()
  /** The submission that told the organizer, by event: an answer given twice is told once. */
  readonly answers = new Map<string, string>()
  choices: { rows: CalendarChoice[]; at: number } | undefined
  /** What others share with this person by the product's own rules. */
  lent: { list: Lent[]; at: number } | undefined
  /** Goes up whenever somebody shares or takes back: what was read before is old. */
  lentEdition = 0
  readonly feeds: Feeds | undefined
  readonly #learned: AccountDeps['learned']
  /** Invitations to what others share that were answered. */
  readonly #answered = new Set<string>()

  constructor(account: Account, { expander, publish, feeds, learned }: AccountDeps, standing?: Standing) {
    const codes = {
      unreachable: 'calendar/server-unreachable',
      refused: 'calendar/credentials-refused',
      gone: 'calendar/calendar-gone',
    } as const
    super(account, { service: 'calendars', davError, codes }, { publish, standing })
    this.expander = expander
    this.feeds = feeds
    this.#learned = learned
  }

  protected override async discover(): Promise<DavAccount> {
    const found = await super.discover()
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

  /** Whether this person sees that calendar, their own or one they are lent. */
  sees(href: string): boolean {
    return (
      this.indexes.has(href) || (this.lent?.list ?? []).some(({ collection }) => collection.href === href)
    )
  }

  tellCollections(): void {
    this.publish([{ type: 'calendar.calendars-changed' }])
  }

  protected memoryOf(collection: Collection): CalendarIndex {
    return new CalendarIndex(collection)
  }

  protected async list(): Promise<Collection[]> {
    const own = await this.discovered()
    const { domains } = this.account.tenant
    if (this.standing === undefined)
      await acceptInvitations(this.dav, own, { domains, known: this.#answered, signal: this.patience() })
    const lists = await Promise.all(
      own.calendarHomes.map((home) => listCollections(this.dav, home, this.patience(), { versions: false })),
    )
    return lists.flat().filter(({ kind }) => kind === 'calendar')
  }
}
