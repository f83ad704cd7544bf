import type { CalendarImport } from '@staffetta/contract'
import { Icon } from '@staffetta/ui'
import { Download } from 'lucide-react'
import { api } from '../../app/api.ts'
import { useI18n } from '../../app/i18n.tsx'
import { LeftRows } from '../../app/import/LeftRows.tsx'

/** What is not in the calendar, why, and how to have it all the same. */
export function LeftList({ found }: { found: CalendarImport }) {
  const { t } = useI18n()
  const { id, left, leftCount } = found
  if (leftCount === 0) return null
  const rows = left.map(({ title, reason, line }) => ({
    what: title || t('calendar.event.untitled'),
    why: [
      t(`calendarImport.reason.${reason}`),
      ...(line > 0 ? [t('calendarImport.line', { n: line })] : []),
    ].join(', '),
  }))
  return (
    <LeftRows title={t('calendarImport.left', { count: leftCount })} rows={rows}>
      <a href={api.calendar.downloadLeft({ importId: id })} download>
        <Icon of={Download} size={16} />
        {t('calendarImport.download')}
      </a>
    </LeftRows>
  )
}
