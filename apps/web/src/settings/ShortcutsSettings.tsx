import { Button, Switch } from '@staffetta/ui'
import { useI18n } from '../app/i18n.tsx'
import { showShortcuts } from '../app/shortcuts/shortcuts.ts'
import { usePreferences, useSavePreferences } from './queries.ts'
import { SettingsFailed } from './SettingsFailed.tsx'

export function ShortcutsSettings() {
  const { t } = useI18n()
  const preferences = usePreferences()
  const save = useSavePreferences()
  if (!preferences) return <SettingsFailed />
  return (
    <div className="settings-card">
      <Switch
        label={t('settings.shortcuts.enabled')}
        hint={t('settings.shortcuts.enabledHint')}
        checked={preferences.shortcuts}
        onChange={(event) => void save({ ...preferences, shortcuts: event.target.checked })}
      />
      <div>
        <Button onClick={showShortcuts}>{t('shortcuts.help')}</Button>
      </div>
    </div>
  )
}
