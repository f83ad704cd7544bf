import type { Calendar, Occurrence } from '@staffetta/contract'
import { Chip } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { dayNames } from '../fields/day-names.ts'
import { type PreviewRow, previewOf } from './day-preview.ts'
import { calendarQueries } from '../state/queries.ts'
import type { WhenForm } from '../fields/when-form.ts'

interface Props {
  when: WhenForm
  except: Pick<Occurrence, 'ref' | 'recurrenceId'> | null
  calendars: readonly Calendar[]
  zone: string
}

/** What else is on that day, beside the form: whoever sets a time sees what it meets. */
export function DayPreview({ when, except, calendars, zone }: Props) {
  const { t, locale } = useI18n()
  const { data, error } = useQuery(calendarQueries.month(when.startDay.slice(0, 7), zone))
  const rows = previewOf(data?.occurrences ?? [], { when, except, zone })
  const overlapping = rows.filter(({ overlaps }) => overlaps).length
  return (
    <aside className="edit-preview" aria-label={t('event.preview.title')}>
      <h2>{t('event.preview.title')}</h2>
      <p className="edit-preview-day">{dayNames(locale).longDay(when.startDay)}</p>
      <p className="edit-preview-sum" role="status">
        {data &&
          (rows.length === 0
            ? t('event.preview.empty')
            : overlapping > 0
              ? t('event.preview.overlapping', { count: overlapping })
              : t('event.preview.free'))}
        {!data && error && sentenceOf(error, t)}
      </p>
      {rows.length > 0 && (
        <ul>
          {rows.map((row) => (
            <PreviewLine
              key={`${row.occurrence.ref} ${row.occurrence.recurrenceId}`}
              row={row}
              calendars={calendars}
            />
          ))}
        </ul>
      )}
    </aside>
  )
}

function PreviewLine({ row, calendars }: { row: PreviewRow; calendars: readonly Calendar[] }) {
  const { t } = useI18n()
  const { occurrence, hours, overlaps } = row
  const calendar = calendars.find(({ id }) => id === occurrence.calendarId)
  const title = occurrence.hidden ? t('event.preview.busy') : occurrence.title.trim() || t('event.untitled')
  return (
    <li data-colour={occurrence.colour ?? calendar?.colour ?? 'ardesia'}>
      <span className="edit-preview-title">{title}</span>
      <span className="edit-preview-detail">
        {[hours ?? t('event.when.allDay'), occurrence.location, calendar?.name].filter(Boolean).join(', ')}
      </span>
      {overlaps && <Chip tone="warn">{t('event.preview.overlaps')}</Chip>}
    </li>
  )
}
