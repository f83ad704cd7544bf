import { auth } from './auth.ts'
import { calendarAttachments } from './calendar-attachments.ts'
import { calendarImport } from './calendar-import.ts'
import { calendarHours } from './calendar-hours.ts'
import { calendarMail } from './calendar-mail.ts'
import { calendar } from './calendar-routes.ts'
import { calendarSubscriptions } from './calendar-subscriptions.ts'
import { resources } from './calendar-resource-routes.ts'
import { tasks } from './calendar-task-routes.ts'
import { contactsImport } from './contacts-import.ts'
import { contactsDuplicates } from './contacts-duplicates.ts'
import { contacts } from './contacts-routes.ts'
import { contactsKept } from './contacts-kept.ts'
import { contactsSharing } from './contacts-sharing.ts'
import { contactsWritten } from './contacts-written.ts'
import { live } from './live.ts'
import { mail } from './mail-routes.ts'
import { ownData } from './own-data.ts'
import { privacy } from './privacy.ts'
import { programs } from './programs.ts'
import { reminders } from './reminders.ts'
import { settings } from './settings.ts'

/** The routes of everybody who is signed in, by area and name. */
export const routes = {
  auth,
  calendar: {
    ...calendar,
    ...calendarHours,
    ...calendarAttachments,
    ...calendarImport,
    ...calendarMail,
    ...calendarSubscriptions,
    ...reminders,
  },
  contacts: {
    ...contacts,
    ...contactsDuplicates,
    ...contactsImport,
    ...contactsKept,
    ...contactsSharing,
    ...contactsWritten,
  },
  live,
  mail,
  ownData,
  privacy,
  programs,
  resources,
  settings,
  tasks,
} as const
