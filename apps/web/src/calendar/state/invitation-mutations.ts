import type { CalendarId, Done, EventAnswer, MessageRef } from '@staffetta/contract'
import { api } from '../../app/api.ts'
import { queryClient } from '../../app/query-client.ts'
import { refreshEvents } from './live.ts'

/** The answer to an invitation in a mail. It may be stored and not sent: what is shown is asked again in any case. */
export async function answerInvitation(
  ref: MessageRef,
  answer: EventAnswer & { calendarId: CalendarId | null },
): Promise<Done> {
  try {
    return await api.calendar.answerInvitation({ ref, ...answer })
  } finally {
    await refreshEvents(queryClient)
  }
}

/** Brings into the calendar what a mail says of an event. */
export async function applyInvitation(ref: MessageRef): Promise<Done> {
  try {
    return await api.calendar.applyInvitation({ ref })
  } finally {
    await refreshEvents(queryClient)
  }
}

/** Takes back what an invitation brought in. */
export async function undoChange(undo: string): Promise<void> {
  await api.calendar.undo({ undo })
  await refreshEvents(queryClient)
}

/** The event stays where it is, and whoever proposed another time is told. */
export async function declineProposal(ref: MessageRef, comment: string): Promise<void> {
  await api.calendar.declineProposal({ ref, comment })
  await refreshEvents(queryClient)
}

/** Letters about an event that did not leave are tried once more. */
export async function sendAgain(submissionIds: readonly string[]): Promise<void> {
  try {
    await Promise.all(submissionIds.map((id) => api.mail.retrySubmission({ id })))
  } finally {
    await refreshEvents(queryClient)
  }
}
