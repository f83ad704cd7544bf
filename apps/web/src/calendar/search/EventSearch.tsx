import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { SearchField } from '../../app/layout/SearchField.tsx'
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
    <SearchField
      text={text}
      placeholder={t('calendar.search.placeholder')}
      autoFocus={autoFocus}
      onText={setText}
      onSubmit={() => search(text)}
      onClear={() => {
        setText('')
        if (sought !== '') search('')
      }}
    />
  )
}

export function focusSearch(): void {
  document.querySelector<HTMLInputElement>('.search input')?.focus()
}
