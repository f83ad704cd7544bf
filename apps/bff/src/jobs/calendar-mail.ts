import type { CalendarMailer } from '../calendar/mail/calendar-mail.ts'
import type { Job } from './jobs.ts'

/** Reminders and agendas by mail: a turn each minute. */
export function calendarMailJob(mailer: CalendarMailer, everySeconds: number): Job {
  return { name: 'calendar-mail', everySeconds, run: () => mailer.run() }
}
