import type { Invitation } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'

/** What the invitation comes to, in a sentence; null where its answer says it, or a notice does. */
export function leadOf(
  { kind, answers, stored, mine, notFromOrganizer, others, can }: Invitation,
  t: Translate,
): string | null {
  const [answer] = answers
  const name = answer ? answer.person.name || answer.person.address : ''
  switch (kind) {
    case 'cancelled':
      if (notFromOrganizer) return null
      return t(stored ? 'calendar.invitation.cancelled' : 'calendar.invitation.cancelledGone')
    case 'reply': {
      if (!stored || !answer) return t('calendar.invitation.replyGone')
      if (notFromOrganizer) return null
      if (!answer.invited) return t('calendar.invitation.notInvited', { name })
      const said = t(`calendar.invitation.says.${answer.partstat}`, { name })
      return can.apply ? said : `${said} ${t('calendar.invitation.replyNoted')}`
    }
    case 'counter':
      if (!stored || !answer) return t('calendar.invitation.replyGone')
      return notFromOrganizer ? null : t('calendar.invitation.proposes', { name })
    case 'known':
      return mine === null ? t('calendar.invitation.mine') : null
    case 'not-for-me':
      return t('calendar.invitation.notForMe')
    case 'counter-declined':
      return notFromOrganizer ? null : t('calendar.invitation.counterDeclined')
    case 'published':
      return t(others > 0 ? 'calendar.invitation.oneOfMany' : 'calendar.invitation.published', {
        count: others,
      })
    case 'outdated':
    case 'unreadable':
    case 'other':
      return t(`calendar.invitation.${kind}`)
    default:
      return null
  }
}
