import { Field, Icon, IconButton, useCombobox } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { UserRound, X } from 'lucide-react'
import { useDeferredValue, useRef, useState } from 'react'
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
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text.trim())
  const { data } = useQuery({
    ...peopleQueries.page(tenantId, { text: wanted, state: 'enabled' }, 0),
    enabled: wanted.length > 1,
  })
  const found = (wanted.length > 1 && text.trim() !== '' ? (data?.people ?? []) : [])
    .filter(({ address }) => !value.includes(address))
    .slice(0, most)
  const add = (address: string) => {
    const one = address.trim().toLowerCase()
    if (one !== '' && !value.includes(one)) onChange([...value, one])
    setText('')
  }
  const open = found.length > 0
  const combobox = useCombobox({
    of: text,
    count: found.length,
    open,
    free: true,
    onChoose: (index) => add(found[index]!.address),
  })
  return (
    <div className="resource-managers">
      <div className="resource-combo">
        <Field
          ref={input}
          label={t('setup.resources.managers')}
          hint={t('setup.resources.managersHint')}
          error={error}
          {...combobox.field}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={320}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onBlur={() => {
            // A whole address is meant even where nobody pressed Enter.
            if (text.includes('@')) add(text)
            else setText('')
          }}
          onKeyDown={(event) => {
            if (combobox.stepped(event)) return
            if (event.key === 'Enter' && text.trim() !== '') {
              const chosen = found[combobox.at] ?? (text.includes('@') ? undefined : found[0])
              if (chosen !== undefined || text.includes('@')) add(chosen?.address ?? text)
            } else if (event.key === 'Escape' && text !== '') setText('')
            else return
            event.preventDefault()
          }}
        />
        {open && (
          <ul {...combobox.list} aria-label={t('setup.resources.managersFound')}>
            {found.map(({ address, name }, index) => (
              <li key={address} {...combobox.option(index)}>
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
