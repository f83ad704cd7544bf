import type { Translate } from '@staffetta/i18n'

/** How many sessions an act ends; nothing where it ends none. */
export function endingOf(t: Translate, sessions: number): string {
  return sessions === 0 ? '' : ` ${t('people.ending', { count: sessions })}`
}
