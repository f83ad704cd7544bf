import type { ComposedMessage, MessageRef, Upload } from '@staffetta/contract'
import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { Db } from '../db/open.ts'
import { AppError } from '../http/app-error.ts'
import { purgeMessages } from './actions.ts'
import { composeMessage, newMessageId } from './compose.ts'
import { headerOf } from './header-lines.ts'
import { listHeaders } from './headers.ts'
import type { ImapAccount } from './imap-account.ts'
import { atom, text, type Imap } from './imap-client.ts'
import { searchUids } from './imap-extensions.ts'
import { mailboxWithRole, pathOf } from './mailbox-tree.ts'
import { getMessage } from './message.ts'
import { makeRef, readRef } from './refs.ts'
import { referencesFor } from './source.ts'
import { compactSet } from './uid-list.ts'
import { partsToKeep, uploadsFromMessage } from './uploads.ts'

/**
 * Stores the draft, then takes every other version of it away (they carry its id): interrupted in between there are two,
 * never none. Only messages with this draft's id go, never what another program put there.
 */
export async function saveDraft(
  db: Db,
  account: ImapAccount,
  draft: { draftId: string; replaces: MessageRef | null; message: ComposedMessage },
): Promise<{ ref: MessageRef; savedAt: string }> {
  const references = await referencesFor(account, draft.message.source)
  const stream = await composeMessage(db, account.account, draft.message, {
    messageId: newMessageId(account.account),
    references,
    draft: { draftId: draft.draftId, source: draft.message.source },
  })
  const raw = await buffer(stream)
  const drafts = await mailboxWithRole(account, 'drafts')
  const path = await pathOf(account, drafts.id)
  const replaced = draft.replaces === null ? undefined : readRef(draft.replaces)
  return account.inMailbox(path, async (imap, view) => {
    const stored = await imap.append(path, raw, ['\\Draft', '\\Seen'])
    if (stored === false) throw new AppError('mail/draft-not-saved')
    const versions = [
      ...(await searchUids(imap, [atom('HEADER'), text('X-Staffetta-Draft'), text(draft.draftId)])),
    ]
    const uid = stored.uid ?? versions.at(-1)
    if (uid === undefined) throw new AppError('mail/draft-not-saved')
    const old = new Set(versions.filter((version) => version !== uid))
    // The first save of a draft that another program began: that one has no id of ours, but the browser names it.
    if (
      replaced !== undefined &&
      replaced.mailboxId === drafts.id &&
      replaced.uidValidity === view.uidValidity
    )
      old.add(replaced.uid)
    if (old.size > 0) await removeVersions(imap, old)
    await account.sync(imap, view)
    return { ref: makeRef(drafts.id, view.uidValidity, uid), savedAt: new Date().toISOString() }
  })
}

async function removeVersions(imap: Imap, uids: Set<number>): Promise<void> {
  if (imap.capabilities.has('UIDPLUS')) await imap.messageDelete(compactSet(uids), { uid: true })
  else await imap.messageFlagsAdd(compactSet(uids), ['\\Deleted'], { uid: true, silent: true })
}

/** A stored draft for the composer: bodies, recipients with the blind ones, its files as uploads. */
export async function openDraft(
  db: Db,
  account: ImapAccount,
  ref: MessageRef,
  maxBytes: number,
): Promise<{ draftId: string; message: ComposedMessage; uploads: Upload[] }> {
  const detail = await getMessage(account, ref, '')
  const kept = await partsToKeep(account, ref)
  const uploads = await uploadsFromMessage(db, account, {
    ref,
    partIds: kept.map((part) => part.partId),
    maxBytes,
  })
  const source = headerOf(await listHeaders(account, ref), 'x-staffetta-source')?.match(
    /^(reply|forward) (\S+)$/,
  )
  const { summary } = detail
  return {
    draftId:
      detail.draftId !== null && /^[0-9a-f-]{36}$/.test(detail.draftId) ? detail.draftId : randomUUID(),
    uploads,
    message: {
      from: summary.from[0] ?? { name: '', address: account.account.address },
      to: summary.to,
      cc: detail.cc,
      bcc: detail.bcc,
      replyTo: detail.replyTo,
      subject: summary.subject,
      html: detail.unsafeHtml?.content ?? null,
      text: detail.text?.content ?? '',
      attachments: uploads.map((upload, i) => ({
        uploadId: upload.id,
        fileName: upload.fileName,
        contentId: kept[i]!.contentId,
      })),
      source: source ? { kind: source[1] as 'reply' | 'forward', ref: source[2]! } : null,
      priority: summary.priority,
      requestReadReceipt: false,
    },
  }
}

export async function deleteDraft(account: ImapAccount, ref: MessageRef): Promise<void> {
  await purgeMessages(account, { refs: [ref] })
}
