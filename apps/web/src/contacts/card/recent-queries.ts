import type { Instant, MailboxId, MessageRef, Occurrence } from '@staffetta/contract'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../app/api.ts'
import { queryClient } from '../../app/query-client.ts'
import { ownZone } from '../../calendar/clock/wall-clock.ts'

export interface RecentMail {
  mailboxId: MailboxId
  ref: MessageRef
  subject: string
  at: Instant
}

const most = 4
/** Of a person with many addresses, those one is likely to write to. */
const mostAddresses = 3
/** A mailbox of many years without an index: what was found by then is what is shown. */
const mostMs = 12_000

export const recentQueries = {
  /** The last mails with somebody, in all folders; shown as they are found, and given up with the card. */
  mail: (addresses: readonly string[]) => {
    const queryKey = ['contacts', 'recent-mail', ...addresses.slice(0, mostAddresses)] as const
    return queryOptions({
      queryKey,
      queryFn: async ({ signal }): Promise<RecentMail[]> => {
        const late = AbortSignal.timeout(mostMs)
        let found: RecentMail[] = []
        try {
          for (const address of queryKey.slice(2)) {
            const frames = api.mail.search(
              { criteria: { with: [address] }, limit: most },
              { signal: AbortSignal.any([signal, late]) },
            )
            for await (const { mailboxId, rows = [] } of frames) {
              if (mailboxId === undefined || rows.length === 0) continue
              found = latest([
                ...found,
                ...rows.map(({ ref, subject, sentAt, receivedAt }) => ({
                  mailboxId,
                  ref,
                  subject,
                  at: sentAt ?? receivedAt,
                })),
              ])
              queryClient.setQueryData(queryKey, found)
            }
          }
        } catch (error) {
          if (signal.aborted || !late.aborted) throw error
        }
        return found
      },
      staleTime: 2 * 60_000,
      gcTime: 5 * 60_000,
      retry: false,
    })
  },

  /** Events they are asked to or call, the nearest to today first. */
  events: (address: string) =>
    queryOptions({
      queryKey: ['contacts', 'recent-events', address],
      queryFn: async ({ signal }): Promise<Occurrence[]> => {
        const wanted = { text: address, zone: ownZone(), when: 'any', limit: 2 } as const
        return (await api.calendar.searchEvents(wanted, { signal })).occurrences
      },
      staleTime: 2 * 60_000,
      gcTime: 5 * 60_000,
      retry: false,
    }),
}

/** The newest, each once. */
function latest(mails: RecentMail[]): RecentMail[] {
  const byRef = new Map(mails.map((one) => [one.ref, one]))
  return [...byRef.values()].toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, most)
}
