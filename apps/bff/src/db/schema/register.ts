import type { ColumnType } from 'kysely'

type Seq = ColumnType<string, number, never>

export interface RegisterEntryTable {
  seq: Seq
  at: Date
  act: string
  actor: string
  tenant_id: string | null
  record: string
  previous: Buffer
  hash: Buffer
}

export interface RegisterSegmentTable {
  month: string
  first_seq: Seq
  last_seq: Seq
  first_previous: Buffer
  last_hash: Buffer
  purged_at: Date
}

export interface RegisterAnchorTable {
  seq: Seq
  hash: Buffer
  at: Date
  signature: Buffer
}
