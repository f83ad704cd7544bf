import { Button, Switch } from '@staffetta/ui'
import { useI18n } from '../app/i18n.tsx'
import { showShortcuts } from '../app/shortcuts/shortcuts.ts'
import { usePreferences, useSavePreferences } from './queries.ts'
import { Setting } from './Setting.tsx'
import { SettingsFailed } from './SettingsFailed.tsx'

export function ShortcutsSettings() {
  const { t } = useI18n()
  const preferences = usePreferences()
  const save = useSavePreferences()
  if (!preferences) return <SettingsFailed />
  return (
    <div className="settings-card">
      <Setting of="shortcuts.items.enabled" governs="shortcuts">
        <Switch
          label={t('settings.shortcuts.items.enabled.label')}
          hint={t('settings.shortcuts.items.enabled.hint')}
          checked={preferences.shortcuts}
          onChange={(event) => void save({ ...preferences, shortcuts: event.target.checked })}
        />
      </Setting>
      <div>
        <Button onClick={showShortcuts}>{t('shortcuts.help')}</Button>
      </div>
    </div>
  )
}
