import '../app/layout/Search.css'
import { Icon, IconButton, Kbd } from '@staffetta/ui'
import { Search, X } from 'lucide-react'
import { useI18n } from '../app/i18n.tsx'

interface Props {
  text: string
  autoFocus?: boolean
  onSearch: (text: string) => void
}

/** One box for the words of a task; what is found follows what one types. */
export function TaskSearch({ text, autoFocus = false, onSearch }: Props) {
  const { t } = useI18n()
  return (
    <form className="search" role="search" onSubmit={(event) => event.preventDefault()}>
      <Icon of={Search} size={16} />
      <input
        type="search"
        value={text}
        autoFocus={autoFocus}
        placeholder={t('tasks.search.placeholder')}
        aria-label={t('tasks.search.placeholder')}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        onChange={(event) => onSearch(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          onSearch('')
          event.currentTarget.blur()
        }}
      />
      {text === '' ? (
        <span className="search-key" aria-hidden="true">
          <Kbd>/</Kbd>
        </span>
      ) : (
        <IconButton icon={X} size={28} label={t('search.clear')} onClick={() => onSearch('')} />
      )}
    </form>
  )
}

export function focusTaskSearch(): void {
  document.querySelector<HTMLInputElement>('.search input')?.focus()
}
