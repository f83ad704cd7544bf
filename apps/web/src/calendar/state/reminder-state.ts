import type { DueReminder } from '@staffetta/contract'
import type { QueryClient } from '@tanstack/react-query'
import { api } from '../../app/api.ts'
import { tellFailure } from '../../app/errors.tsx'
import { queryClient } from '../../app/query-client.ts'
import { calendarQueries } from './queries.ts'

interface PutOff {
  keys: string[]
  /** Null: for good. */
  again: string | null
}

/** What one tab puts away the others of the browser put away at once; other devices hear of it by the live stream. */
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('staffetta-reminders')
channel?.addEventListener('message', ({ data }: MessageEvent<PutOff>) => applyPutOff(queryClient, data))

/** On screen at once; a failure says so, and brings them back. */
export function putOff(wanted: PutOff): void {
  applyPutOff(queryClient, wanted)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin
  channel?.postMessage(wanted)
  api.calendar.putOffReminders(wanted).catch((error: unknown) => {
    tellFailure(error)
    void queryClient.invalidateQueries({ queryKey: calendarQueries.reminders().queryKey })
  })
}

export function applyPutOff(client: QueryClient, { keys, again }: PutOff): void {
  client.setQueryData<{ reminders: DueReminder[] }>(calendarQueries.reminders().queryKey, (known) => {
    if (known === undefined) return known
    const wanted = new Set(keys)
    const reminders = known.reminders.flatMap((one) =>
      !wanted.has(one.key) ? [one] : again === null ? [] : [{ ...one, dueAt: again }],
    )
    return { reminders: reminders.toSorted((one, other) => (one.dueAt < other.dueAt ? -1 : 1)) }
  })
}
