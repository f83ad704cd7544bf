import { useI18n } from '../app/i18n.tsx'
import { SearchField } from '../app/layout/SearchField.tsx'

interface Props {
  text: string
  autoFocus?: boolean
  onSearch: (text: string) => void
}

/** One box for the words of a task; what is found follows what one types. */
export function TaskSearch({ text, autoFocus = false, onSearch }: Props) {
  const { t } = useI18n()
  return (
    <SearchField
      text={text}
      placeholder={t('tasks.search.placeholder')}
      autoFocus={autoFocus}
      onText={onSearch}
      onClear={() => onSearch('')}
    />
  )
}

export function focusTaskSearch(): void {
  document.querySelector<HTMLInputElement>('.search input')?.focus()
}
