import type { Untold } from '@staffetta/contract'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'

/** What a letter is about: its event first, wherever that lies, so that all of one event are found. */
export function aboutEvent(uid: string, ...which: string[]): string {
  return [uid, ...which].join('\n')
}

/** Whom the letters of this person about an event have not reached. */
export async function listUntold(
  { outbox }: Pick<CalendarDeps, 'outbox'>,
  { account }: CalendarAccount,
  uid: string,
): Promise<Untold[]> {
  return outbox.listUntold(account, aboutEvent(uid, ''))
}
