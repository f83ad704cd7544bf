import { locales } from '@staffetta/i18n'
import { Radio, Select } from '@staffetta/ui'
import { device } from '../app/device.ts'
import { chooseLanguage, useI18n } from '../app/i18n.tsx'
import { useStore } from '../app/store.ts'
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
      <Select
        label={t('app.language')}
        hint={t('settings.appearance.languageHint')}
        value={locale}
        options={locales.map((one) => ({ value: one, label: t(`app.languages.${one}`) }))}
        onChange={(event) => {
          const language = event.target.value === 'en' ? 'en' : 'it'
          chooseLanguage(language)
          if (preferences) void save({ ...preferences, language })
        }}
      />
      <Choice legend={t('theme.title')}>
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
      <Choice legend={t('density.title')}>
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
      <Choice legend={t('layout.title')}>
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
