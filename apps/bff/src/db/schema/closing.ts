import type { ColumnType, Generated, Selectable } from 'kysely'

/** A copy of what is held of a body that leaves. */
export interface TenantExportTable {
  tenant_id: string
  id: string
  state: 'waiting' | 'writing' | 'ready' | 'failed'
  asked_by: string
  asked_at: Date
  attempts: Generated<number>
  /** The node that writes it was there. */
  beat_at: Date | null
  /** A bigint: comes as text. */
  size_bytes: ColumnType<string, number | undefined, number>
  sha256: string | null
  ready_at: Date | null
  downloaded_at: Date | null
  downloaded_by: string | null
}
export type TenantExportRow = Selectable<TenantExportTable>

export interface TenantExportChunkTable {
  tenant_id: string
  export_id: string
  seq: number
  bytes: Buffer
}

/** That nothing of a body is left, as it was signed. */
export interface TenantDeletionTable {
  tenant_id: string
  at: Date
  proof: string
  signature: Buffer
}
