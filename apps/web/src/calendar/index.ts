import { lazy } from 'react'
import { loadAreaSentences } from '../app/i18n.tsx'

export { applyCalendarEvents, makeCalendarOld } from './live.ts'

/** The card of an invitation, with its sentences: nobody waits for it before a mail that has one. */
export const InvitationCard = lazy(async () => {
  const sentences = loadAreaSentences('calendar')
  const { InvitationCard: Card } = await import('./invitation/InvitationCard.tsx')
  await sentences
  return { default: Card }
})
