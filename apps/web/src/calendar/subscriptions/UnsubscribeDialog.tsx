import type { Calendar } from '@staffetta/contract'
import { Rss } from 'lucide-react'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { closeDialog } from '../state/dialogs.ts'
import { deleteCalendar } from '../state/calendar-mutations.ts'

/** It leaves one's own agenda; nothing is lost anywhere. */
export function UnsubscribeDialog({ calendar }: { calendar: Calendar }) {
  const { t } = useI18n()
  return (
    <ConfirmDialog
      title={t('calendarFeed.removeTitle', { name: calendar.name })}
      text={t('calendarFeed.removeText')}
      word={t('calendarFeed.remove')}
      harmless={Rss}
      onConfirm={() => deleteCalendar(calendar.id)}
      onClose={closeDialog}
    />
  )
}
