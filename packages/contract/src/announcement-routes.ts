import { announcements } from './announcement.ts'

/** What is announced: apart, because it is asked for once the first rows stand. */
export const announcementRoutes = { announcements } as const
