import { randomUUID } from 'node:crypto'
import type { PersonTime } from '@staffetta/contract'
import { requestFreeBusy } from '@staffetta/dav'
import { freeBusyRequest, parse, readFreeBusy } from '@staffetta/icalendar'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { Span } from '../index/calendar-index.ts'
import { told } from '../account/dav-errors.ts'

/** More than a planner asks; a text of so many intervals is read within a few milliseconds. */
const MOST_CHARACTERS = 500_000

type Told = Omit<PersonTime, 'address' | 'hours'>

/** Asks the server that schedules (RFC 6638 §5) when people are taken, by address. */
export async function askOutbox(
  account: CalendarAccount,
  { outbox, addresses, self, span }: { outbox: string; addresses: string[]; self: string; span: Span },
): Promise<Map<string, Told>> {
  const text = freeBusyRequest({
    uid: randomUUID(),
    now: new Date().toISOString(),
    from: new Date(span.from).toISOString(),
    to: new Date(span.to).toISOString(),
    organizer: self,
    attendees: addresses,
  })
  try {
    const answers = await told('collections', requestFreeBusy(account.dav, outbox, text, account.patience()))
    return new Map(
      answers.map((answer): [string, Told] => {
        const address = answer.recipient.replace(/^mailto:/i, '').toLowerCase()
        return [address, readAnswer(answer)]
      }),
    )
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return new Map(addresses.map((address) => [address, { unknown: 'failed', busy: [] }]))
  }
}

/** A success without an answer says nothing: some mean "free" by it, some "I do not know". */
function readAnswer(answer: { requestStatus: string; text: string | undefined }): Told {
  const { requestStatus, text } = answer
  if (!requestStatus.startsWith('2.') || text === undefined || text.length > MOST_CHARACTERS)
    return { unknown: 'not-told', busy: [] }
  const result = parse(text)
  if (result.kind === 'unreadable') return { unknown: 'not-told', busy: [] }
  const found = [result.object, ...result.others].find(({ kind }) => kind === 'free-busy')
  if (found === undefined) return { unknown: 'not-told', busy: [] }
  return {
    unknown: null,
    busy: readFreeBusy(found).map(({ startAt, endAt, busy }) => ({ startAt, endAt, kind: busy })),
  }
}
