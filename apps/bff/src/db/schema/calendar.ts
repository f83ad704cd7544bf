import type { Resource } from '@staffetta/contract'
import type { ColumnType, Generated, Selectable, Updateable } from 'kysely'
import type { At } from './columns.ts'

/** What one person chose about one calendar; a calendar without a row is shown. */
export interface CalendarChoiceTable {
  account_id: string
  tenant_id: string
  href: string
  shown: boolean
  is_default: boolean
  /** Somebody shares it, and the person does not want it in their list. */
  removed: Generated<boolean>
  /** Of somebody else's calendar: theirs is not changed by it. */
  colour: string | null
  position: number | null
  reminder_minutes: number | null
}

export interface ResourceTable {
  id: Generated<string>
  tenant_id: string
  address: string
  name: string
  kind: Resource['kind']
  place: string
  note: string
  capacity: number | null
  opening: ColumnType<Resource['opening'], string, string>
  zone: string
  approval: Resource['approval']
  managers: string[]
  notice_minutes: number
  ahead_days: number
}

export interface CalendarFeedTable {
  id: string
  tenant_id: string
  address_hash: Buffer
  sealed_address: Buffer
  /** Gzip. */
  content: Buffer | null
  /** A hash of the content: what a node has read of it, or not. */
  version: string | null
  /** What it calls itself. */
  name: string | null
  etag: string | null
  last_modified: string | null
  /** As it says itself. */
  refresh_minutes: number | null
  read_at: Date | null
  next_at: Date
  error: string | null
  failures: Generated<number>
}
export type FeedChange = Updateable<CalendarFeedTable>
export type CalendarFeedRow = Omit<Selectable<CalendarFeedTable>, 'content'>

export interface CalendarSubscriptionTable {
  id: Generated<string>
  tenant_id: string
  account_id: string
  feed_id: string
  name: string
  colour: string
  shown: Generated<boolean>
  refresh_minutes: number | null
  created_at: At
}
export type CalendarSubscriptionRow = Selectable<CalendarSubscriptionTable>

/** A reminder that was put away, or off until a time. */
export interface ReminderStateTable {
  account_id: string
  tenant_id: string
  key: string
  again_at: Date | null
  set_at: At
}

export interface CalendarMailChoiceTable {
  account_id: string
  tenant_id: string
  reminders: boolean
  agenda: boolean
  /** HH:MM on the clock of `zone`. */
  agenda_at: string
  working_days: boolean
  zone: string
  language: 'it' | 'en'
}
export type CalendarMailRow = Selectable<CalendarMailChoiceTable>

export interface CalendarMailSentTable {
  account_id: string
  tenant_id: string
  key: string
  sent_at: At
}

export interface WorkingHoursTable {
  account_id: string
  tenant_id: string
  zone: string
  spans: ColumnType<unknown, string, string>
  /** Their server keeps something that no week can say. */
  elsewhere: Generated<boolean>
}
