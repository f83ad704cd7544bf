import { Switch } from '@staffetta/ui'
import { useI18n } from '../app/i18n.tsx'
import { usePreferences, useSavePreferences } from './queries.ts'
import { SettingsFailed } from './SettingsFailed.tsx'

/** Whether whom one writes to is kept. */
export function ContactsSettings() {
  const { t } = useI18n()
  const preferences = usePreferences()
  const save = useSavePreferences()
  if (!preferences) return <SettingsFailed />
  return (
    <div className="settings-card">
      <Switch
        label={t('contacts.written.collect')}
        hint={t('contacts.written.collectHint')}
        checked={preferences.collectsWritten}
        onChange={({ target }) => void save({ ...preferences, collectsWritten: target.checked })}
      />
    </div>
  )
}
