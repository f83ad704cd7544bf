import type { CalendarImport } from '@staffetta/contract'
import { Icon } from '@staffetta/ui'
import { Download, TriangleAlert } from 'lucide-react'
import { api } from '../../app/api.ts'
import { useI18n } from '../../app/i18n.tsx'

/** What is not in the calendar, why, and how to have it all the same. */
export function LeftList({ found }: { found: CalendarImport }) {
  const { t } = useI18n()
  const { id, left, leftCount } = found
  if (leftCount === 0) return null
  return (
    <section className="import-left">
      <h3 id="import-left">
        <Icon of={TriangleAlert} size={16} />
        {t('calendarImport.left', { count: leftCount })}
      </h3>
      {/* A list that scrolls is reached by the keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul aria-labelledby="import-left" tabIndex={0}>
        {left.map(({ title, reason, line }, row) => (
          <li key={row}>
            <span>{title || t('calendar.event.untitled')}</span>
            <small>
              {t(`calendarImport.reason.${reason}`)}
              {line > 0 && `, ${t('calendarImport.line', { n: line })}`}
            </small>
          </li>
        ))}
      </ul>
      <a href={api.calendar.downloadLeft({ importId: id })} download>
        <Icon of={Download} size={16} />
        {t('calendarImport.download')}
      </a>
    </section>
  )
}
