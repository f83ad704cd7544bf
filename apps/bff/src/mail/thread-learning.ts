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

/** Whether a list of this mailbox can be one of conversations now: they are known, or so few that they are learnt at once. */
export function threadsAtHand(view: MailboxView): boolean {
  return view.threads === undefined ? view.total <= AT_ONCE : view.threads !== null
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

/** The conversations of a large mailbox, learnt on a connection of their own; the tabs are told when they are known. */
export function learnThreadsApart(account: ImapAccount, view: MailboxView): void {
  if (view.threads !== undefined || view.total <= AT_ONCE || learning.has(view)) return
  learning.add(view)
  const learn = async () => {
    await new Promise((resolve) => setTimeout(resolve, AFTER_MS).unref())
    const threads = await account.side.apart(view.path, (imap) => learnThreads(imap, view))
    if (threads !== null) account.publish([{ type: 'mail.mailbox-changed', mailboxId: view.mailboxId }])
  }
  // No connection free, or none at all: the list stays flat until it is asked for again.
  void learn()
    .catch(() => undefined)
    .finally(() => learning.delete(view))
}
