import type { Occurrence } from '@staffetta/contract'
import { Button, Dialog, Radio } from '@staffetta/ui'
import { CalendarSync } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { othersFor } from '../occurrences/occurrences.ts'
import { moveToCalendar } from '../state/actions.ts'
import { closeDialog } from '../state/dialogs.ts'
import { useCalendars } from '../state/use-calendar.ts'

/** Which of the calendars one may write in an event goes into. */
export function MoveToDialog({ occurrence }: { occurrence: Occurrence }) {
  const { t } = useI18n()
  const others = othersFor(occurrence, useCalendars())
  const [chosen, setChosen] = useState(others[0]?.id ?? '')
  return (
    <Dialog
      title={t('calendar.moveTo.title')}
      icon={CalendarSync}
      onClose={closeDialog}
      actions={
        <>
          <Button onClick={closeDialog}>{t('actions.cancel')}</Button>
          <Button
            kind="primary"
            disabled={chosen === ''}
            onClick={() => {
              closeDialog()
              moveToCalendar(occurrence, chosen)
            }}
          >
            {t('calendar.moveTo.move')}
          </Button>
        </>
      }
    >
      {occurrence.recurring && <p>{t('calendar.moveTo.series')}</p>}
      <div role="radiogroup" aria-label={t('calendar.event.calendar')} className="choices">
        {others.map(({ id, name, owner, colour }, at) => (
          <span key={id} className="choice-calendar" data-colour={colour}>
            <Radio
              name="calendar"
              label={name}
              hint={owner ?? undefined}
              checked={chosen === id}
              autoFocus={at === 0}
              onChange={() => setChosen(id)}
            />
            <i aria-hidden="true" />
          </span>
        ))}
      </div>
    </Dialog>
  )
}
