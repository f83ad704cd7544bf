import '../../app/layout/Search.css'
import { useNavigate } from '@tanstack/react-router'
import { Icon, IconButton, Kbd } from '@staffetta/ui'
import { Search, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import type { Day } from '../clock/days.ts'

interface Props {
  text: string
  date: Day
  autoFocus?: boolean
}

/** One box for the words of an event: title, place, people. */
export function EventSearch({ text: sought, date, autoFocus = false }: Props) {
  const { t } = useI18n()
  const navigate = useNavigate()
  const [text, setText] = useState(sought)
  useEffect(() => setText(sought), [sought])
  const search = (wanted: string) => {
    const q = wanted.trim()
    void (q === ''
      ? navigate({ to: '.', search: {} })
      : navigate({ to: '/calendar/$view/$date', params: { view: 'list', date }, search: { q } }))
  }
  return (
    <form
      className="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        search(text)
      }}
    >
      <Icon of={Search} size={16} />
      <input
        type="search"
        value={text}
        autoFocus={autoFocus}
        placeholder={t('calendar.search.placeholder')}
        aria-label={t('calendar.search.placeholder')}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          setText('')
          if (sought !== '') search('')
          event.currentTarget.blur()
        }}
      />
      {text === '' ? (
        <span className="search-key" aria-hidden="true">
          <Kbd>/</Kbd>
        </span>
      ) : (
        <IconButton
          icon={X}
          size={28}
          label={t('search.clear')}
          onClick={() => {
            setText('')
            if (sought !== '') search('')
          }}
        />
      )}
    </form>
  )
}

export function focusSearch(): void {
  document.querySelector<HTMLInputElement>('.search input')?.focus()
}
