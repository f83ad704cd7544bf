import type { Address, ComposedMessage, MessageRef } from '@staffetta/contract'
import { purgeMessages, setFlags } from '../actions.ts'
import type { ImapAccount } from '../imap-account.ts'
import { atom, text } from '../imap-client.ts'
import { searchUids } from '../imap-extensions.ts'
import { mailboxWithRole, pathOf } from '../mailbox-tree.ts'

/** What belongs to having sent. */
export interface Afterwards {
  source: ComposedMessage['source']
  draft: MessageRef | null
  /** Those a person wrote to, as they named them; nobody where a calendar spoke for them. */
  writtenTo?: Address[]
}

export async function isInSent(mail: ImapAccount, messageId: string): Promise<boolean> {
  const sent = await mailboxWithRole(mail, 'sent')
  return mail.side.apart(await pathOf(mail, sent.id), async (imap) => {
    if (imap.mailbox !== false && imap.mailbox.exists === 0) return false
    return (await searchUids(imap, [atom('HEADER'), text('Message-ID'), text(messageId)])).length > 0
  })
}

export async function storeInSent(mail: ImapAccount, raw: Buffer): Promise<void> {
  const sent = await mailboxWithRole(mail, 'sent')
  const path = await pathOf(mail, sent.id)
  await mail.side.apart(null, async (connection) => connection.append(path, raw, ['\\Seen']))
  const view = mail.views.get(path)
  if (view !== undefined) view.stale = true
}

/** Marks what was answered and takes the draft away; either may be gone already, which is fine. */
export async function tidyAfterwards(mail: ImapAccount, { source, draft }: Afterwards): Promise<void> {
  if (source !== null) {
    const add = source.kind === 'reply' ? ['answered'] : ['$Forwarded']
    await setFlags(mail, { refs: [source.ref] }, { add, remove: [] }).catch(() => undefined)
  }
  if (draft !== null) await purgeMessages(mail, { refs: [draft] }).catch(() => undefined)
}
