import { Readable } from 'node:stream'
import { contactsImport } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../../http/app-error.ts'
import { mount } from '../../http/mount.ts'
import type { ImapAccounts } from '../../mail/imap-accounts.ts'
import { withPart } from '../../mail/parts.ts'
import { sendBytes } from '../../mail/send-bytes.ts'
import type { ContactsDeps } from '../contacts-deps.ts'
import { exportCards } from '../export.ts'
import type { ContactsImports } from './imports.ts'

/** Files into address books, and address books into files. */
export function mountContactsImport(
  app: FastifyInstance,
  deps: ContactsDeps & { imports: ContactsImports; imap: ImapAccounts },
): void {
  const { contacts, imports, imap } = deps
  mount(app, contactsImport.readImport, async ({ account, query, request }) =>
    imports.read(
      account,
      query.fileName,
      request.body instanceof Readable ? request.body : Readable.from([]),
    ),
  )
  mount(app, contactsImport.readMailImport, async ({ account, body }) => {
    if (!account.tenant.services.includes('mail')) throw new AppError('auth/service-disabled')
    return withPart(imap.of(account), body.ref, body.partId, ({ part, content }) =>
      imports.read(account, part.fileName, content),
    )
  })
  mount(app, contactsImport.listImports, async ({ account }) => ({ imports: await imports.list(account) }))
  mount(app, contactsImport.getImport, async ({ account, params }) => imports.get(account, params.importId))
  mount(app, contactsImport.changeImportColumns, async ({ account, params, body }) =>
    imports.changeColumns(account, params.importId, body.columns),
  )
  mount(app, contactsImport.compareImport, async ({ account, params, query }) =>
    imports.compare(contacts.of(account), params.importId, query.bookId),
  )
  mount(app, contactsImport.startImport, async ({ account, params, body }) =>
    imports.start(contacts.of(account), params.importId, body),
  )
  mount(app, contactsImport.cancelImport, async ({ account, params }) =>
    imports.cancel(account, params.importId),
  )
  mount(app, contactsImport.undoImport, async ({ account, params }) =>
    imports.undo(contacts.of(account), params.importId),
  )
  mount(app, contactsImport.forgetImport, async ({ account, params }) =>
    imports.forget(account, params.importId),
  )
  mount(app, contactsImport.exportCards, async ({ account, body, reply }) => {
    const wanted = { ...deps, threads: imports.threads }
    const { content, ...headers } = await exportCards(wanted, contacts.of(account), body)
    await sendBytes(reply, content, { ...headers, disposition: 'attachment' })
  })
}
