import { bodyZone, type Announcement } from '@staffetta/contract'
import type { Locale, Translate } from '@staffetta/i18n'

/** From when until when, in full and by the bodies' clocks: for whoever looks things up. */
export function timesOf(
  { beginsAt, endsAt }: Announcement,
  { t, locale, endedAt }: { t: Translate; locale: Locale; endedAt: string | null },
): string {
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'it-IT', {
    timeZone: bodyZone,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
  const written = (at: string) => format.format(new Date(at))
  const span = t('announcing.span', { from: written(beginsAt), to: written(endsAt) })
  return endedAt === null ? span : `${span}. ${t('announcing.endedAt', { at: written(endedAt) })}`
}
