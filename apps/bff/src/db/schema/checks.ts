import type { ColumnType } from 'kysely'

export interface CheckOutcomeTable {
  tenant_id: string
  check_id: string
  subject: string
  state: string
  outcome: ColumnType<unknown, string, string>
  ran_at: Date
  /** What the state was before `changed_at`. */
  previous_state: string | null
  changed_at: Date | null
}

export interface DomainExpectationTable {
  tenant_id: string
  domain: string
  dkim_selector: string | null
  dkim_key: string | null
  mx: string[]
  spf_include: string | null
}
