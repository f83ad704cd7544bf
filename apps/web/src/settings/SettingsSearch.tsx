import './SettingsSearch.css'
import { loadAreaCatalogue, type AreaCatalogues } from '@staffetta/i18n'
import { VisuallyHidden } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
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
  const id = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
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
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined || found.length === 0) return
    event.preventDefault()
    setAt((at + step + found.length) % found.length)
  }
  return (
    <div
      className="settings-search"
      onKeyDown={onKeyDown}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setText('')}
    >
      <SearchField
        text={text}
        placeholder={t('settings.search.placeholder')}
        autoFocus={autoFocus}
        combobox={{
          role: 'combobox',
          'aria-autocomplete': 'list',
          'aria-expanded': open,
          'aria-controls': open ? id : undefined,
          'aria-activedescendant': open && found.length > 0 ? `${id}-${at}` : undefined,
        }}
        onText={(typed) => {
          setText(typed)
          setAt(0)
        }}
        onSubmit={() => choose(found[at])}
        onClear={() => setText('')}
      />
      {open && found.length > 0 && (
        <ul className="settings-found" id={id} role="listbox" aria-label={t('settings.search.placeholder')}>
          {found.map((one, index) => (
            <li
              key={one.id ?? one.section}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              ref={index === at ? (row) => row?.scrollIntoView({ block: 'nearest' }) : undefined}
              onPointerEnter={() => setAt(index)}
              // Before the field loses the focus and the list goes.
              onPointerDown={(event) => {
                event.preventDefault()
                choose(one)
              }}
            >
              <strong>{one.label}</strong>
              {one.id !== null && <span>{one.sectionTitle}</span>}
            </li>
          ))}
        </ul>
      )}
      {open && found.length === 0 && (
        <p className="settings-found settings-found-none">{t('settings.search.none')}</p>
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
