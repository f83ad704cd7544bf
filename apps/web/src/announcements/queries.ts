import type { ReceivedAnnouncement } from '@staffetta/contract'
import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { tellFailure } from '../app/errors.tsx'
import { api } from './api.ts'

const hourMs = 3_600_000

/** What comes within a day is there already; what is published meanwhile is told by the live stream. */
export const received = () =>
  queryOptions({
    queryKey: ['announcements'],
    queryFn: async ({ signal }) => (await api.announcements.listAnnouncements({}, { signal })).announcements,
    staleTime: hourMs,
    refetchInterval: 6 * hourMs,
  })

/** At once on screen; where the server did not keep it, it comes back with a sentence. */
export async function setAway(
  client: QueryClient,
  { id, edition }: ReceivedAnnouncement,
  away: boolean,
): Promise<void> {
  const { queryKey } = received()
  const put = (value: boolean) =>
    client.setQueryData(queryKey, (list) =>
      list?.map((one) => (one.id === id && one.edition === edition ? { ...one, away: value } : one)),
    )
  await client.cancelQueries({ queryKey })
  put(away)
  try {
    await api.announcements.putAway({ announcementId: id, edition, away })
  } catch (error) {
    put(!away)
    tellFailure(error)
    void client.invalidateQueries({ queryKey })
  }
}
