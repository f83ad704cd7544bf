import type { MailboxId, MessageRef } from '@staffetta/contract'
import type { ImapAccount } from './imap-account.ts'
import { atom, text } from './imap-client.ts'
import { imapError } from './imap-errors.ts'
import { searchUids } from './imap-extensions.ts'
import { pathOf, treeOf } from './mailbox-tree.ts'
import { makeRef } from './refs.ts'

/** Longer than a hundred folders take; whoever clicked a link is still there. */
const PATIENCE_MS = 20_000
/** Where a message is looked for last: what lies there is on its way out. */
const last = ['junk', 'trash']

/**
 * The message with this Message-ID, wherever it was moved to; null where there is none. A connection apart looks through one
 * folder after the other, the Inbox first.
 */
export async function findMessage(
  account: ImapAccount,
  messageId: string,
): Promise<{ ref: MessageRef; mailboxId: MailboxId } | null> {
  const { mailboxes } = await treeOf(account)
  const places: { id: MailboxId; path: string }[] = []
  const inOrder = mailboxes.toSorted(
    (one, other) => last.indexOf(one.role ?? '') - last.indexOf(other.role ?? ''),
  )
  for (const { id, selectable } of inOrder)
    if (selectable) places.push({ id, path: await pathOf(account, id) })
  const question = [atom('HEADER'), text('Message-ID'), text(messageId)]
  return account.side.apart(
    null,
    async (imap) => {
      for (const { id, path } of places) {
        const box = await imap.mailboxOpen(path, { readOnly: true }).catch((error: unknown) => {
          // A folder one may not read is passed over.
          if (!imap.usable) throw imapError(error)
        })
        const [uid] = box === undefined || box.exists === 0 ? [] : await searchUids(imap, question)
        if (box !== undefined && uid !== undefined)
          return { ref: makeRef(id, box.uidValidity.toString(), uid), mailboxId: id }
      }
      return null
    },
    AbortSignal.timeout(PATIENCE_MS),
  )
}
