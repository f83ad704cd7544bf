import type { MailboxId, MessageRef } from '@staffetta/contract'
import type { ImapAccount } from './imap-account.ts'
import { fetchRows, fillPreviews } from './mailbox-sync.ts'
import { pathOf } from './mailbox-tree.ts'
import { readRef } from './refs.ts'

/** The first words of messages of one or several mailboxes. */
export async function listPreviews(
  account: ImapAccount,
  refs: MessageRef[],
): Promise<{ ref: MessageRef; preview: string }[]> {
  const previews: { ref: MessageRef; preview: string }[] = []
  const byMailbox = groupByMailbox(refs)
  for (const [mailboxId, group] of byMailbox) {
    const path = await pathOf(account, mailboxId)
    const found = await account.inMailbox(
      path,
      async (imap, view) => {
        const uids = group
          .map(readRef)
          .filter((ref) => ref.uidValidity === view.uidValidity)
          .map((ref) => ref.uid)
        await fetchRows(imap, view, uids)
        await fillPreviews(imap, view, uids)
        return uids.flatMap((uid) => {
          const preview = view.row(uid)?.summary.preview
          return preview === null || preview === undefined ? [] : [{ ref: view.refOf(uid), preview }]
        })
      },
      { onlyReads: true },
    )
    previews.push(...found)
  }
  return previews
}

function groupByMailbox(refs: MessageRef[]): Map<MailboxId, MessageRef[]> {
  const groups = new Map<MailboxId, MessageRef[]>()
  for (const ref of refs) {
    const { mailboxId } = readRef(ref)
    groups.set(mailboxId, [...(groups.get(mailboxId) ?? []), ref])
  }
  return groups
}
