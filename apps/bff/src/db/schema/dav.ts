import type { ColumnType, Generated, Selectable } from 'kysely'
import type { At } from './columns.ts'

/** What lies on a DAV server. */
export type DavService = 'calendar' | 'contacts'

export type ShareAccess = 'busy' | 'read' | 'write'

/** By the product's own rules: what one shares with an address, or with everyone of the tenant ("*"). */
export interface ShareTable {
  tenant_id: string
  service: DavService
  owner_id: string
  href: string
  grantee: string
  access: ShareAccess
}

/** Where one's calendars, or address books, are on the server, learned when they are opened. */
export interface DavHomeTable {
  account_id: string
  tenant_id: string
  service: DavService
  href: string
}

/** What files are taken into. */
export type ImportArea = 'calendar' | 'contacts'

export interface FileImportTable {
  id: Generated<string>
  area: ImportArea
  tenant_id: string
  account_id: string
  blob_id: string
  file_name: string
  state: string
  /** What was found in the file. */
  summary: ColumnType<unknown, string, string>
  /** Where it goes; null until that is said. */
  href: string | null
  /** What a person decided of the file, as its area has it. */
  choices: ColumnType<unknown, string | undefined, string>
  /** The name of a calendar that is made for it. */
  new_name: string | null
  updates: Generated<boolean>
  done: Generated<number>
  added: Generated<number>
  updated: Generated<number>
  kept: Generated<number>
  /** By their place in the file: what could not be stored, and why. */
  refused: ColumnType<unknown, string | undefined, string>
  error: string | null
  /** The credential, sealed for this row alone; erased once it is not needed. */
  sealed: Buffer | null
  beat_at: Date | null
  created_at: At
  /** Until then what it did can be taken back. */
  undo_until: ColumnType<Date | null, Date | undefined, Date | null>
}
export type FileImportRow = Selectable<FileImportTable>

export interface UndoableTable {
  /** SHA-256 of the token. */
  token_hash: Buffer
  tenant_id: string
  account_id: string
  area: 'calendar' | 'contacts'
  /** The steps, opened by the token and the server's key together. */
  sealed: Buffer
  kept_at: At
}
