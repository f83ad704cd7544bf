import { loadAreaSentences } from '../app/i18n.tsx'

/** Tasks lie in calendars, and their sentences beside those. */
export async function loadTasks() {
  const sentences = loadAreaSentences('calendar')
  const { TasksScreen } = await import('../tasks/TasksScreen.tsx')
  await sentences
  return { TasksScreen }
}

/** The screen of the calendar, with its sentences: a file of their own that whoever reads mail does not wait for. */
export async function loadCalendar() {
  const sentences = loadAreaSentences('calendar')
  const { CalendarScreen } = await import('../calendar/CalendarScreen.tsx')
  await sentences
  return { CalendarScreen }
}

/** Whether the services work, for whoever comes by. */
export async function loadStatus() {
  const sentences = loadAreaSentences('announcements')
  const { StatusPage } = await import('../status/StatusPage.tsx')
  await sentences
  return { StatusPage }
}

/** The page where a body asks to be served, with its sentences. */
export async function loadEnrolment() {
  const sentences = loadAreaSentences('enrolment')
  const { EnrolmentPage } = await import('../enrolment/EnrolmentPage.tsx')
  await sentences
  return { EnrolmentPage }
}

/** The screen of the address book, with its sentences. Its books have the colours of calendars. */
export async function loadContacts() {
  const sentences = Promise.all([loadAreaSentences('contacts'), loadAreaSentences('calendar')])
  const { ContactsScreen } = await import('../contacts/ContactsScreen.tsx')
  await sentences
  return { ContactsScreen }
}

/** What follows a person, and their words. */
export async function loadSettings() {
  const sentences = loadAreaSentences('settings')
  const { SettingsScreen } = await import('../settings/SettingsScreen.tsx')
  await sentences
  return { SettingsScreen }
}

/** What administrators do: nobody else ever fetches it. */
export async function loadAdmin() {
  const sentences = loadAreaSentences('admin')
  const { AdminScreen } = await import('../admin/AdminScreen.tsx')
  await sentences
  return { AdminScreen }
}
