import type { ImapAccount } from './imap-account.ts'
import type { Imap } from './imap-client.ts'
import { imapError } from './imap-errors.ts'
import { currentTree } from './mailbox-tree.ts'

/** So many bytes of messages are asked for at once: they are in memory until they are written. */
const mostBytes = 8_000_000
const mostMessages = 100

export interface OwnMailbox {
  path: string
  total: number
}

/** The mailboxes that are somebody's own. */
export async function ownMailboxes(account: ImapAccount): Promise<OwnMailbox[]> {
  const tree = await currentTree(account)
  return tree.mailboxes
    .filter(({ namespace, selectable }) => namespace === 'personal' && selectable)
    .map(({ id, total }) => ({ path: tree.pathOf(id)!, total }))
}

/** One mailbox as mbox (RFC 4155, in the form "mboxrd", from which every message comes back to the letter). */
export async function* mboxOf(imap: Imap, path: string, onMessage: () => void): AsyncGenerator<Buffer> {
  try {
    await imap.mailboxOpen(path, { readOnly: true })
    for (const uids of await portionsOf(imap))
      for (const { source, internalDate } of await imap.fetchAll(
        uids.join(','),
        { source: true, internalDate: true },
        { uid: true },
      )) {
        // Removed meanwhile: there is none to write.
        if (source === undefined) continue
        yield mboxMessage(source, new Date(internalDate ?? 0))
        onMessage()
      }
  } catch (error) {
    throw imapError(error)
  }
}

async function portionsOf(imap: Imap): Promise<number[][]> {
  if (imap.mailbox === false || imap.mailbox.exists === 0) return []
  const portions: number[][] = []
  let bytes = Infinity
  for (const { uid, size = 0 } of await imap.fetchAll('1:*', { uid: true, size: true })) {
    if (bytes + size > mostBytes || portions.at(-1)!.length >= mostMessages) {
      portions.push([])
      bytes = 0
    }
    portions.at(-1)!.push(uid)
    bytes += size
  }
  return portions
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The line that begins it, every line that looks like one marked, and an empty line after it. */
export function mboxMessage(source: Buffer, receivedAt: Date): Buffer {
  const two = (value: number) => String(value).padStart(2, '0')
  const at = receivedAt
  const clock = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(':')
  const date = `${days[at.getUTCDay()]} ${months[at.getUTCMonth()]} ${String(at.getUTCDate()).padStart(2)} ${clock} ${at.getUTCFullYear()}`
  // latin1 keeps every byte as it is.
  const text = source
    .toString('latin1')
    .replaceAll('\r\n', '\n')
    .replace(/^(>*From )/gm, '>$1')
  return Buffer.from(`From - ${date}\n${text.endsWith('\n') ? text : `${text}\n`}\n`, 'latin1')
}
