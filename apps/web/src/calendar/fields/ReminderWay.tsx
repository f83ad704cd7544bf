import type { Reminder } from '@staffetta/contract'
import { Select } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { useI18n } from '../../app/i18n.tsx'
import { calendarQueries } from '../state/queries.ts'

interface Props {
  by: Reminder['by']
  /** One of several: what holds for all of them is said below them. */
  inList?: boolean
  onChange: (by: Reminder['by']) => void
}

const ways = ['screen', 'mail'] as const

/** Where one is told. By mail only where somebody can send it, or where it was set already. */
export function ReminderWay({ by, inList = false, onChange }: Props) {
  const { t } = useI18n()
  const { data } = useQuery(calendarQueries.mailChoices())
  const hint = useMailHint(by === 'mail')
  if (by !== 'mail' && data?.available !== true) return null
  return (
    <Select
      className="edit-reminder-way"
      label={t('event.reminder.way')}
      labelHidden={inList}
      hint={inList ? undefined : hint}
      value={by}
      options={ways.map((value) => ({ value, label: t(`event.reminder.ways.${value}`) }))}
      onChange={({ target }) => onChange(target.value === 'mail' ? 'mail' : 'screen')}
    />
  )
}

/** What is missing for a reminder to come by mail. */
export function useMailHint(wanted: boolean): string | undefined {
  const { t } = useI18n()
  const { data } = useQuery(calendarQueries.mailChoices())
  if (!wanted || !data) return undefined
  if (!data.available) return t('calendarMail.unavailable')
  return data.reminders ? undefined : t('event.reminder.mailOff')
}
