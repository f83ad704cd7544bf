import { atom, text, type Imap, type ImapArgument } from './imap-client.ts'
import { searchUids } from './imap-extensions.ts'

/** Names of one conversation that are asked for: the root and the latest say nearly all. */
const MOST_IDS = 12

/** The messages of the selected mailbox that have one of these Message-IDs, or answer one that has. */
export async function searchRelatives(imap: Imap, ids: string[]): Promise<Uint32Array> {
  if (ids.length === 0) return new Uint32Array()
  const asked = ids.length <= MOST_IDS ? ids : [ids[0]!, ...ids.slice(-(MOST_IDS - 1))]
  const keys = asked.flatMap((id) => [
    [atom('HEADER'), text('Message-ID'), text(id)],
    [atom('HEADER'), text('References'), text(id)],
  ])
  return searchUids(
    imap,
    keys.reduce<ImapArgument[]>((rest, key) => (rest.length === 0 ? key : [atom('OR'), key, rest]), []),
  )
}
