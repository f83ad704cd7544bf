import type { PersonState, Role } from '@staffetta/contract'
import type { ColumnType, Generated } from 'kysely'
import type { At } from './columns.ts'

export interface AccountTable {
  id: Generated<string>
  tenant_id: string
  address: string
  created_at: At
  /** What Sent knew of whom they write to has been read. */
  written_learnt_at: Date | null
  /** As their body's administrators call them; empty: nobody said. */
  name: Generated<string>
  /** As they call themselves: of their preferences, to be looked for. */
  called: Generated<string>
  /** A word of the body's own, to choose several people by. */
  group: Generated<string>
  state: Generated<PersonState>
  /** Null: listed, and never here. */
  signed_in_at: Date | null
  /** When they last took a whole copy of what is theirs. */
  copied_at: Date | null
  /** Of their mailbox, as its server said it at that time; null: it never did. */
  quota_used: ColumnType<string | null, number | null | undefined, number | null>
  quota_total: ColumnType<string | null, number | null | undefined, number | null>
  quota_at: Date | null
}

/** A role somebody has, or had: a person is one tenant's, by address, before they ever signed in. */
export interface RoleGrantTable {
  id: Generated<string>
  tenant_id: string
  address: string
  name: string
  role: Role
  /** The body it is for; null: every one. */
  scope_id: string | null
  appointment: string
  granted_by: string
  granted_at: At
  ended_by: string | null
  ended_at: Date | null
}

/** Lets whoever was given a role set up a second factor, once. */
export interface InvitationCodeTable {
  tenant_id: string
  address: string
  code_hash: Buffer
  ends_at: Date
}

export interface PreferenceTable {
  account_id: string
  tenant_id: string
  value: ColumnType<unknown, string, string>
}

/** A copy of somebody's data that is being written. */
export interface OwnExportTable {
  tenant_id: string
  account_id: string
  id: string
  started_at: At
  /** The node that writes it was there. */
  beat_at: At
  messages: Generated<number>
  total_messages: Generated<number>
  /** A bigint: comes as text. */
  bytes: ColumnType<string, number | undefined, number>
  stopped: Generated<boolean>
}
