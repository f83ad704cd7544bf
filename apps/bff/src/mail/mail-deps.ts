import type { Config } from '../config.ts'
import type { Db } from '../db/open.ts'
import type { TenantDirectory } from '../db/tenant-directory.ts'
import type { LiveHub } from '../live/hub.ts'
import type { ImapAccounts } from './imap-accounts.ts'
import type { Outbox } from './outbox/outbox.ts'

/** What the mail area needs from outside itself. */
export interface MailDeps {
  db: Db
  config: Config
  imap: ImapAccounts
  hub: LiveHub
  tenants: TenantDirectory
  outbox: Outbox
}
