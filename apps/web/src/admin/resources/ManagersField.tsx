import { Field, Icon, IconButton } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { UserRound, X } from 'lucide-react'
import { useDeferredValue, useId, useRef, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { peopleQueries } from '../people/queries.ts'

const most = 8

interface Props {
  tenantId: string
  value: string[]
  error: string | undefined
  onChange: (managers: string[]) => void
}

/** Who answers for it: people of the body by a piece of their name, or an address as it is typed. */
export function ManagersField({ tenantId, value, error, onChange }: Props) {
  const { t } = useI18n()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [active, setActive] = useState(-1)
  const wanted = useDeferredValue(text.trim())
  const { data } = useQuery({
    ...peopleQueries.page(tenantId, { text: wanted, state: 'enabled' }, 0),
    enabled: wanted.length > 1,
  })
  const found = (wanted.length > 1 && text.trim() !== '' ? (data?.people ?? []) : [])
    .filter(({ address }) => !value.includes(address))
    .slice(0, most)
  const at = Math.min(active, found.length - 1)
  const open = found.length > 0
  const add = (address: string) => {
    const one = address.trim().toLowerCase()
    if (one !== '' && !value.includes(one)) onChange([...value, one])
    setText('')
    setActive(-1)
  }
  return (
    <div className="resource-managers">
      <div className="resource-combo">
        <Field
          ref={input}
          label={t('setup.resources.managers')}
          hint={t('setup.resources.managersHint')}
          error={error}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          aria-activedescendant={open && at >= 0 ? `${id}-${at}` : undefined}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={320}
          value={text}
          onChange={({ target }) => {
            setText(target.value)
            setActive(-1)
          }}
          onBlur={() => {
            // A whole address is meant even where nobody pressed Enter.
            if (text.includes('@')) add(text)
            else setText('')
          }}
          onKeyDown={(event) => {
            const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
            if (step !== undefined && open)
              setActive((at + step + found.length + (at < 0 && step < 0 ? 1 : 0)) % found.length)
            else if (event.key === 'Enter' && text.trim() !== '') {
              const chosen = found[at] ?? (text.includes('@') ? undefined : found[0])
              if (chosen !== undefined || text.includes('@')) add(chosen?.address ?? text)
            } else if (event.key === 'Escape' && text !== '') setText('')
            else return
            event.preventDefault()
          }}
        />
        {open && (
          <ul id={id} role="listbox" aria-label={t('setup.resources.managersFound')}>
            {found.map(({ address, name }, index) => (
              <li
                key={address}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === at}
                onPointerEnter={() => setActive(index)}
                onPointerDown={(event) => {
                  // Before the field loses the focus.
                  event.preventDefault()
                  add(address)
                }}
              >
                <strong>{name || address}</strong>
                {name !== '' && <span>{address}</span>}
              </li>
            ))}
          </ul>
        )}
      </div>
      {value.length > 0 && (
        <ul>
          {value.map((address) => (
            <li key={address}>
              <Icon of={UserRound} size={16} />
              <span>{address}</span>
              <IconButton
                icon={X}
                size={28}
                label={t('setup.resources.managerRemove', { address })}
                onClick={() => {
                  onChange(value.filter((one) => one !== address))
                  input.current?.focus()
                }}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
