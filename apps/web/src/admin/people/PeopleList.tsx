import type { PersonRow as Person } from '@staffetta/contract'
import { useLayoutEffect, useRef, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { PersonRow } from './PersonRow.tsx'
import type { PeopleFilter } from './queries.ts'
import type { Selection } from './selection.ts'
import { usePeople } from './use-people.ts'

const rowHeight = 60
/** Drawn above and below what is in sight. */
const beyond = 8

interface Props {
  tenantId: string
  filter: PeopleFilter
  /** Null: one looks, and changes nothing. */
  selection: Selection | null
  onOpen: (person: Person) => void
  /** All of those from one place to another, whether they are here or not. */
  onRange: (from: number, to: number) => void
}

/** Those found, of whom only the ones in sight are drawn: the page itself scrolls. One stop for Tab, the arrows go on. */
export function PeopleList({ tenantId, filter, selection, onOpen, onRange }: Props) {
  const { t } = useI18n()
  const list = useRef<HTMLUListElement>(null)
  const [sight, setSight] = useState({ from: 0, to: 20 })
  const [cursor, setCursor] = useState(0)
  const wanted = useRef<number | null>(null)
  const { total = 0, at } = usePeople(tenantId, filter, sight)

  useLayoutEffect(() => {
    const page = list.current!.closest('.admin-page')!
    const look = () => {
      const above = page.getBoundingClientRect().top - list.current!.getBoundingClientRect().top
      const from = Math.max(0, Math.floor(above / rowHeight) - beyond)
      const to = Math.ceil((above + page.clientHeight) / rowHeight) + beyond
      setSight((before) => (before.from === from && before.to === to ? before : { from, to }))
    }
    look()
    page.addEventListener('scroll', look, { passive: true })
    const observer = new ResizeObserver(look)
    observer.observe(page)
    return () => {
      page.removeEventListener('scroll', look)
      observer.disconnect()
    }
  }, [])

  // A row far away is drawn first, then it has the focus.
  useLayoutEffect(() => {
    if (wanted.current === null) return
    const row = list.current?.querySelector<HTMLElement>(`[data-at="${wanted.current}"]`)
    if (!row) return
    wanted.current = null
    row.focus({ preventScroll: true })
  })

  const focus = (place: number) => {
    const to = Math.max(0, Math.min(total - 1, place))
    const page = list.current!.closest('.admin-page')!
    const top = list.current!.getBoundingClientRect().top - page.getBoundingClientRect().top + to * rowHeight
    // The head of the list stays in sight above it.
    if (top < 2 * rowHeight) page.scrollTop += top - 2 * rowHeight
    else if (top + rowHeight > page.clientHeight) page.scrollTop += top + rowHeight - page.clientHeight
    wanted.current = to
    setCursor(to)
  }

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.altKey) return
    if ((event.ctrlKey || event.metaKey) && event.key === 'a' && selection) {
      event.preventDefault()
      return onRange(0, total - 1)
    }
    if (event.ctrlKey || event.metaKey) return
    const to = {
      ArrowDown: cursor + 1,
      ArrowUp: cursor - 1,
      PageDown: cursor + 10,
      PageUp: cursor - 10,
      Home: 0,
      End: total - 1,
    }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      if (event.shiftKey) onRange(Math.min(cursor, to), Math.max(cursor, to))
      return focus(to)
    }
    const person = at(cursor)
    if (event.key === ' ' && selection && person) {
      event.preventDefault()
      selection.toggle(person)
    }
  }

  const last = Math.min(total - 1, sight.to)
  const places = Array.from({ length: Math.max(0, last - sight.from + 1) }, (_, index) => sight.from + index)
  const press = (place: number, person: Person, event: React.MouseEvent) => {
    setCursor(place)
    if (event.shiftKey && selection) onRange(Math.min(cursor, place), Math.max(cursor, place))
    else if ((event.ctrlKey || event.metaKey) && selection) selection.toggle(person)
    else onOpen(person)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- The keys of its rows, told in one place.
    <ul
      ref={list}
      className="people-rows"
      aria-label={t('people.list')}
      aria-describedby={selection ? 'people-keys' : undefined}
      style={{ height: total * rowHeight }}
      onKeyDown={onKeyDown}
    >
      {places.map((place) => (
        <PersonRow
          key={place}
          person={at(place)}
          place={place}
          total={total}
          top={place * rowHeight}
          tabbable={place === Math.min(cursor, total - 1)}
          chosen={selection && selection.chosen.has(at(place)?.id ?? '')}
          onToggle={(person) => selection?.toggle(person)}
          onPress={press}
          onFocus={setCursor}
        />
      ))}
    </ul>
  )
}
