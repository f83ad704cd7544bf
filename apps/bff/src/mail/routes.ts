import type { FastifyInstance } from 'fastify'
import type { MailDeps } from './mail-deps.ts'
import { mountMailboxes } from './mailbox-routes.ts'
import { mountMessages } from './message-routes.ts'
import { mountWriting } from './writing-routes.ts'

export function mountMail(app: FastifyInstance, deps: MailDeps): void {
  mountMailboxes(app, deps)
  mountMessages(app, deps)
  mountWriting(app, deps)
}
