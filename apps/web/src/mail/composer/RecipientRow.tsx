import './RecipientRow.css'
import { Icon } from '@staffetta/ui'
import { CircleAlert } from 'lucide-react'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import type { Suggested } from '../../contacts/index.ts'
import type { Composer, Recipient, RecipientField } from './composer-state.ts'
import { changeComposer, changeDraft } from './composers.ts'
import { RecipientChip, recipientDragType } from './RecipientChip.tsx'
import {
  everyoneIn,
  groupRecipient,
  parseRecipients,
  recipientOf,
  withoutTwins,
  writeRecipient,
} from './recipients.ts'
import { Suggestions, useSuggestions } from './Suggestions.tsx'

interface Props {
  composer: Composer
  field: RecipientField
  autoFocus?: boolean
  children?: ReactNode
}

/** A field of recipients: chips one moves among with the arrows, and a place to write more. */
export function RecipientRow({ composer, field, autoFocus, children }: Props) {
  const { t } = useI18n()
  const own = useId()
  const input = useRef<HTMLInputElement>(null)
  const row = useRef<HTMLDivElement>(null)
  const [text, setText] = useState('')
  const [focused, setFocused] = useState(false)
  const { id } = composer
  const recipients = composer.draft[field]
  const wrong = recipients.filter(({ valid }) => !valid)

  useEffect(() => {
    if (autoFocus) input.current?.focus()
  }, [autoFocus])

  const add = (more: Recipient[]) => {
    if (more.length === 0) return
    changeDraft(id, (draft) => ({ [field]: withoutTwins([...draft[field], ...more]) }))
    setText('')
  }
  const suggestions = useSuggestions(focused ? text : '', recipients, (chosen) => add(recipientsOf(chosen)))
  const remove = (recipient: Recipient) =>
    changeDraft(id, (draft) => ({ [field]: draft[field].filter((one) => one.id !== recipient.id) }))
  const move = (recipientId: string, to: RecipientField) => {
    changeDraft(id, (draft) => moveRecipient(draft, recipientId, to))
    changeComposer(id, to === 'cc' ? { showCc: true } : to === 'bcc' ? { showBcc: true } : {})
  }
  const replace = (recipient: Recipient, by: Recipient[]) =>
    changeDraft(id, (draft) => ({
      [field]: withoutTwins(draft[field].flatMap((one) => (one.id === recipient.id ? by : [one]))),
    }))
  const edit = (recipient: Recipient) => {
    if (recipient.people) return replace(recipient, everyoneIn([recipient]))
    remove(recipient)
    setText(writeRecipient(recipient))
    input.current?.focus()
  }
  const chips = () => [...(row.current?.querySelectorAll<HTMLElement>('.recipient-face') ?? [])]
  const focusChip = (at: number) => (chips()[at] ?? input.current)?.focus()

  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    if (suggestions.onKeyDown(event)) return
    const { key } = event
    if ((key === 'Enter' && !event.ctrlKey && !event.metaKey) || key === ',' || key === ';') {
      if (key === ',' && /^"[^"]*$/.test(text)) return
      event.preventDefault()
      add(parseRecipients(text))
    } else if (key === 'Tab' && text.trim() !== '') add(parseRecipients(text))
    else if (
      (key === 'Backspace' || key === 'ArrowLeft') &&
      event.currentTarget.selectionStart === 0 &&
      event.currentTarget.selectionEnd === 0
    ) {
      if (recipients.length === 0) return
      event.preventDefault()
      focusChip(recipients.length - 1)
    }
  }

  return (
    <div
      ref={row}
      className="composer-row composer-recipients"
      onDragOver={(event) => event.dataTransfer.types.includes(recipientDragType) && event.preventDefault()}
      onDrop={(event) => {
        const moved = event.dataTransfer.getData(recipientDragType)
        if (moved === '') return
        event.preventDefault()
        move(moved, field)
      }}
    >
      <label className="composer-label" htmlFor={own}>
        {t(`composer.${field}`)}
      </label>
      <div className="recipient-list">
        {recipients.map((recipient, at) => (
          <RecipientChip
            key={recipient.id}
            recipient={recipient}
            field={field}
            onRemove={() => {
              remove(recipient)
              requestAnimationFrame(() => focusChip(Math.min(at, recipients.length - 2)))
            }}
            onEdit={() => edit(recipient)}
            onAddress={(address) =>
              replace(recipient, [{ ...recipientOf({ ...recipient, address }), id: recipient.id }])
            }
            onMove={(to) => move(recipient.id, to)}
            onStep={(step) => focusChip(Math.max(0, at + step))}
          />
        ))}
        <span className="recipient-entry">
          <input
            ref={input}
            id={own}
            value={text}
            autoComplete="off"
            spellCheck={false}
            {...suggestions.combobox.field}
            aria-invalid={wrong.length > 0 || undefined}
            aria-describedby={wrong.length > 0 ? `${own}-wrong` : undefined}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onKeyDown}
            onPaste={(event) => {
              const pasted = event.clipboardData.getData('text')
              if (!/[,;\n]|@\S+\s+\S+@/.test(pasted.trim())) return
              event.preventDefault()
              add(parseRecipients(text + pasted))
            }}
            onFocus={() => setFocused(true)}
            onBlur={() => {
              setFocused(false)
              if (text.trim() !== '') add(parseRecipients(text))
            }}
          />
          {suggestions.open && <Suggestions of={suggestions} />}
        </span>
        {wrong.length > 0 && (
          <span className="recipient-wrong" id={`${own}-wrong`} role="alert">
            <Icon of={CircleAlert} size={14} />
            {t('composer.invalid', { address: wrong[0]!.address })}
          </span>
        )}
      </div>
      {children && <span className="composer-mores">{children}</span>}
    </div>
  )
}

/** A group stands as one and says how many it has, until somebody wants to see them one by one. */
const recipientsOf = ({ name, address, people }: Suggested): Recipient[] =>
  people ? [groupRecipient(name, people)] : [recipientOf({ name, address })]

type Fields = Record<RecipientField, Recipient[]>

/** Takes a recipient out of its field and puts it at the end of another. */
function moveRecipient(fields: Fields, recipientId: string, to: RecipientField): Fields {
  const all = [...fields.to, ...fields.cc, ...fields.bcc]
  const moved = all.find(({ id }) => id === recipientId)
  const without = (list: Recipient[]) => list.filter(({ id }) => id !== recipientId)
  const rest = { to: without(fields.to), cc: without(fields.cc), bcc: without(fields.bcc) }
  return moved ? { ...rest, [to]: withoutTwins([...rest[to], moved]) } : rest
}
