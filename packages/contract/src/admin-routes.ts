import { adminAccess } from './admin-access.ts'

/** The routes of those who administer, by area and name: apart, because nobody who reads mail needs them. */
export const adminRoutes = {
  admin: adminAccess,
} as const
