import type { CalendarMail } from '@staffetta/contract'
import { Notice, Select, Switch } from '@staffetta/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { MailX } from 'lucide-react'
import { api } from '../app/api.ts'
import { tellFailure } from '../app/errors.tsx'
import { useI18n } from '../app/i18n.tsx'
import { Setting } from './Setting.tsx'
import { SettingsFailed } from './SettingsFailed.tsx'

const key = ['settings', 'calendar-mail'] as const
/** Every half hour of the morning and the day. */
const hours = Array.from({ length: 34 }, (_, at) => {
  const minutes = 300 + at * 30
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
})
type Choices = CalendarMail & { available: boolean }

/** What the agenda sends by mail; where nobody can send, a word instead of switches that do nothing. */
export function CalendarMailSettings() {
  const { t, locale } = useI18n()
  const client = useQueryClient()
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.calendar.getCalendarMail({}, { signal }),
  })
  if (error && !data) return <SettingsFailed />
  if (!data) return null
  if (!data.available)
    return (
      <div className="settings-card">
        <h2>{t('calendarMail.title')}</h2>
        <Notice icon={MailX}>{t('calendarMail.unavailable')}</Notice>
      </div>
    )
  const save = async (change: Partial<CalendarMail>) => {
    const { available, ...known } = data
    // The clock is that of whoever chooses, where they are; the language the one they read this in.
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const wanted = { ...known, zone, language: locale, ...change }
    client.setQueryData<Choices>(key, { ...wanted, available })
    try {
      await api.calendar.putCalendarMail(wanted)
    } catch (failure) {
      client.setQueryData<Choices>(key, data)
      tellFailure(failure)
    }
  }
  return (
    <div className="settings-card">
      <h2>{t('calendarMail.title')}</h2>
      <Setting of="calendar.items.reminders">
        <Switch
          label={t('settings.calendar.items.reminders.label')}
          hint={t('settings.calendar.items.reminders.hint')}
          checked={data.reminders}
          onChange={(event) => void save({ reminders: event.target.checked })}
        />
      </Setting>
      <Setting of="calendar.items.agenda">
        <Switch
          label={t('settings.calendar.items.agenda.label')}
          hint={t('settings.calendar.items.agenda.hint')}
          checked={data.agenda}
          onChange={(event) => void save({ agenda: event.target.checked })}
        />
      </Setting>
      {data.agenda && (
        <>
          <Select
            label={t('calendarMail.at')}
            hint={t('calendarMail.zone', { zone: data.zone.replaceAll('_', ' ') })}
            value={data.agendaAt}
            options={[...new Set([...hours, data.agendaAt])]
              .toSorted()
              .map((time) => ({ value: time, label: time }))}
            onChange={(event) => void save({ agendaAt: event.target.value })}
          />
          <Switch
            label={t('calendarMail.workingDays')}
            checked={data.workingDays}
            onChange={(event) => void save({ workingDays: event.target.checked })}
          />
        </>
      )}
    </div>
  )
}
