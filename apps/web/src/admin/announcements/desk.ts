import type { AdminAnnouncement, AnnouncementDraft, Audience } from '@staffetta/contract'
import { queryOptions } from '@tanstack/react-query'
import { adminApi } from '../api.ts'

export type Draft = AnnouncementDraft & Audience

/** Where announcements are written: a body's desk, or the operators' (null), who also choose whom they tell. */
export function deskOf(tenantId: string | null) {
  const { announcing } = adminApi
  return {
    publish: ({ everybody, bodies, ...draft }: Draft) =>
      tenantId === null
        ? announcing.publish({ ...draft, everybody, bodies })
        : announcing.publishForBody({ ...draft, tenantId }),
    change: (announcementId: string, edition: number, { everybody, bodies, ...draft }: Draft) =>
      tenantId === null
        ? announcing.change({ ...draft, everybody, bodies, announcementId, edition })
        : announcing.changeOfBody({ ...draft, tenantId, announcementId, edition }),
    end: (announcementId: string) =>
      tenantId === null
        ? announcing.end({ announcementId })
        : announcing.endOfBody({ tenantId, announcementId }),
  }
}

export const announcementsAt = (tenantId: string | null) =>
  queryOptions({
    queryKey: ['admin', 'announcements', tenantId],
    queryFn: async ({ signal }) =>
      tenantId === null
        ? adminApi.announcing.list({}, { signal })
        : adminApi.announcing.listOfBody({ tenantId }, { signal }),
    staleTime: 10_000,
  })

/** What is written there can be changed there: what the operators tell a body's people, by the operators. */
export const isOfDesk = ({ audience }: AdminAnnouncement, tenantId: string | null): boolean =>
  (audience === null) === (tenantId !== null)
