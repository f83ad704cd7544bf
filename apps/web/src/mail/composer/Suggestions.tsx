import type { Address } from '@staffetta/contract'
import { Avatar, VisuallyHidden } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { mailQueries } from '../queries.ts'
import type { Recipient } from './composer-state.ts'

const pauseMs = 120
const none: Address[] = []

/** People written to before whose name or address begins like this. */
export function useSuggestions(text: string, chosen: Recipient[]) {
  const wanted = usePaused(text.trim(), pauseMs)
  const [active, setActive] = useState(0)
  const [dismissed, setDismissed] = useState('')
  const { data } = useQuery({
    ...mailQueries.recipients(wanted),
    enabled: wanted.length > 0,
    placeholderData: (before) => before,
  })
  const taken = new Set(chosen.map(({ address }) => address.toLowerCase()))
  const list =
    wanted === '' || text.trim() === ''
      ? none
      : (data?.recipients ?? none).filter(({ address }) => !taken.has(address.toLowerCase()))
  const open = list.length > 0 && dismissed !== text
  const at = Math.min(active, list.length - 1)
  useEffect(() => setActive(0), [wanted])

  return {
    list,
    open,
    at,
    setActive,
    combobox: (id: string) => ({
      role: 'combobox' as const,
      'aria-autocomplete': 'list' as const,
      'aria-expanded': open,
      'aria-controls': open ? id : undefined,
      'aria-activedescendant': open ? `${id}-${at}` : undefined,
    }),
    /** True when the key was for the list. */
    onKeyDown(event: React.KeyboardEvent, choose: (person: Address) => void): boolean {
      if (!open) return false
      const { key } = event
      if (key === 'ArrowDown' || key === 'ArrowUp')
        setActive((at + (key === 'ArrowDown' ? 1 : -1) + list.length) % list.length)
      else if (key === 'Escape') setDismissed(text)
      else if ((key === 'Enter' && !event.ctrlKey && !event.metaKey) || key === 'Tab') choose(list[at]!)
      else return false
      event.preventDefault()
      event.stopPropagation()
      return true
    },
  }
}

interface Props {
  id: string
  suggestions: ReturnType<typeof useSuggestions>
  onChoose: (person: Address) => void
}

export function Suggestions({ id, suggestions: { list, at, setActive }, onChoose }: Props) {
  const { t } = useI18n()
  return (
    <>
      <ul className="suggestions" id={id} role="listbox" aria-label={t('composer.suggestions')}>
        {list.map((person, index) => (
          <li
            key={person.address}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            onPointerEnter={() => setActive(index)}
            // Before the field loses focus and takes what was typed for an address.
            onPointerDown={(event) => {
              event.preventDefault()
              onChoose(person)
            }}
          >
            <Avatar name={person.name || person.address} />
            <span>
              <strong>{person.name || person.address}</strong>
              {person.name && <span>{person.address}</span>}
            </span>
          </li>
        ))}
      </ul>
      <VisuallyHidden>
        <span role="status">{t('composer.suggestionsCount', { count: list.length })}</span>
      </VisuallyHidden>
    </>
  )
}

function usePaused(value: string, ms: number): string {
  const [paused, setPaused] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return paused
}
