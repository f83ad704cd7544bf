import './Search.css'
import { Icon, IconButton, Kbd } from '@staffetta/ui'
import { Search, X } from 'lucide-react'
import type { ComponentProps, ReactNode, RefObject } from 'react'
import { useI18n } from '../i18n.tsx'

interface Props {
  text: string
  placeholder: string
  /** What it is called, where that is not what stands in it. */
  label?: string
  title?: string
  autoFocus: boolean
  /** Where a list of what was found hangs below it. */
  combobox?: ComponentProps<'input'>
  onText: (text: string) => void
  onSubmit?: () => void
  /** By Escape, or by the cross. */
  onClear: () => void
  /** Where more can be asked for, at its end. */
  children?: ReactNode
  box?: RefObject<HTMLFormElement | null>
}

/** The box of the strip, whatever one looks for in it. */
export function SearchField({
  text,
  placeholder,
  label = placeholder,
  title,
  autoFocus,
  combobox,
  onText,
  onSubmit,
  onClear,
  children,
  box,
}: Props) {
  const { t } = useI18n()
  return (
    <form
      ref={box}
      className="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit?.()
      }}
    >
      <Icon of={Search} size={16} />
      <input
        {...combobox}
        type="search"
        value={text}
        autoFocus={autoFocus}
        placeholder={placeholder}
        aria-label={label}
        title={title}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          onClear()
          event.currentTarget.blur()
        }}
      />
      {text === '' ? (
        <span className="search-key" aria-hidden="true">
          <Kbd>/</Kbd>
        </span>
      ) : (
        <IconButton icon={X} size={28} label={t('search.clear')} onClick={onClear} />
      )}
      {children}
    </form>
  )
}
