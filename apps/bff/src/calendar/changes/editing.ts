import type { Done, EventRef, Scope } from '@staffetta/contract'
import { type CalendarObject, parse } from '@staffetta/icalendar'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import type { UndoStep } from '../../dav/undo-list.ts'
import type { Told } from '../account/undoable.ts'
import { isOwn, type OpenEvent } from '../events/open-event.ts'
import { tellAttendees } from '../scheduling/tell-people.ts'

// What changing anything has in common.

/** Once more on what is stored by now, when somebody was quicker; then it is theirs to look at. */
export async function twice(work: () => Promise<Done | 'outdated'>): Promise<Done> {
  const first = await work()
  if (first !== 'outdated') return first
  const second = await work()
  if (second !== 'outdated') return second
  throw new AppError('calendar/conflict')
}

/** What was done, told to whoever is asked, and kept to be taken back. */
export async function done(
  deps: CalendarDeps,
  account: CalendarAccount,
  { ref, steps, told: said }: { ref: EventRef | null; steps: UndoStep[]; told: Told },
): Promise<Done> {
  const submissions = await tellAttendees(deps, account, said)
  return { ref, undo: await account.undo.keep({ steps, submissions, told: said }) }
}

/** Nobody calls off a meeting for a colleague, or takes it out of their calendar: those who are asked would not be told. */
export function checkNotTheirs(event: OpenEvent): void {
  if (event.access.lent !== null && !isOwn(event)) throw new AppError('calendar/not-permitted')
}

/** The object of the event for editing. It was read in a thread before, within bounds. */
export function objectOf({ object, digest }: OpenEvent): CalendarObject {
  const result = parse(object.text)
  if (result.kind === 'unreadable') throw new AppError('calendar/event-unreadable')
  const found = [result.object, ...result.others].find(
    ({ kind, uid }) => kind === 'event' && uid === digest.uid,
  )
  if (found === undefined) throw new AppError('calendar/event-unreadable')
  return found
}

export function meant(scope: Scope, recurrenceId: string | null): { scope: Scope; occurrence?: string } {
  return { scope, ...(recurrenceId !== null && { occurrence: recurrenceId }) }
}

/** What makes no sense of a request (an end before its start) is the request's fault. */
export function valid<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError)
      throw new AppError('request/invalid', { field: error.message }, { cause: error })
    throw error
  }
}

export function refused(reason: string): AppError {
  if (reason === 'too-complex') return new AppError('calendar/too-complex')
  if (reason === 'no-such-occurrence') return new AppError('calendar/event-gone')
  if (reason === 'needs-occurrence') return new AppError('request/invalid', { field: 'recurrenceId' })
  return new AppError('calendar/not-permitted')
}
