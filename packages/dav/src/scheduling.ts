import { ask, type Dav, readAnswer } from './connection.ts'
import { DavError, failureOf } from './errors.ts'
import { withSlash } from './hrefs.ts'
import { throwInnerRefusal } from './multistatus.ts'
import { findProperties, ownEntry } from './properties.ts'
import { element, type Xml } from './xml.ts'
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

/** The VAVAILABILITY kept at a scheduling inbox (RFC 7953 §7.2.4), as text; undefined where there is none. */
export async function getAvailability(
  dav: Dav,
  inbox: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const { entries } = await findProperties(dav, inbox, ['C:calendar-availability'], { depth: '0', signal })
  const property = ownEntry(entries, inbox)?.properties.get('C:calendar-availability')
  return property === undefined || property.text.trim() === '' ? undefined : carriedText(property)
}

/** Keeps that text there. A property has no version: whoever writes last has the last word. Throws what refuses it. */
export async function putAvailability(
  dav: Dav,
  inbox: string,
  text: string,
  signal?: AbortSignal,
): Promise<void> {
  const value = element('C:calendar-availability', text)
  await changeAvailability(dav, inbox, element('D:set', element('D:prop', value)), signal)
}

/** Nothing is kept there any more; also where nothing was (RFC 4918 §14.23). Throws what refuses it. */
export async function removeAvailability(dav: Dav, inbox: string, signal?: AbortSignal): Promise<void> {
  const property = element('D:prop', element('C:calendar-availability'))
  await changeAvailability(dav, inbox, element('D:remove', property), signal)
}

async function changeAvailability(
  dav: Dav,
  inbox: string,
  change: Xml,
  signal: AbortSignal | undefined,
): Promise<void> {
  const body = element('D:propertyupdate', change)
  const answer = await ask(dav, { method: 'PROPPATCH', href: withSlash(inbox), body, signal })
  if (answer.status !== 207) return
  const { entries, ...rest } = await readAnswer(answer, dav.url)
  throwInnerRefusal({ entries, ...rest })
  for (const entry of entries) {
    const status = entry.refused.get('C:calendar-availability')?.status
    if (status !== undefined) throw new DavError(failureOf(status), { status })
  }
}
