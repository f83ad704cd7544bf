import { ask, type Dav } from './connection.ts'
import { DavError } from './errors.ts'
import { withSlash } from './hrefs.ts'
import { carriedText, childOf, childrenOf, readXml, textOf } from './xml-reader.ts'

export interface RecipientAnswer {
  /** As the server writes the address, e.g. `mailto:bruno@monteverde.example`. */
  recipient: string
  /** RFC 5546 §3.6, e.g. `2.0;Success`. Success with an empty answer is common: it may mean "free", or "I do not know". */
  requestStatus: string
  /** The VFREEBUSY, as text, when there is one. */
  text: string | undefined
}

/**
 * Asks the outbox for free/busy (RFC 6638 §5): `text` is a VFREEBUSY request that names the organizer and the attendees.
 * Throws `forbidden` when the organizer is not whoever asks, `unsupported` where the outbox takes no POST.
 */
export async function requestFreeBusy(
  dav: Dav,
  outbox: string,
  text: string,
  signal?: AbortSignal,
): Promise<RecipientAnswer[]> {
  const answer = await ask(dav, {
    method: 'POST',
    href: withSlash(outbox),
    body: text,
    contentType: 'text/calendar; charset=utf-8; method=REQUEST; component=VFREEBUSY',
    signal,
  })
  const root = readXml(answer.text)
  if (root.name !== 'C:schedule-response') throw new DavError('not-dav', { status: answer.status })
  return childrenOf(root, 'C:response').map((response) => {
    const data = childOf(response, 'C:calendar-data')
    return {
      recipient: textOf(childOf(response, 'C:recipient'), 'D:href') ?? textOf(response, 'C:recipient') ?? '',
      requestStatus: textOf(response, 'C:request-status') ?? '',
      text: data && data.text.trim() !== '' ? carriedText(data) : undefined,
    }
  })
}
