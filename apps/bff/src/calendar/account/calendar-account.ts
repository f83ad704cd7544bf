import type { CalendarLiveEvent } from '@staffetta/contract'
import type { Collection } from '@staffetta/dav'
import type { Expander } from '@staffetta/icalendar/worker'
import type { CalendarChoice } from '../../db/calendar-choices.ts'
import { HeldAccount, type Lent as LentOf, type Standing } from '../../dav/held-account.ts'
import { UndoList, type UndoPlace } from '../../dav/undo-list.ts'
import type { Account } from '../../http/account.ts'
import { CalendarIndex } from '../index/calendar-index.ts'
import { davError } from './dav-errors.ts'
import { calendarIdOf } from './refs.ts'
import type { Feeds } from '../subscriptions/feeds.ts'
import type { Undoable } from './undoable.ts'

export interface AccountDeps {
  expander: Expander
  publish: (key: string, events: CalendarLiveEvent[]) => void
  undoPlace: UndoPlace
  /** The calendars people look at by an address. */
  feeds?: Feeds
  /** Told where the calendars of an account are, once they are found. */
  learned?: (account: Account, home: string) => void
}

/** A calendar somebody shares with this person by the product's own rules. */
export type Lent = LentOf<CalendarAccount>

/** What this node holds of one account's calendars. */
export class CalendarAccount extends HeldAccount<CalendarIndex, CalendarLiveEvent> {
  readonly expander: Expander
  readonly undo: UndoList<Undoable>
  choices: { rows: CalendarChoice[]; at: number } | undefined
  readonly feeds: Feeds | undefined

  constructor(
    account: Account,
    { expander, publish, undoPlace, feeds, learned }: AccountDeps,
    standing?: Standing,
  ) {
    const codes = {
      unreachable: 'calendar/server-unreachable',
      refused: 'calendar/credentials-refused',
      gone: 'calendar/calendar-gone',
    } as const
    super(account, { service: 'calendars', davError, codes }, { publish, standing, learned })
    this.expander = expander
    this.undo = new UndoList(undoPlace, 'calendar', account)
    this.feeds = feeds
  }

  override forgetShared(): void {
    super.forgetShared()
    this.choices = undefined
  }

  tellCollections(): void {
    this.publish([{ type: 'calendar.calendars-changed' }])
  }

  tellLent(hrefs: string[]): void {
    const calendarIds = hrefs.map(calendarIdOf)
    this.publish([{ type: 'calendar.calendars-changed' }, { type: 'calendar.events-changed', calendarIds }])
  }

  protected memoryOf(collection: Collection): CalendarIndex {
    return new CalendarIndex(collection)
  }

  protected async list(): Promise<Collection[]> {
    const { calendarHomes } = await this.discovered()
    return (await this.listHomes(calendarHomes)).filter(({ kind }) => kind === 'calendar')
  }
}
