import type { AnnouncementKind, Service } from '@staffetta/contract'
import type { Generated, Selectable } from 'kysely'
import type { At } from './columns.ts'

/** What is said above everybody's work for a while. */
export interface AnnouncementTable {
  id: Generated<string>
  edition: Generated<number>
  /** Whose it is; null: the operators'. */
  tenant_id: string | null
  for_all: boolean
  kind: AnnouncementKind
  text_it: string
  text_en: string | null
  begins_at: Date
  ends_at: Date
  services: Service[]
  on_sign_in: boolean
  created_at: At
  /** By hand, before its time. */
  ended_at: Date | null
}
export type AnnouncementRow = Selectable<AnnouncementTable>

/** Whose people it is for, where not everybody's. */
export interface AnnouncementBodyTable {
  announcement_id: string
  tenant_id: string
}

/** That somebody does not want to see it any more, as it was then. */
export interface AnnouncementAwayTable {
  tenant_id: string
  account_id: string
  announcement_id: string
  edition: number
}
