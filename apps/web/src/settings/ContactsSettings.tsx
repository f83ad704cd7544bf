import { Switch } from '@staffetta/ui'
import { useI18n } from '../app/i18n.tsx'
import { usePreferences, useSavePreferences } from './queries.ts'
import { Setting } from './Setting.tsx'
import { SettingsFailed } from './SettingsFailed.tsx'

/** Whether whom one writes to is kept. */
export function ContactsSettings() {
  const { t } = useI18n()
  const preferences = usePreferences()
  const save = useSavePreferences()
  if (!preferences) return <SettingsFailed />
  return (
    <div className="settings-card">
      <Setting of="contacts.items.collect" governs="collectsWritten">
        <Switch
          label={t('settings.contacts.items.collect.label')}
          hint={t('settings.contacts.items.collect.hint')}
          checked={preferences.collectsWritten}
          onChange={({ target }) => void save({ ...preferences, collectsWritten: target.checked })}
        />
      </Setting>
    </div>
  )
}
