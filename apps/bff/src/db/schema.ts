import type { Resource } from '@staffetta/contract'
import type { ColumnType, Generated, Insertable, Selectable } from 'kysely'

type At = ColumnType<Date, Date | undefined, Date>

interface TenantTable {
  id: Generated<string>
  slug: string
  name: string
  hue: string | null
  help: string | null
  enabled_services: string[]
  created_at: At
}

interface TenantDomainTable {
  domain: string
  tenant_id: string
}

interface TenantHostTable {
  host: string
  tenant_id: string
}

export type EndpointKind = 'imap' | 'smtp' | 'sieve' | 'dav'
export type TlsMode = 'tls' | 'starttls' | 'none'

interface EndpointTable {
  tenant_id: string
  kind: EndpointKind
  host: string
  port: number
  tls: TlsMode
  /** The name the certificate must carry, when it is not the host. */
  verify_name: string | null
}

/** What the product itself may sign in to, with nobody there. */
export type ServiceKind = 'dav' | 'smtp'

interface ServiceAccountTable {
  tenant_id: string
  kind: ServiceKind
  user_name: string
  sealed: Buffer
}

interface AccountTable {
  id: Generated<string>
  tenant_id: string
  address: string
  created_at: At
}

interface SessionTable {
  /** SHA-256 of what the cookie holds. */
  id_hash: Buffer
  tenant_id: string
  account_id: string
  /** The mailbox password; its key is half in the cookie, half on the server. */
  sealed: Buffer
  shared: boolean
  user_agent: string
  ip: string
  created_at: At
  last_seen_at: At
  absolute_ends_at: Date
}

export interface PreferenceTable {
  account_id: string
  tenant_id: string
  value: ColumnType<unknown, string, string>
}

/** What one person chose about one calendar; a calendar without a row is shown. */
interface CalendarChoiceTable {
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

export type ShareAccess = 'busy' | 'read' | 'write'

/** By the product's own rules: what one shares with an address, or with everyone of the tenant ("*"). */
interface CalendarShareTable {
  tenant_id: string
  owner_id: string
  href: string
  grantee: string
  access: ShareAccess
}

/** Where one's calendars are on the server, learned when they are opened. */
interface CalendarHomeTable {
  account_id: string
  tenant_id: string
  href: string
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

export interface BlobTable {
  id: Generated<string>
  tenant_id: string
  account_id: string
  file_name: string
  type: string
  size_bytes: number
  created_at: At
}

export interface BlobChunkTable {
  blob_id: string
  seq: number
  bytes: Buffer
}

export interface SubmissionTable {
  id: string
  tenant_id: string
  account_id: string
  state: string
  subject: string
  message_id: string
  blob_id: string | null
  sender: string
  recipients: string[]
  refused: Generated<string[]>
  error: string | null
  /** What to do once it is sent: the draft to remove, the message to mark as answered. */
  afterwards: ColumnType<unknown, string, string>
  /** The credential, sealed for this row alone; erased once it is not needed. */
  sealed: Buffer | null
  sends_at: Date
  attempts: Generated<number>
  created_at: At
}

export interface Database {
  tenant: TenantTable
  tenant_domain: TenantDomainTable
  tenant_host: TenantHostTable
  endpoint: EndpointTable
  service_account: ServiceAccountTable
  account: AccountTable
  session: SessionTable
  preference: PreferenceTable
  calendar_choice: CalendarChoiceTable
  calendar_share: CalendarShareTable
  calendar_home: CalendarHomeTable
  resource: ResourceTable
  blob: BlobTable
  blob_chunk: BlobChunkTable
  submission: SubmissionTable
}

export type EndpointRow = Selectable<EndpointTable>
export type SessionRow = Selectable<SessionTable>
export type SubmissionRow = Selectable<SubmissionTable>
export type NewSubmission = Insertable<SubmissionTable>
