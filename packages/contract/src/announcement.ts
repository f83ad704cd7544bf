import { Instant, Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, boolean, integer, nullable, object, oneOf, string, type Static } from './schema.ts'
import { Service } from './service.ts'

/** Something to know; work on the service, foreseen; something that does not work. */
export const AnnouncementKind = oneOf('information', 'maintenance', 'fault')
export type AnnouncementKind = Static<typeof AnnouncementKind>

/** Where the bodies are: what is announced has the hours of their clocks. */
export const bodyZone = 'Europe/Rome'

/** Work is announced so many days before it begins; everything else when it begins. */
export const announcedDaysBefore = 7

const said = {
  id: Uuid,
  /** Another one after each change: who put it away sees what was changed. */
  edition: integer(),
  kind: AnnouncementKind,
  it: string(),
  en: nullable(string()),
  beginsAt: Instant,
  endsAt: Instant,
  /** When it is first to be seen. */
  shownFrom: Instant,
  /** Which services it is about; none: no one of them. */
  services: array(Service),
}

/** A line above the work, or where one signs in, while it lasts. Never a privacy notice, which is a text one takes note of. */
export const Announcement = object(said)
export type Announcement = Static<typeof Announcement>

export const ReceivedAnnouncement = object({
  ...said,
  /** The person has put it away, on whatever device. */
  away: boolean(),
})
export type ReceivedAnnouncement = Static<typeof ReceivedAnnouncement>

export const announcements = {
  /** What is announced to the person, and what will be within a day. */
  listAnnouncements: defineRoute({
    method: 'GET',
    path: '/api/announcements',
    access: 'user',
    answer: 'json',
    response: object({ announcements: array(ReceivedAnnouncement) }),
    errors: [],
  }),
  /** Puts it away, or takes it out again. Of another edition than the one they saw: 404. */
  putAway: defineRoute({
    method: 'PUT',
    path: '/api/announcements/:announcementId/away',
    access: 'user',
    params: object({ announcementId: Uuid }),
    body: object({ edition: integer({ minimum: 1, maximum: 100_000 }), away: boolean() }),
    answer: 'empty',
    errors: [],
  }),
}

/** To all whom it is for: ask again. */
export interface AnnouncementLiveEvent {
  type: 'announcements.changed'
}
