import { Readable } from 'node:stream'
import { mail } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import { deleteBlob, readBlob } from '../db/blobs.ts'
import { mount } from '../http/mount.ts'
import { deleteDraft, openDraft, saveDraft } from './drafts.ts'
import { limitsOf } from './limits.ts'
import { Recipients } from './recipients.ts'
import type { MailDeps } from './mail-deps.ts'
import { sendBytes } from './send-bytes.ts'
import { findUpload, storeUpload, uploadsFromMessage } from './uploads.ts'

/** Writing: recipients, uploads, drafts, sending. */
export function mountWriting(app: FastifyInstance, deps: MailDeps): void {
  const { db, config, imap, outbox } = deps
  const recipients = new Recipients()
  // A file is passed on as it comes; the handler counts and stops at the limit.
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))

  mount(app, mail.suggestRecipients, async ({ account, query }) => ({
    recipients: await recipients.suggest(imap.of(account), query.text, query.limit ?? 10),
  }))

  mount(app, mail.upload, async ({ account, query, request }) =>
    storeUpload(db, account, {
      ...query,
      content: request.body instanceof Readable ? request.body : Readable.from([]),
      maxBytes: limitsOf(account.tenant, config).messageBytes,
    }),
  )
  mount(app, mail.uploadFromMessage, async ({ account, body }) => ({
    uploads: await uploadsFromMessage(db, imap.of(account), {
      ref: body.ref,
      partIds: body.partIds,
      maxBytes: limitsOf(account.tenant, config).messageBytes,
    }),
  }))
  mount(app, mail.getUpload, async ({ account, params, reply }) => {
    const upload = await findUpload(db, account, params.uploadId)
    const shown = /^image\/(png|jpeg|gif|webp)$/.test(upload.type)
    await sendBytes(reply, readBlob(db, upload.id), {
      type: shown ? upload.type : 'application/octet-stream',
      fileName: upload.fileName,
      disposition: shown ? 'inline' : 'attachment',
      sizeBytes: upload.sizeBytes,
    })
  })
  mount(app, mail.deleteUpload, async ({ account, params }) => deleteBlob(db, account, params.uploadId))

  mount(app, mail.saveDraft, async ({ account, body }) => saveDraft(db, imap.of(account), body))
  mount(app, mail.openDraft, async ({ account, body }) =>
    openDraft(db, imap.of(account), body.ref, limitsOf(account.tenant, config).messageBytes),
  )
  mount(app, mail.deleteDraft, async ({ account, params }) => deleteDraft(imap.of(account), params.ref))

  mount(app, mail.submit, async ({ account, body, request }) =>
    outbox.submit(account, { ...body, client: request.ip }),
  )
  mount(app, mail.listSubmissions, async ({ account }) => ({ submissions: await outbox.list(account) }))
  mount(app, mail.cancelSubmission, async ({ account, params }) => outbox.cancel(account, params.id))
  mount(app, mail.retrySubmission, async ({ account, params }) => outbox.retry(account, params.id))
}
