import type { PersonRow } from '@staffetta/contract'
import type { Formats, Translate } from '@staffetta/i18n'

/** How full a mailbox is, or that nobody knows. */
export function quotaWords(quota: PersonRow['quota'], t: Translate, formats: Formats): string {
  if (quota === null) return t('people.quota.unknown')
  const [used, total] = [formats.size(quota.usedBytes), formats.size(quota.totalBytes)]
  return t('people.quota.used', { used, total })
}
