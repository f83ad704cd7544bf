import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import type { Db } from '../db/open.ts'
import type { TenantDirectory } from '../db/tenant-directory.ts'
import type { LiveHub } from '../live/hub.ts'
import type { ImapAccounts } from './imap-accounts.ts'
import { mountMailboxes } from './mailbox-routes.ts'
import { mountMessages } from './message-routes.ts'
import { mountWriting } from './writing-routes.ts'

export interface MailDeps {
  db: Db
  config: Config
  imap: ImapAccounts
  hub: LiveHub
  tenants: TenantDirectory
}

export function mountMail(app: FastifyInstance, deps: MailDeps): void {
  mountMailboxes(app, deps)
  mountMessages(app, deps)
  mountWriting(app, deps)
}
