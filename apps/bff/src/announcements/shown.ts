import { announcedDaysBefore, type Announcement } from '@staffetta/contract'
import { announcementsFor, type StoredAnnouncement } from '../db/announcements.ts'
import type { Db } from '../db/open.ts'

const dayMs = 86_400_000

/** What will be seen is told a day before: who listens shows it on time without asking. */
export async function announcedTo(db: Db, tenantId: string): Promise<Announcement[]> {
  return (await announcementsFor(db, tenantId, { before: new Date(Date.now() + dayMs) })).map(asShown)
}

/** Where one signs in: at a body's place what is said to its people, at everybody's what is said to all. */
export async function announcedAtSignIn(db: Db, tenantId: string | null): Promise<Announcement[]> {
  return (await announcementsFor(db, tenantId, { before: new Date(), onSignIn: true })).map(asShown)
}

export function asShown(stored: StoredAnnouncement): Announcement {
  const { id, edition, kind, it, en, services, beginsAt, endsAt } = stored
  const ahead = kind === 'maintenance' ? announcedDaysBefore * dayMs : 0
  return {
    id,
    edition,
    kind,
    it,
    en,
    services,
    beginsAt: beginsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    shownFrom: new Date(beginsAt.getTime() - ahead).toISOString(),
  }
}
