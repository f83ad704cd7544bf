import { Field, IconButton } from '@staffetta/ui'
import { Plus, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'

interface Props {
  /** What they are called, where not as those of events. */
  title?: string
  categories: string[]
  onChange: (categories: string[]) => void
}

const longest = 200
const most = 50

/** Words by which events are found again, as chips below the field that takes them. */
export function CategoriesField({ title, categories, onChange }: Props) {
  const { t } = useI18n()
  const word = title ?? t('event.categories.title')
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const add = () => {
    const fresh = text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '' && !categories.includes(word))
    setText('')
    if (fresh.length > 0) onChange([...new Set([...categories, ...fresh])].slice(0, most))
  }
  return (
    <div>
      <Field
        ref={input}
        label={word}
        hint={t('event.categories.hint')}
        maxLength={longest}
        value={text}
        end={<IconButton icon={Plus} size={40} label={t('event.categories.add')} onClick={add} />}
        onChange={({ target }) => setText(target.value)}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || (event.key !== 'Enter' && event.key !== ',')) return
          event.preventDefault()
          add()
        }}
      />
      {categories.length > 0 && (
        <ul className="edit-chips" aria-label={word}>
          {categories.map((category) => (
            <li key={category}>
              <span>{category}</span>
              <button
                type="button"
                aria-label={t('event.categories.remove', { category })}
                onClick={() => {
                  onChange(categories.filter((one) => one !== category))
                  input.current?.focus()
                }}
              >
                <X size={14} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
