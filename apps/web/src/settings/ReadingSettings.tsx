import type { Preferences } from '@staffetta/contract'
import { IconButton, Notice, Switch } from '@staffetta/ui'
import { BellOff, X } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { usePreferences, useSavePreferences } from './queries.ts'
import { Setting } from './Setting.tsx'
import { SettingsFailed } from './SettingsFailed.tsx'

/** Notifications, and who may show remote images without being asked about. */
export function ReadingSettings() {
  const preferences = usePreferences()
  return preferences ? <ReadingForm preferences={preferences} /> : <SettingsFailed />
}

function ReadingForm({ preferences }: { preferences: Preferences }) {
  const { t } = useI18n()
  const save = useSavePreferences()
  const [blocked, setBlocked] = useState(false)
  const { senders, domains } = preferences.remoteImages
  const without = (name: string) =>
    save({
      ...preferences,
      remoteImages: {
        senders: senders.filter((one) => one !== name),
        domains: domains.filter((one) => one !== name),
      },
    })
  const switchNotifications = async (notifications: boolean) => {
    if (
      notifications &&
      (typeof Notification === 'undefined' || (await Notification.requestPermission()) !== 'granted')
    ) {
      setBlocked(true)
      return
    }
    setBlocked(false)
    await save({ ...preferences, notifications })
  }

  return (
    <div className="settings-card">
      <Setting of="reading.items.notifications" governs="notifications">
        <Switch
          label={t('settings.reading.items.notifications.label')}
          hint={t('settings.reading.items.notifications.hint')}
          checked={preferences.notifications}
          onChange={(event) => void switchNotifications(event.target.checked)}
        />
      </Setting>
      {blocked && (
        <Notice icon={BellOff} tone="warn" live="status">
          {t('settings.reading.notificationsBlocked')}
        </Notice>
      )}
      <Setting of="reading.items.remoteImages">
        <h2>{t('settings.reading.items.remoteImages.label')}</h2>
        <p className="settings-hint">{t('settings.reading.items.remoteImages.hint')}</p>
        {senders.length + domains.length === 0 ? (
          <p className="settings-none">{t('settings.reading.remoteNone')}</p>
        ) : (
          <ul className="settings-list">
            {[...domains, ...senders].map((name) => (
              <li key={name}>
                <span>{name}</span>
                <IconButton
                  icon={X}
                  size={28}
                  label={t('settings.reading.removeAllowed', { name })}
                  onClick={() => void without(name)}
                />
              </li>
            ))}
          </ul>
        )}
      </Setting>
    </div>
  )
}
