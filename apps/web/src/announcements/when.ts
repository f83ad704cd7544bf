import { bodyZone, type Announcement } from '@staffetta/contract'
import type { Locale, Translate } from '@staffetta/i18n'

/** When something is, as people say it: "giovedì 26/11, 20:00–21:00". The hours are those of the bodies' clocks, wherever one is. */
export function whenOf(
  { beginsAt, endsAt }: Pick<Announcement, 'beginsAt' | 'endsAt'>,
  { t, locale, now }: { t: Translate; locale: Locale; now: number },
): string {
  const tag = locale === 'en' ? 'en-GB' : 'it-IT'
  const written = (at: number, format: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { timeZone: bodyZone, ...format }).format(at)
  const dayOf = (at: number) => written(at, { year: 'numeric', month: '2-digit', day: '2-digit' })
  const time = (at: number) => written(at, { hour: '2-digit', minute: '2-digit' })
  const day = (at: number) => {
    if (dayOf(at) === dayOf(now)) return t('announcements.today')
    if (dayOf(at) === dayOf(now + dayMs)) return t('announcements.tomorrow')
    return `${written(at, { weekday: 'long' })} ${written(at, { day: '2-digit', month: '2-digit' })}`
  }
  const [begins, ends] = [Date.parse(beginsAt), Date.parse(endsAt)]
  const oneDay = dayOf(begins) === dayOf(ends)
  if (begins <= now)
    return dayOf(ends) === dayOf(now)
      ? t('announcements.until', { end: time(ends) })
      : t('announcements.untilDay', { end: `${day(ends)}, ${time(ends)}` })
  if (oneDay) return `${day(begins)}, ${time(begins)}–${time(ends)}`
  return t('announcements.fromTo', {
    from: `${day(begins)}, ${time(begins)}`,
    to: `${day(ends)}, ${time(ends)}`,
  })
}

const dayMs = 86_400_000
