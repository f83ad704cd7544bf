import '../../app/import/import.css'
import type { Calendar } from '@staffetta/contract'
import { Button, Dialog, Field, Radio } from '@staffetta/ui'
import { FileDown } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { useI18n } from '../../app/i18n.tsx'
import { addDays, daysBetween } from '../clock/days.ts'
import { closeDialog } from '../state/dialogs.ts'
import { useSayer } from '../state/use-calendar.ts'

const mostDays = 730

/** A file of one calendar, or of all that are shown. */
export function ExportDialog({ calendar }: { calendar: Calendar | null }) {
  const { locale } = useI18n()
  const { t, today, clock } = useSayer()
  const [format, setFormat] = useState<'ics' | 'csv'>('ics')
  const [part, setPart] = useState<'all' | 'days'>('all')
  const [from, setFrom] = useState(`${today.slice(0, 4)}-01-01`)
  const [to, setTo] = useState(`${today.slice(0, 4)}-12-31`)
  const ranged = part === 'days' || format === 'csv'
  const wrong = ranged && !(from !== '' && to !== '' && from <= to && daysBetween(from, to) <= mostDays)
  const save = () => {
    closeDialog()
    const link = document.createElement('a')
    link.href = api.calendar.exportCalendars({
      format,
      zone: clock.zone,
      language: locale,
      ...(calendar !== null && { calendarId: calendar.id }),
      ...(ranged && { from, to: addDays(to, 1) }),
    })
    link.download = ''
    link.click()
  }
  return (
    <Dialog
      title={`${t('calendarExport.title')}: ${calendar?.name ?? t('calendarExport.shown')}`}
      icon={FileDown}
      onClose={closeDialog}
      actions={
        <>
          <Button onClick={closeDialog}>{t('actions.cancel')}</Button>
          <Button kind="primary" autoFocus disabled={wrong} onClick={save}>
            {t('calendarExport.save')}
          </Button>
        </>
      }
    >
      <div className="import">
        <div role="radiogroup" aria-label={t('calendarExport.format')} className="choices">
          {(['ics', 'csv'] as const).map((one) => (
            <Radio
              key={one}
              name="format"
              label={t(`calendarExport.${one}`)}
              checked={format === one}
              onChange={() => setFormat(one)}
            />
          ))}
        </div>
        {format === 'ics' && (
          <div role="radiogroup" aria-label={t('calendarExport.range')} className="choices">
            {(['all', 'days'] as const).map((one) => (
              <Radio
                key={one}
                name="part"
                label={t(`calendarExport.${one}`)}
                checked={part === one}
                onChange={() => setPart(one)}
              />
            ))}
          </div>
        )}
        {ranged && (
          <div className="import-days">
            <Field
              type="date"
              label={t('calendarExport.from')}
              value={from}
              onChange={(event) => setFrom(event.target.value)}
            />
            <Field
              type="date"
              label={t('calendarExport.to')}
              value={to}
              error={wrong ? t('calendarExport.wrong') : undefined}
              onChange={(event) => setTo(event.target.value)}
            />
          </div>
        )}
      </div>
    </Dialog>
  )
}
