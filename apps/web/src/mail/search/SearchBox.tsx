import './Search.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { IconButton, Popover } from '@staffetta/ui'
import { SlidersHorizontal } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { SearchField } from '../../app/layout/SearchField.tsx'
import { AdvancedSearch } from './AdvancedSearch.tsx'

interface Props {
  mailboxId: string
  mailboxName: string
  autoFocus?: boolean
}

/** One box for everything: words, operators, and a form for whoever does not want to know them. */
export function SearchBox({ mailboxId, mailboxName, autoFocus = false }: Props) {
  const { t } = useI18n()
  const navigate = useNavigate()
  const { q = '', all } = useSearch({ from: '/user/mail/$mailboxId' })
  const [text, setText] = useState(q)
  const [formOpen, setFormOpen] = useState(false)
  const box = useRef<HTMLFormElement>(null)
  useEffect(() => setText(q), [q])

  const search = (wanted: string, everywhere: boolean) => {
    const trimmed = wanted.trim()
    void navigate({
      to: '/mail/$mailboxId',
      params: { mailboxId },
      search: trimmed === '' ? {} : { q: trimmed, ...(everywhere ? { all: true as const } : {}) },
    })
  }

  return (
    <SearchField
      box={box}
      text={text}
      placeholder={t('search.placeholder')}
      label={t('search.label')}
      title={t('search.operatorHint')}
      autoFocus={autoFocus}
      onText={setText}
      onSubmit={() => {
        // A first search looks everywhere: who remembers the folder is already in it.
        search(text, q === '' ? true : (all ?? false))
        document.querySelector<HTMLElement>('.rows')?.focus()
      }}
      onClear={() => {
        setText('')
        if (q !== '') search('', false)
      }}
    >
      <IconButton
        icon={SlidersHorizontal}
        size={28}
        label={t('search.advanced')}
        aria-expanded={formOpen}
        onClick={() => setFormOpen(!formOpen)}
      />
      {formOpen && (
        <Popover
          label={t('search.advanced')}
          anchor={box}
          placement="bottom end"
          onClose={() => setFormOpen(false)}
        >
          <AdvancedSearch
            mailboxName={mailboxName}
            everywhere={all ?? true}
            onSearch={(wanted, everywhere) => {
              setFormOpen(false)
              search(wanted, everywhere)
            }}
          />
        </Popover>
      )}
    </SearchField>
  )
}
