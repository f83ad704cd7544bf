import '../../app/layout/Search.css'
import './Search.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Icon, IconButton, Kbd, Popover } from '@staffetta/ui'
import { Search, SlidersHorizontal, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
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
    <form
      ref={box}
      className="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        // A first search looks everywhere: who remembers the folder is already in it.
        search(text, q === '' ? true : (all ?? false))
        document.querySelector<HTMLElement>('.rows')?.focus()
      }}
    >
      <Icon of={Search} size={16} />
      <input
        type="search"
        value={text}
        autoFocus={autoFocus}
        placeholder={t('search.placeholder')}
        aria-label={t('search.label')}
        title={t('search.operatorHint')}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          setText('')
          if (q !== '') search('', false)
          event.currentTarget.blur()
        }}
      />
      {text !== '' ? (
        <IconButton
          icon={X}
          size={28}
          label={t('search.clear')}
          onClick={() => {
            setText('')
            if (q !== '') search('', false)
          }}
        />
      ) : (
        <span className="search-key" aria-hidden="true">
          <Kbd>/</Kbd>
        </span>
      )}
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
    </form>
  )
}
