import './Suggestions.css'
import { Avatar, Icon, useCombobox, VisuallyHidden } from '@staffetta/ui'
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
export function useSuggestions(text: string, chosen: Recipient[], onChoose: (person: Suggested) => void) {
  const wanted = usePaused(text.trim(), pauseMs)
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
  const combobox = useCombobox({
    of: text,
    count: list.length,
    open,
    onChoose: (index) => onChoose(list[index]!),
  })

  return {
    list,
    open,
    combobox,
    /** True when the key was for the list. */
    onKeyDown(event: React.KeyboardEvent): boolean {
      if (!open) return false
      const { key } = event
      if (key === 'Escape') setDismissed(text)
      else if ((key === 'Enter' && !event.ctrlKey && !event.metaKey) || key === 'Tab')
        onChoose(list[combobox.at]!)
      else if (!combobox.stepped(event)) return false
      event.preventDefault()
      event.stopPropagation()
      return true
    },
  }
}

export function Suggestions({ of: { list, combobox } }: { of: ReturnType<typeof useSuggestions> }) {
  const { t } = useI18n()
  return (
    <>
      <ul {...combobox.list} aria-label={t('composer.suggestions')}>
        {list.map((person, index) => (
          <li key={person.people ? `group ${person.name}` : person.address} {...combobox.option(index)}>
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
