import './Suggestions.css'
import { Avatar, Icon, VisuallyHidden } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { type Suggested, useCompletion, useHasBooks } from '../../contacts/index.ts'
import { mailQueries } from '../queries.ts'
import type { Recipient } from './composer-state.ts'

const pauseMs = 120
const none: Suggested[] = []

/** Out of the address books; where there are none, people mail was written to whose name or address begins like this. */
export function useSuggestions(text: string, chosen: Recipient[]) {
  const wanted = usePaused(text.trim(), pauseMs)
  const [active, setActive] = useState(0)
  const [dismissed, setDismissed] = useState('')
  const hasBooks = useHasBooks()
  const { data } = useQuery({
    ...mailQueries.recipients(wanted),
    enabled: wanted.length > 0 && !hasBooks,
    placeholderData: (before) => before,
  })
  const taken = new Set(chosen.map(({ address }) => address.toLowerCase()))
  const cards = useCompletion(text)
  const known = hasBooks ? cards : wanted === '' ? none : (data?.recipients ?? []).map(fromMail)
  const list = text.trim() === '' ? none : known.filter(({ address }) => !taken.has(address.toLowerCase()))
  const open = list.length > 0 && dismissed !== text
  const at = Math.min(active, list.length - 1)
  useEffect(() => setActive(0), [text])

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
    onKeyDown(event: React.KeyboardEvent, choose: (person: Suggested) => void): boolean {
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
  onChoose: (person: Suggested) => void
}

export function Suggestions({ id, suggestions: { list, at, setActive }, onChoose }: Props) {
  const { t } = useI18n()
  return (
    <>
      <ul className="suggestions" id={id} role="listbox" aria-label={t('composer.suggestions')}>
        {list.map((person, index) => (
          <li
            key={person.people ? `group ${person.name}` : person.address}
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
            {person.people ? (
              <span className="ui-avatar">
                <Icon of={Users} size={16} />
              </span>
            ) : (
              <Avatar name={person.name || person.address} />
            )}
            <span>
              <strong>{person.name || person.address}</strong>
              <span>
                {person.people
                  ? t('composer.group', { count: person.people.length })
                  : detailOf(person, t('composer.writtenTo'))}
              </span>
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

/** How one reaches them, where they are, and where they are known from. */
function detailOf({ name, address, office, from }: Suggested, written: string): string {
  const place = from.kind === 'written' ? written : from.name
  return [name === '' ? '' : address, office, place].filter(Boolean).join(' – ')
}

/** Of whom nothing but their letters is known. */
const fromMail = ({ name, address }: { name: string; address: string }): Suggested => ({
  name,
  address,
  office: '',
  people: null,
  from: { kind: 'written', name: '' },
  others: [],
  ref: null,
})

function usePaused(value: string, ms: number): string {
  const [paused, setPaused] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return paused
}
