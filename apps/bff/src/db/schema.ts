import type {
  AnnouncementKind,
  Dossier,
  Governed,
  Link,
  WorkingHours,
  PersonState,
  Resource,
  Role,
  RuleValue,
  Service,
  SignInRule,
  TenantKind,
  TenantState,
} from '@staffetta/contract'
import type { ColumnType, Generated, Insertable, Selectable, Updateable } from 'kysely'

type At = ColumnType<Date, Date | undefined, Date>

interface TenantTable {
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
interface TenantCrestTable {
  tenant_id: string
  /** Of its bytes. */
  stamp: string
  type: CrestType
  bytes: Buffer
}

interface TenantDomainTable {
  domain: string
  tenant_id: string
  /** Other bodies have addresses in it too. */
  shared: Generated<boolean>
  /** Since when it is known to be the body's; null: it only says so. */
  verified_at: Date | null
}

/** A body's request, by the hash of what its link holds. */
interface EnrolmentTable {
  id: string
  token_hash: Buffer
  sealed_token: Buffer
  /** What became of it once it was sent. */
  tenant_id: string | null
  language: 'it' | 'en'
  dossier: ColumnType<Dossier, string, string>
  version: Generated<number>
  linked_to: string | null
  /** How often its link was mailed. */
  links: Generated<number>
  created_at: At
  touched_at: At
  sent_at: Date | null
}

interface EnrolmentFileTable {
  id: Generated<string>
  enrolment_id: string
  file_name: string
  type: 'pdf' | 'p7m'
  size_bytes: number
  bytes: Buffer
  created_at: At
}

/** What a notice says to whoever asked: where to come back to, or how it goes on. */
export type NoticeSays = { kind: 'link' } | { kind: 'state'; state: TenantState; reason: string }

/** What a letter says to whoever answers for a body: that it may begin, or to whom it lets in, how to enter; or what was written when it was put down. */
export type LetterSays =
  | { kind: 'welcome' | 'entrance'; language: 'it' | 'en' }
  | { kind: 'text'; subject: string; text: string }

/** Mail to whoever asked, or answers for a body, sent once. */
interface NoticeTable {
  id: Generated<string>
  /** Of a request; or `tenant_id`, of a body. */
  enrolment_id: string | null
  tenant_id: string | null
  /** What is said once to each address of a body, however often it happens. */
  once: string | null
  address: string
  says: ColumnType<NoticeSays | LetterSays, string, never>
  state: Generated<'waiting' | 'sending' | 'sent' | 'uncertain' | 'refused'>
  attempts: Generated<number>
  next_at: At
  created_at: At
}

/** A row of the public register of administrations. */
interface IpaBodyTable {
  /** The code in small letters: it is published in any case, and compared in none. */
  code_key: string
  code: string
  name: string
  kind: TenantKind
  tax_code: string
  pec: string
  address: string
  fictitious: boolean
  /** What it is found by: its name and code without case and accents, a space before each word. */
  words: string
}

interface TenantHostTable {
  host: string
  tenant_id: string
}

export type EndpointKind = 'imap' | 'smtp' | 'sieve' | 'dav' | 'ldap'
export type TlsMode = 'tls' | 'starttls' | 'none'

interface EndpointTable {
  tenant_id: string
  kind: EndpointKind
  host: string
  port: number
  tls: TlsMode
  /** The name the certificate must carry, when it is not the host. */
  verify_name: string | null
  /** By the body's own request: the next one takes it back. */
  asked: Generated<boolean>
}

/** What the product itself may sign in to, with nobody there; `test` is an account to try a person's ways with. */
export type ServiceKind = 'dav' | 'smtp' | 'ldap' | 'master' | 'test'

interface ServiceAccountTable {
  tenant_id: string
  kind: ServiceKind
  user_name: string
  sealed: Buffer
}

interface TenantIdentityTable {
  tenant_id: string
  issuer: string
  client_id: string
  client_secret: Buffer | null
  scopes: string
  address_claim: string
  trusts_address: boolean
  servers: 'token' | 'master'
  passwords: boolean
}

/** What a provider gave for somebody who proved there who they are. */
interface TokenGrantTable {
  id: string
  tenant_id: string
  account_id: string
  issuer: string
  client_id: string
  subject: string
  /** The provider's name for the session there, for a logout that names it. */
  provider_session: string | null
  /** What the provider says somebody belongs to. */
  groups: string[]
  /** The tokens; half of the key is with whoever holds the grant. */
  sealed: Buffer
  /** Goes up with every renewal. */
  edition: Generated<number>
  /** A node is asking the provider. */
  renewing_until: Date | null
  used_at: At
}

/** Logout tokens that were used, so that none is used twice. */
interface LogoutTokenTable {
  issuer: string
  jti: string
  seen_at: At
}

interface AccountTable {
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

interface SessionTable {
  /** SHA-256 of what the cookie holds. */
  id_hash: Buffer
  tenant_id: string
  account_id: string
  /** The credential; its key is half in the cookie, half on the server. */
  sealed: Buffer
  shared: boolean
  user_agent: string
  ip: string
  created_at: At
  last_seen_at: At
  absolute_ends_at: Date
  /** Of somebody who came by the identity provider. */
  grant_id: string | null
  /** When the second factor was last proved in it. */
  proved_at: Date | null
}

/** A role somebody has, or had: a person is one tenant's, by address, before they ever signed in. */
interface RoleGrantTable {
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

interface SecondFactorTable {
  id: Generated<string>
  tenant_id: string
  account_id: string
  kind: 'totp' | 'recovery'
  sealed: Buffer
  /** The last step of time a code was taken of: none is good twice. */
  last_step: string | null
  used_at: Date | null
  created_at: At
}

interface PasskeyTable {
  id: Generated<string>
  tenant_id: string
  account_id: string
  /** Where it was made: it signs for no other (the RP ID of WebAuthn). */
  host: string
  /** As the browser names it, base64url. */
  credential_id: string
  /** COSE. */
  public_key: Buffer
  /** What a key counts that counts: one that goes back is a copy. */
  counter: ColumnType<string, number, number>
  transports: string[]
  name: string
  created_at: At
  used_at: Date | null
}

interface PasskeyChallengeTable {
  challenge: string
  session_hash: Buffer
  purpose: 'make' | 'prove'
  host: string
  ends_at: Date
}

/** Lets whoever was given a role set up a second factor, once. */
interface InvitationCodeTable {
  tenant_id: string
  address: string
  code_hash: Buffer
  ends_at: Date
}

type Seq = ColumnType<string, number, never>

interface RegisterEntryTable {
  seq: Seq
  at: Date
  act: string
  actor: string
  tenant_id: string | null
  record: string
  previous: Buffer
  hash: Buffer
}

interface RegisterSegmentTable {
  month: string
  first_seq: Seq
  last_seq: Seq
  first_previous: Buffer
  last_hash: Buffer
  purged_at: Date
}

interface RegisterAnchorTable {
  seq: Seq
  hash: Buffer
  at: Date
  signature: Buffer
}

export interface PreferenceTable {
  account_id: string
  tenant_id: string
  value: ColumnType<unknown, string, string>
}

/** A copy of somebody's data that is being written. */
interface OwnExportTable {
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

/** One version of what a body says of privacy. */
interface PrivacyNoticeTable {
  tenant_id: string
  version: number
  published_at: At
  text_it: string
  text_en: string | null
}

/** That somebody took note of a version, whoever published it. */
interface NoticeReadTable {
  tenant_id: string
  account_id: string
  publisher_id: string
  version: number
  read_at: At
}

/** What is said above everybody's work for a while. */
interface AnnouncementTable {
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

export type FoundState = 'works' | 'partly' | 'fails'

/** Whether a service of a body works, as its servers answered. */
interface ServiceStateTable {
  tenant_id: string
  service: Service
  state: FoundState
  since: Date
  looked_at: Date
}

/** Whose people it is for, where not everybody's. */
interface AnnouncementBodyTable {
  announcement_id: string
  tenant_id: string
}

/** That somebody does not want to see it any more, as it was then. */
interface AnnouncementAwayTable {
  tenant_id: string
  account_id: string
  announcement_id: string
  edition: number
}

/** A server by the name that programs outside have for it. */
export interface PublicServerTable {
  tenant_id: string
  kind: 'imap' | 'smtp' | 'dav'
  host: string
  port: number
  tls: 'tls' | 'starttls'
}

/** What a body decided of a preference of its people. */
export interface PreferenceRuleTable {
  tenant_id: string
  name: Governed
  value: RuleValue
  locked: boolean
  reason: string
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

/** What one person chose about one address book. */
interface BookChoiceTable {
  account_id: string
  tenant_id: string
  href: string
  is_default: boolean
  /** Somebody shares it, and the person does not want it in their list. */
  removed: Generated<boolean>
  colour: string | null
}

/** Whom somebody writes mail to. */
interface WrittenToTable {
  account_id: string
  tenant_id: string
  address: string
  name: string
  times: number
  last_at: Date
}

/** A card somebody put a star on, wherever it lies. */
interface FavouriteTable {
  account_id: string
  tenant_id: string
  uid: string
}

interface SavedSearchTable {
  account_id: string
  tenant_id: string
  id: string
  name: string
  text: string
  /** Null: in all books. */
  book_id: string | null
}

/** What lies on a DAV server. */
export type DavService = 'calendar' | 'contacts'

interface ContactNotSameTable {
  tenant_id: string
  account_id: string
  one: string
  other: string
}

export type ShareAccess = 'busy' | 'read' | 'write'

/** By the product's own rules: what one shares with an address, or with everyone of the tenant ("*"). */
interface ShareTable {
  tenant_id: string
  service: DavService
  owner_id: string
  href: string
  grantee: string
  access: ShareAccess
}

/** Where one's calendars, or address books, are on the server, learned when they are opened. */
interface DavHomeTable {
  account_id: string
  tenant_id: string
  service: DavService
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
  /** Of an answer, what it answers. */
  about: string | null
  attachments: Generated<number>
  /** Where whoever wrote it sat, for a day. */
  client: string | null
  created_at: At
  /** The instant it counts for, of what one person sends within an hour. */
  counts_at: At
}

/** A copy of what is held of a body that leaves. */
interface TenantExportTable {
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

interface TenantExportChunkTable {
  tenant_id: string
  export_id: string
  seq: number
  bytes: Buffer
}

/** That nothing of a body is left, as it was signed. */
interface TenantDeletionTable {
  tenant_id: string
  at: Date
  proof: string
  signature: Buffer
}

/** A letter that left, or did not: never what it says. */
interface MailLogTable {
  tenant_id: string
  at: Date
  id: Generated<string>
  /** Null: the product's own account. */
  account_id: string | null
  account: string
  sender: string
  recipients: string[]
  refused: string[]
  /** A bigint: comes as text. */
  size_bytes: ColumnType<string, number, never>
  attachments: number
  message_id: string
  /** `accepted`, or why not. */
  result: string
  smtp_code: number | null
  /** An address for a day, then its network. */
  client: string | null
}

/** How long that is kept of a body, where it is not as always; beyond that, by what agreement. */
interface MailLogRuleTable {
  tenant_id: string
  days: number
  set_at: Date
  reason: string | null
  protocol: string | null
  agreed_on: string | null
  approved_by: string | null
}

/** What files are taken into. */
export type ImportArea = 'calendar' | 'contacts'

interface FileImportTable {
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

interface UndoableTable {
  /** SHA-256 of the token. */
  token_hash: Buffer
  tenant_id: string
  account_id: string
  area: 'calendar' | 'contacts'
  /** The steps, opened by the token and the server's key together. */
  sealed: Buffer
  kept_at: At
}

interface CalendarFeedTable {
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

interface CalendarSubscriptionTable {
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

/** A reminder that was put away, or off until a time. */
interface ReminderStateTable {
  account_id: string
  tenant_id: string
  key: string
  again_at: Date | null
  set_at: At
}

interface CalendarMailChoiceTable {
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

interface CalendarMailSentTable {
  account_id: string
  tenant_id: string
  key: string
  sent_at: At
}

interface WorkingHoursTable {
  account_id: string
  tenant_id: string
  zone: string
  spans: ColumnType<unknown, string, string>
  /** Their server keeps something that no week can say. */
  elsewhere: Generated<boolean>
}

interface CheckOutcomeTable {
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

interface DomainExpectationTable {
  tenant_id: string
  domain: string
  dkim_selector: string | null
  dkim_key: string | null
  mx: string[]
  spf_include: string | null
}

export interface Database {
  check_outcome: CheckOutcomeTable
  domain_expectation: DomainExpectationTable
  working_hours: WorkingHoursTable
  calendar_mail_choice: CalendarMailChoiceTable
  calendar_mail_sent: CalendarMailSentTable
  reminder_state: ReminderStateTable
  calendar_feed: CalendarFeedTable
  calendar_subscription: CalendarSubscriptionTable
  file_import: FileImportTable
  undoable: UndoableTable
  tenant: TenantTable
  tenant_domain: TenantDomainTable
  tenant_crest: TenantCrestTable
  tenant_host: TenantHostTable
  ipa_body: IpaBodyTable
  enrolment: EnrolmentTable
  enrolment_file: EnrolmentFileTable
  notice: NoticeTable
  endpoint: EndpointTable
  service_account: ServiceAccountTable
  account: AccountTable
  tenant_identity: TenantIdentityTable
  token_grant: TokenGrantTable
  logout_token: LogoutTokenTable
  session: SessionTable
  role_grant: RoleGrantTable
  second_factor: SecondFactorTable
  passkey: PasskeyTable
  passkey_challenge: PasskeyChallengeTable
  invitation_code: InvitationCodeTable
  register_entry: RegisterEntryTable
  register_segment: RegisterSegmentTable
  register_anchor: RegisterAnchorTable
  preference: PreferenceTable
  preference_rule: PreferenceRuleTable
  public_server: PublicServerTable
  privacy_notice: PrivacyNoticeTable
  notice_read: NoticeReadTable
  announcement: AnnouncementTable
  announcement_body: AnnouncementBodyTable
  announcement_away: AnnouncementAwayTable
  service_state: ServiceStateTable
  own_export: OwnExportTable
  book_choice: BookChoiceTable
  written_to: WrittenToTable
  favourite: FavouriteTable
  saved_search: SavedSearchTable
  contact_not_same: ContactNotSameTable
  calendar_choice: CalendarChoiceTable
  share: ShareTable
  dav_home: DavHomeTable
  resource: ResourceTable
  blob: BlobTable
  blob_chunk: BlobChunkTable
  submission: SubmissionTable
  mail_log: MailLogTable
  mail_log_rule: MailLogRuleTable
  tenant_export: TenantExportTable
  tenant_export_chunk: TenantExportChunkTable
  tenant_deletion: TenantDeletionTable
}

export type EndpointRow = Selectable<EndpointTable>
export type IdentityRow = Selectable<TenantIdentityTable>
export type TokenGrantRow = Selectable<TokenGrantTable>
export type NewTokenGrant = Insertable<TokenGrantTable>
export type SessionRow = Selectable<SessionTable>
export type CalendarMailRow = Selectable<CalendarMailChoiceTable>
export type FeedChange = Updateable<CalendarFeedTable>
export type CalendarFeedRow = Omit<Selectable<CalendarFeedTable>, 'content'>
export type CalendarSubscriptionRow = Selectable<CalendarSubscriptionTable>
export type FileImportRow = Selectable<FileImportTable>
export type SubmissionRow = Selectable<SubmissionTable>
export type TenantExportRow = Selectable<TenantExportTable>
export type MailLogRow = Selectable<MailLogTable>
export type NewMailLog = Insertable<MailLogTable>
export type NewSubmission = Insertable<SubmissionTable>
