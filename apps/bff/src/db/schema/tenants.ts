import type {
  Governed,
  Link,
  RuleValue,
  SignInRule,
  TenantKind,
  TenantState,
  WorkingHours,
} from '@staffetta/contract'
import type { ColumnType, Generated } from 'kysely'
import type { At } from './columns.ts'

export interface TenantTable {
  id: Generated<string>
  slug: string
  name: string
  hue: string | null
  help: string | null
  enabled_services: string[]
  created_at: At
  /** `MM-DD`. */
  patron_day: string | null
  patron_name: string | null
  password_page: string | null
  message_bytes: number | null
  recipients: number | null
  hourly_messages: number | null
  hourly_recipients: number | null
  /** When its people work who said nothing else. */
  working_hours: ColumnType<WorkingHours | null, string | null | undefined, string | null>
  /** Path of an address book on its DAV server. */
  directory_path: string | null
  /** A directory in LDAP: the DN below which its people are, and a filter of RFC 4515. */
  ldap_base: string | null
  ldap_filter: string | null
  kind: Generated<TenantKind>
  /** Of the public register of administrations: `c_x999`. */
  ipa_code: string | null
  tax_code: string | null
  pec: string | null
  state: Generated<TenantState>
  state_since: At
  state_reason: Generated<string>
  /** The province: its people run the installation, its server sends the product's own mail. At most one. */
  is_provider: Generated<boolean>
  /** When the service begins by itself; null: when somebody says so. */
  activates_at: Date | null
  /** Of one that leaves: until when it is served. */
  closes_at: Date | null
  /** Who may sign in. */
  sign_in: Generated<SignInRule>
  /** What is said where its people sign in, as plain text. */
  greeting: string | null
  links: ColumnType<Link[], string | undefined, string>
}

export type CrestType = 'image/png' | 'image/svg+xml'

/** As it was written anew here. */
export interface TenantCrestTable {
  tenant_id: string
  /** Of its bytes. */
  stamp: string
  type: CrestType
  bytes: Buffer
}

export interface TenantDomainTable {
  domain: string
  tenant_id: string
  /** Other bodies have addresses in it too. */
  shared: Generated<boolean>
  /** Since when it is known to be the body's; null: it only says so. */
  verified_at: Date | null
}

export interface TenantHostTable {
  host: string
  tenant_id: string
}

/** One version of what a body says of privacy. */
export interface PrivacyNoticeTable {
  tenant_id: string
  version: number
  published_at: At
  text_it: string
  text_en: string | null
}

/** That somebody took note of a version, whoever published it. */
export interface NoticeReadTable {
  tenant_id: string
  account_id: string
  publisher_id: string
  version: number
  read_at: At
}

/** What a body decided of a preference of its people. */
export interface PreferenceRuleTable {
  tenant_id: string
  name: Governed
  value: RuleValue
  locked: boolean
  reason: string
}
