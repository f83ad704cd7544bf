import type { ImapAccount } from './imap-account.ts'
import type { Imap } from './imap-client.ts'
import { learnUids } from './mailbox-sync.ts'
import type { MailboxView } from './mailbox-view.ts'
import { askGroups, AT_ONCE } from './thread-groups.ts'
import { Threads } from './threads.ts'

/** The flat list that is answered meanwhile, and what follows it, go first. */
const AFTER_MS = 300
const MOST_TRIES = 3

const learning = new WeakSet<MailboxView>()

/** Whether a list of this mailbox may be one of conversations by now; what is not known of a large one is learnt apart. */
export function threadsAtHand(account: ImapAccount, view: MailboxView): boolean {
  if (view.threads !== undefined) return view.threads !== null
  if (view.total <= AT_ONCE) return true
  learnApart(account, view)
  return false
}

/** Learns the conversations of the selected mailbox; null where the server cannot tell and there is too much to read. */
export async function learnThreads(imap: Imap, view: MailboxView): Promise<Threads | null> {
  for (let tries = 1; ; tries++) {
    const uids = view.uids ?? (await learnUids(imap, view))
    const { last } = uids
    const groups = await askGroups(imap, uids.length)
    // What arrived meanwhile is in no group of this answer.
    if (groups !== undefined && view.uids?.last !== last && tries < MOST_TRIES) continue
    view.threads =
      groups === undefined
        ? null
        : new Threads(view.uids?.slice(0, view.uids.length) ?? new Uint32Array(), groups)
    return view.threads
  }
}

function learnApart(account: ImapAccount, view: MailboxView): void {
  if (learning.has(view)) return
  learning.add(view)
  const learn = async () => {
    await new Promise((resolve) => setTimeout(resolve, AFTER_MS).unref())
    const threads = await account.apart(view.path, (imap) => learnThreads(imap, view))
    if (threads !== null) account.publish([{ type: 'mail.mailbox-changed', mailboxId: view.mailboxId }])
  }
  // No connection free, or none at all: the list stays flat until it is asked for again.
  void learn()
    .catch(() => undefined)
    .finally(() => learning.delete(view))
}
