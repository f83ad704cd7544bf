import { later } from '@staffetta/ui'
import { loadAreaSentences } from '../app/i18n.tsx'

export { applyCalendarEvents, makeCalendarOld } from './state/live.ts'

/** The card of an invitation, with its sentences: nobody waits for it before a mail that has one. */
export async function loadInvitationCard() {
  const sentences = loadAreaSentences('calendar')
  const { InvitationCard: Card } = await import('./invitation/InvitationCard.tsx')
  await sentences
  return Card
}

/** The import of a file that came with a mail, once somebody wants it. */
export const [MailImport] = later(async () => {
  const sentences = loadAreaSentences('calendar')
  const { MailImport: Import } = await import('./import/MailImport.tsx')
  await sentences
  return Import
})

/** What reminds, on every page, with its sentences; nobody waits for it before the first mail. */
export async function loadReminders() {
  const sentences = loadAreaSentences('calendar')
  const { Reminders } = await import('./reminders/Reminders.tsx')
  await sentences
  return Reminders
}
