import type { ReactNode } from 'react'
import { useI18n } from '../app/i18n.tsx'
import type { SectionId } from './sections.ts'

/** What a section is for, and what can be begun in it. */
export function SettingsHead({ section, children }: { section: SectionId; children?: ReactNode }) {
  const { t } = useI18n()
  return (
    <header className="settings-head">
      <div>
        <h1>{t(`settings.${section}.title`)}</h1>
        <p>{t(`settings.${section}.lead`)}</p>
      </div>
      {children}
    </header>
  )
}
