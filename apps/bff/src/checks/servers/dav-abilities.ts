import { randomUUID } from 'node:crypto'
import { type Collection, type Dav, type DavAccount, isDavError, requestFreeBusy } from '@staffetta/dav'
import { freeBusyRequest } from '@staffetta/icalendar'
import type { CheckKey } from '../check.ts'

/** What the server cannot do, by the field's word, and what people would be without. */
export async function lacking(
  dav: Dav,
  {
    account,
    target,
    calendars,
    signal,
  }: { account: DavAccount; target: Collection; calendars: boolean; signal: AbortSignal },
): Promise<[word: string, lost: CheckKey][]> {
  const lost: [string, CheckKey][] = []
  if (target.reports?.includes('D:sync-collection') === false)
    lost.push(['sync-collection', 'checks.dav.lost.sync'])
  if (!calendars) return lost
  const { capabilities, outbox, addresses } = account
  if (!capabilities.scheduling) lost.push(['calendar-auto-schedule', 'checks.dav.lost.scheduling'])
  else if (outbox !== undefined && !(await answersFreeBusy(dav, outbox, { addresses, signal })))
    lost.push(['free-busy', 'checks.dav.lost.freeBusy'])
  return lost
}

async function answersFreeBusy(
  dav: Dav,
  outbox: string,
  { addresses, signal }: { addresses: string[]; signal: AbortSignal },
): Promise<boolean> {
  const self = addresses.find((address) => /^mailto:/i.test(address))?.replace(/^mailto:/i, '')
  if (self === undefined) return false
  const text = freeBusyRequest({
    uid: randomUUID(),
    now: new Date().toISOString(),
    from: new Date().toISOString(),
    to: new Date(Date.now() + 3_600_000).toISOString(),
    organizer: self,
    attendees: [self],
  })
  try {
    const answers = await requestFreeBusy(dav, outbox, text, signal)
    return answers.some(({ requestStatus }) => requestStatus.startsWith('2.'))
  } catch (error) {
    if (!isDavError(error)) throw error
    return false
  }
}
