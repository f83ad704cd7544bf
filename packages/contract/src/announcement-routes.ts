import { announcements } from './announcement.ts'
import { status } from './announcement-status.ts'

/** What is announced: apart, because it is asked for once the first rows stand. */
export const announcementRoutes = { announcements, status } as const
