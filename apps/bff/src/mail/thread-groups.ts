import { headerLines, headerOf } from './header-lines.ts'
import type { Imap } from './imap-client.ts'
import { threadUids } from './imap-extensions.ts'
import { groupByIds, referencesOf } from './threads.ts'

/** Up to here conversations are learnt while the list waits: some milliseconds. */
export const AT_ONCE = 5_000

/** Which messages of the selected mailbox belong together; undefined where nobody tells and there is too much to read. */
export async function askGroups(imap: Imap, total: number): Promise<number[][] | undefined> {
  const told = await threadUids(imap)
  if (told !== undefined || total > AT_ONCE) return told
  return groupByIds(await namesOf(imap))
}

async function namesOf(imap: Imap): Promise<{ uid: number; ids: string[] }[]> {
  const named: { uid: number; ids: string[] }[] = []
  if (imap.mailbox === false || imap.mailbox.exists === 0) return named
  const query = { uid: true, headers: ['message-id', 'references', 'in-reply-to'] }
  for await (const message of imap.fetch('1:*', query)) {
    const headers = headerLines(message.headers ?? Buffer.alloc(0))
    const own = headerOf(headers, 'message-id')?.match(/<[^<>\s]{3,500}>/)?.[0]
    const ids = referencesOf(headerOf(headers, 'references'), headerOf(headers, 'in-reply-to'))
    named.push({ uid: message.uid, ids: own === undefined ? ids : [own, ...ids] })
  }
  return named
}
