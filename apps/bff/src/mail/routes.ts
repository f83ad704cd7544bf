import { mail } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { stamp } from '../crypto/seal.ts'
import type { Db } from '../db/open.ts'
import { mount } from '../http/mount.ts'
import type { LiveHub } from '../live/hub.ts'
import { copyMessages, moveMessages, purgeMessages, setFlags } from './actions.ts'
import { listHeaders } from './headers.ts'
import type { ImapAccounts } from './imap-accounts.ts'
import { createMailbox, deleteMailbox, renameMailbox } from './mailbox-actions.ts'
import { treeOf } from './mailbox-tree.ts'
import { getMessage } from './message.ts'
import { listMessages, listPreviews, locateMessage, type ListQuery } from './messages.ts'

export interface MailDeps {
  db: Db
  config: Config
  imap: ImapAccounts
  hub: LiveHub
}

export function mountMail(app: FastifyInstance, deps: MailDeps): void {
  const { config, imap } = deps

  mount(app, mail.listMailboxes, async ({ account }) => {
    const { mailboxes, quota, orders } = await treeOf(imap.of(account), { fresh: true })
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
    await purgeMessages(imap.of(account), { all: { mailboxId: params.mailboxId, filter: 'all', except: [] } })
  })

  mount(app, mail.listMessages, async ({ account, params, query }) =>
    listMessages(imap.of(account), params.mailboxId, listQuery(query), {
      offset: query.offset ?? 0,
      limit: query.limit ?? 50,
    }),
  )
  mount(app, mail.locateMessage, async ({ account, params, query }) =>
    locateMessage(imap.of(account), params.ref, listQuery(query)),
  )
  mount(app, mail.listPreviews, async ({ account, body }) => ({
    previews: await listPreviews(imap.of(account), body.refs),
  }))

  mount(app, mail.getMessage, async ({ account, params, sessionHash }) =>
    getMessage(
      imap.of(account),
      params.ref,
      stamp(config.key, 'image', sessionHash.toString('hex'), params.ref),
    ),
  )
  mount(app, mail.listHeaders, async ({ account, params }) => ({
    headers: await listHeaders(imap.of(account), params.ref),
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
}

function listQuery(query: Partial<ListQuery>): ListQuery {
  return {
    order: query.order ?? 'arrival',
    ascending: query.ascending === true,
    filter: query.filter ?? 'all',
  }
}
