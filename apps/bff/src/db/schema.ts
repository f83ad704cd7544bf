import type {
  AnnouncementAwayTable,
  AnnouncementBodyTable,
  AnnouncementTable,
} from './schema/announcements.ts'
import type {
  CalendarChoiceTable,
  CalendarFeedTable,
  CalendarMailChoiceTable,
  CalendarMailSentTable,
  CalendarSubscriptionTable,
  ReminderStateTable,
  ResourceTable,
  WorkingHoursTable,
} from './schema/calendar.ts'
import type { CheckOutcomeTable, DomainExpectationTable } from './schema/checks.ts'
import type { TenantDeletionTable, TenantExportChunkTable, TenantExportTable } from './schema/closing.ts'
import type {
  BookChoiceTable,
  ContactNotSameTable,
  FavouriteTable,
  SavedSearchTable,
  WrittenToTable,
} from './schema/contacts.ts'
import type { DavHomeTable, FileImportTable, ShareTable, UndoableTable } from './schema/dav.ts'
import type { EnrolmentFileTable, EnrolmentTable, IpaBodyTable, NoticeTable } from './schema/enrolment.ts'
import type {
  BlobChunkTable,
  BlobTable,
  MailLogRuleTable,
  MailLogTable,
  SubmissionTable,
} from './schema/mail.ts'
import type {
  AccountTable,
  InvitationCodeTable,
  OwnExportTable,
  PreferenceTable,
  RoleGrantTable,
} from './schema/people.ts'
import type { RegisterAnchorTable, RegisterEntryTable, RegisterSegmentTable } from './schema/register.ts'
import type {
  EndpointTable,
  PublicServerTable,
  ServiceAccountTable,
  ServiceStateTable,
  TenantIdentityTable,
} from './schema/servers.ts'
import type {
  LogoutTokenTable,
  PasskeyChallengeTable,
  PasskeyTable,
  SecondFactorTable,
  SessionTable,
  TokenGrantTable,
} from './schema/sessions.ts'
import type {
  NoticeReadTable,
  PreferenceRuleTable,
  PrivacyNoticeTable,
  TenantCrestTable,
  TenantDomainTable,
  TenantHostTable,
  TenantTable,
} from './schema/tenants.ts'

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
