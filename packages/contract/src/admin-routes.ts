import { adminAccess } from './admin-access.ts'
import { adminAnnouncements } from './admin-announcements.ts'
import { adminChecks } from './admin-checks.ts'
import { adminClosing } from './admin-closing.ts'
import { adminConfiguration } from './admin-configuration.ts'
import { adminDirectory } from './admin-directory.ts'
import { adminDomains } from './admin-domains.ts'
import { adminEnrolments } from './admin-enrolments.ts'
import { adminPeople } from './admin-people.ts'
import { adminIdentity } from './admin-identity.ts'
import { adminKeys } from './admin-keys.ts'
import { adminNotices } from './admin-notices.ts'
import { adminPreferences } from './admin-preferences.ts'
import { adminRegister } from './admin-register.ts'
import { adminResources } from './admin-resources.ts'
import { adminRetention } from './admin-retention.ts'
import { adminRoles } from './admin-roles.ts'
import { adminServers } from './admin-servers.ts'
import { adminStatistics } from './admin-statistics.ts'
import { adminTenants } from './admin-tenants.ts'

/** The routes of those who administer, by area and name: apart, because nobody who reads mail needs them. */
export const adminRoutes = {
  admin: {
    ...adminAccess,
    ...adminKeys,
    ...adminTenants,
    ...adminRoles,
    ...adminPreferences,
    ...adminNotices,
    ...adminStatistics,
  },
  announcing: adminAnnouncements,
  checks: adminChecks,
  closing: adminClosing,
  configuration: adminConfiguration,
  directory: adminDirectory,
  domains: adminDomains,
  enrolments: adminEnrolments,
  people: adminPeople,
  identity: adminIdentity,
  register: adminRegister,
  retention: adminRetention,
  rooms: adminResources,
  servers: adminServers,
} as const
