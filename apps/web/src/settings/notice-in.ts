import type { PrivacyNotice } from '@staffetta/contract'
import type { Locale } from '@staffetta/i18n'

/** The text somebody reads: in their language where it was written in it. */
export function noticeIn(
  { it, en }: Pick<PrivacyNotice, 'it' | 'en'>,
  locale: Locale,
): { text: string; lang: Locale } {
  return locale === 'en' && en !== null ? { text: en, lang: 'en' } : { text: it, lang: 'it' }
}
