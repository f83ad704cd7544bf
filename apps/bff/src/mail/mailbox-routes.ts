import { mail, type SearchFrame } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import { rememberQuota } from '../db/people.ts'
import { AppError } from '../http/app-error.ts'
import { problemOf } from '../http/errors.ts'
import { sendLines } from '../http/json-lines.ts'
import { mount } from '../http/mount.ts'
import { copyMessages, moveMessages, purgeMessages, setFlags } from './actions.ts'
import { createMailbox, deleteMailbox, renameMailbox } from './mailbox-actions.ts'
import { findMessage } from './find-message.ts'
import { currentTree } from './mailbox-tree.ts'
import { listPreviews } from './list-previews.ts'
import { listMessages, locateMessage, type ListQuery } from './messages.ts'
import type { MailDeps } from './mail-deps.ts'
import { searchMail } from './search.ts'

/** The tree, the lists, and what is done to messages in them. */
export function mountMailboxes(app: FastifyInstance, { db, imap }: MailDeps): void {
  mount(app, mail.listMailboxes, async ({ account }) => {
    const { mailboxes, quota, orders } = await currentTree(imap.of(account))
    // Nobody waits for it, and nobody's mail fails by it.
    if (quota !== null) rememberQuota(db, account, quota).catch((error: unknown) => app.log.error(error))
    return { mailboxes, quota, orders }
  })
  mount(app, mail.createMailbox, async ({ account, body }) => ({
    mailboxId: await createMailbox(imap.of(account), body.parentId, body.name),
  }))
  mount(app, mail.renameMailbox, async ({ account, params, body }) => ({
    mailboxId: await renameMailbox(imap.of(account), params.mailboxId, body.parentId, body.name),
  }))
  mount(app, mail.deleteMailbox, async ({ account, params, query }) => {
    await deleteMailbox(imap.of(account), params.mailboxId, query.evenIfNotEmpty === true)
  })
  mount(app, mail.emptyMailbox, async ({ account, params }) => {
    const all = { mailboxId: params.mailboxId, filter: 'all' as const, except: [] }
    await purgeMessages(imap.of(account), { all })
  })

  mount(app, mail.listMessages, async ({ account, params, query }) => {
    const window = { offset: query.offset ?? 0, limit: query.limit ?? 50 }
    return listMessages(imap.of(account), params.mailboxId, listQuery(query), window)
  })
  mount(app, mail.locateMessage, async ({ account, params, query }) =>
    locateMessage(imap.of(account), params.ref, listQuery(query)),
  )
  mount(app, mail.listPreviews, async ({ account, body }) => ({
    previews: await listPreviews(imap.of(account), body.refs),
  }))

  mount(app, mail.setFlags, async ({ account, body }) => ({
    changed: await setFlags(imap.of(account), body.messages, body),
  }))
  mount(app, mail.moveMessages, async ({ account, body }) =>
    moveMessages(imap.of(account), body.messages, body.to, body.as),
  )
  mount(app, mail.copyMessages, async ({ account, body }) => ({
    copied: await copyMessages(imap.of(account), body.messages, body.mailboxId),
  }))
  mount(app, mail.purgeMessages, async ({ account, body }) => ({
    purged: await purgeMessages(imap.of(account), body.messages),
  }))

  mount(app, mail.findMessage, async ({ account, query }) => ({
    found: await findMessage(imap.of(account), query.messageId),
  }))
  mount(app, mail.search, async ({ account, body, reply }) => {
    const gone = new AbortController()
    reply.raw.on('close', () => gone.abort())
    const frames = searchMail(imap.of(account), { ...body, mailboxIds: body.mailboxIds }, gone.signal)
    await sendLines<SearchFrame>(reply, frames, (error) => ({
      kind: 'failed',
      error: error instanceof AppError ? problemOf(error).code : 'request/failed',
    }))
  })
}

function listQuery(query: Partial<ListQuery>): ListQuery {
  return {
    order: query.order ?? 'arrival',
    ascending: query.ascending === true,
    filter: query.filter ?? 'all',
    threads: query.threads === true,
  }
}
