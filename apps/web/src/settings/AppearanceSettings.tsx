import { locales } from '@staffetta/i18n'
import { Radio, Select } from '@staffetta/ui'
import { device } from '../app/device.ts'
import { chooseLanguage, useI18n } from '../app/i18n.tsx'
import { useStore } from '../app/store.ts'
import { Setting } from './Setting.tsx'
import { usePreferences, useSavePreferences } from './queries.ts'

const choices = {
  theme: ['auto', 'light', 'dark'],
  density: ['comfortable', 'compact'],
  layout: ['right', 'below', 'none'],
} as const

/** What belongs to this computer, and the language. Each takes effect at once. */
export function AppearanceSettings() {
  const { t, locale } = useI18n()
  const now = useStore(device, (state) => state)
  const preferences = usePreferences()
  const save = useSavePreferences()
  return (
    <div className="settings-card">
      <Setting of="appearance.items.language" governs="language">
        <Select
          label={t('settings.appearance.items.language.label')}
          hint={t('settings.appearance.items.language.hint')}
          value={locale}
          options={locales.map((one) => ({ value: one, label: t(`app.languages.${one}`) }))}
          onChange={(event) => {
            const language = event.target.value === 'en' ? 'en' : 'it'
            chooseLanguage(language)
            if (preferences) void save({ ...preferences, language })
          }}
        />
      </Setting>
      <Setting of="appearance.items.theme">
        <Choice legend={t('settings.appearance.items.theme.label')}>
          {choices.theme.map((theme) => (
            <Radio
              key={theme}
              name="theme"
              label={t(`theme.${theme}`)}
              checked={now.theme === theme}
              onChange={() => device.set({ theme })}
            />
          ))}
        </Choice>
      </Setting>
      <Setting of="appearance.items.density">
        <Choice legend={t('settings.appearance.items.density.label')}>
          {choices.density.map((density) => (
            <Radio
              key={density}
              name="density"
              label={t(`density.${density}`)}
              checked={now.density === density}
              onChange={() => device.set({ density })}
            />
          ))}
        </Choice>
      </Setting>
      <Setting of="appearance.items.layout">
        <Choice legend={t('settings.appearance.items.layout.label')}>
          {choices.layout.map((layout) => (
            <Radio
              key={layout}
              name="layout"
              label={t(`layout.${layout}`)}
              checked={now.layout === layout}
              onChange={() => device.set({ layout })}
            />
          ))}
        </Choice>
      </Setting>
    </div>
  )
}

function Choice({ legend, children }: { legend: string; children: React.ReactNode }) {
  return (
    <fieldset className="settings-choice">
      <legend>{legend}</legend>
      {children}
    </fieldset>
  )
}
