import './SettingsSearch.css'
import { loadAreaCatalogue, type AreaCatalogues } from '@staffetta/i18n'
import { useCombobox, VisuallyHidden } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { SearchField } from '../app/layout/SearchField.tsx'
import { findSettings, settingsIndex, type FoundSetting } from './settings-index.ts'

interface Props {
  sections: readonly string[]
  autoFocus: boolean
  onFound: (found: FoundSetting) => void
}

/** One field that finds any setting by its words, and leads to it. */
export function SettingsSearch({ sections, autoFocus, onFound }: Props) {
  const { t, locale } = useI18n()
  const [text, setText] = useState('')
  const { data: words } = useQuery({
    queryKey: ['settings', 'words', locale],
    queryFn: () => loadAreaCatalogue('settings', locale),
    staleTime: Infinity,
  })
  const found =
    words === undefined
      ? []
      : findSettings(settingsIndex((words as AreaCatalogues['settings']).settings, sections), text)
  const open = text.trim() !== '' && words !== undefined
  const choose = (one: FoundSetting | undefined) => {
    if (!one) return
    setText('')
    onFound(one)
  }
  const combobox = useCombobox({
    of: text,
    count: found.length,
    open,
    onChoose: (index) => choose(found[index]),
  })
  return (
    <div
      className="settings-search"
      onKeyDown={combobox.stepped}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setText('')}
    >
      <SearchField
        text={text}
        placeholder={t('settings.search.placeholder')}
        autoFocus={autoFocus}
        combobox={combobox.field}
        onText={setText}
        onSubmit={() => choose(found[combobox.at])}
        onClear={() => setText('')}
      />
      {open && found.length > 0 && (
        <ul {...combobox.list} aria-label={t('settings.search.placeholder')}>
          {found.map((one, index) => (
            <li key={one.id ?? one.section} {...combobox.option(index)}>
              <strong>{one.label}</strong>
              {one.id !== null && <span>{one.sectionTitle}</span>}
            </li>
          ))}
        </ul>
      )}
      {open && found.length === 0 && (
        <p className="ui-options settings-found-none">{t('settings.search.none')}</p>
      )}
      <VisuallyHidden>
        <span role="status">
          {open
            ? found.length === 0
              ? t('settings.search.none')
              : t('settings.search.found', { count: found.length })
            : ''}
        </span>
      </VisuallyHidden>
    </div>
  )
}
