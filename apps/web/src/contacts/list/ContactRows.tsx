import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type Ref,
} from 'react'
import { useStore } from '../../app/store.ts'
import { letterFor } from '../find/index-of.ts'
import type { Contact } from '../state/contact.ts'
import { starOf } from '../state/kept-mutations.ts'
import { select, selection, toggle } from '../state/selection.ts'
import { ContactRow } from './ContactRow.tsx'
import { LetterIndex } from './LetterIndex.tsx'
import { useListView } from './list-view.ts'
import { headingHeight, linesIn, type Lines, rowHeight } from './lines.ts'

export interface RowsHandle {
  focus: (at: number) => void
  at: () => number
}

interface Props {
  handle: Ref<RowsHandle>
  contacts: readonly Contact[]
  lines: Lines
  label: string
  /** A new list begins at its top. */
  listKey: string
  favourites: ReadonlySet<string>
  openRef: string | undefined
  onOpen: (contact: Contact) => void
}

const beyond = 400

/** The people in sight, of however many; one stop for Tab, the arrows go on from there. */
export function ContactRows({ handle, contacts, lines, label, listKey, favourites, openRef, onOpen }: Props) {
  const { givenFirst, line } = useListView().view
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 900 })
  const [cursor, setCursor] = useState(0)
  const wanted = useRef<number | null>(null)
  const { on, refs } = useStore(selection, (state) => state)

  useLayoutEffect(() => {
    const at = contacts.findIndex(({ ref }) => ref === openRef)
    setCursor(Math.max(0, at))
    const top = at === -1 ? 0 : Math.max(0, lines.lines[lines.lineOf[at]!]!.top - 200)
    if (box.current) box.current.scrollTop = top
    setView((before) => ({ ...before, top }))
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- Only where another list is shown: what changes in it must not move it.
  }, [listKey])

  useLayoutEffect(() => {
    const element = box.current!
    const measure = () => setView(({ top }) => ({ top, height: element.clientHeight }))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const show = useCallback(
    (at: number, where: 'near' | 'top') => {
      const element = box.current
      const line = lines.lines[lines.lineOf[at] ?? -1]
      if (!element || !line) return
      const above = line.top - headingHeight
      const below = line.top + rowHeight - element.clientHeight
      if (where === 'top' || element.scrollTop > above) element.scrollTop = Math.max(0, above)
      else if (element.scrollTop < below) element.scrollTop = below
      setView((before) => ({ ...before, top: element.scrollTop }))
    },
    [lines],
  )
  const focus = useCallback(
    (at: number) => {
      if (contacts.length === 0) return
      const to = Math.max(0, Math.min(contacts.length - 1, at))
      wanted.current = to
      show(to, 'near')
      setCursor(to)
      box.current?.querySelector<HTMLElement>(`[data-at="${to}"]`)?.focus()
    },
    [contacts, show],
  )
  // A row far away is drawn first, then it has the focus.
  useEffect(() => {
    if (wanted.current === null) return
    const row = box.current?.querySelector<HTMLElement>(`[data-at="${wanted.current}"]`)
    if (!row) return
    wanted.current = null
    row.focus({ preventScroll: true })
  }, [view, cursor])
  useImperativeHandle(handle, () => ({ focus, at: () => cursor }))

  const latest = useRef({ contacts, cursor, onOpen })
  useLayoutEffect(() => {
    latest.current = { contacts, cursor, onOpen }
  })
  const onToggle = useCallback((at: number) => toggle(latest.current.contacts[at]!.ref), [])
  const onFocus = useCallback((at: number) => setCursor(at), [])
  const onPress = useCallback((at: number, event: React.MouseEvent) => {
    const now = latest.current
    const contact = now.contacts[at]!
    if (event.shiftKey) {
      const [from, to] = [Math.min(at, now.cursor), Math.max(at, now.cursor)]
      select([...selection.get().refs, ...now.contacts.slice(from, to + 1).map(({ ref }) => ref)])
    } else if (event.ctrlKey || event.metaKey || selection.get().on) toggle(contact.ref)
    else now.onOpen(contact)
  }, [])

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const page = Math.max(1, Math.floor(view.height / rowHeight) - 1)
    const to = {
      ArrowDown: cursor + 1,
      ArrowUp: cursor - 1,
      PageDown: cursor + page,
      PageUp: cursor - page,
      Home: 0,
      End: contacts.length - 1,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    if (event.shiftKey && selection.get().on && contacts[cursor]) select([...refs, contacts[cursor].ref])
    focus(to)
  }
  const drawn = linesIn(lines, view.top - beyond, view.top + view.height + beyond)
  const first = linesIn(lines, view.top, view.top + 1)[0]
  const current = contacts[first?.at ?? 0]
  return (
    <div className="contact-rows">
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- The keys of its rows, told in one place. */}
      <div
        ref={box}
        className="contact-scroll"
        onKeyDown={onKeyDown}
        onScroll={({ currentTarget: { scrollTop } }) =>
          setView((before) =>
            Math.abs(before.top - scrollTop) < rowHeight / 2 ? before : { ...before, top: scrollTop },
          )
        }
      >
        <div style={{ height: lines.height }} />
        {drawn.map(
          ({ heading, top }) =>
            heading !== null && (
              <div
                key={`heading ${heading}`}
                className="contact-heading"
                aria-hidden="true"
                style={{ transform: `translateY(${top}px)` }}
              >
                {heading}
              </div>
            ),
        )}
        <ul aria-label={label}>
          {drawn.map(
            ({ heading, at, top }) =>
              heading === null && (
                <ContactRow
                  key={contacts[at]!.ref}
                  contact={contacts[at]!}
                  at={at}
                  total={contacts.length}
                  top={top}
                  current={contacts[at]!.ref === openRef}
                  starred={favourites.has(starOf(contacts[at]!))}
                  givenFirst={givenFirst}
                  line={line}
                  tabbable={at === Math.min(cursor, contacts.length - 1)}
                  chosen={on ? refs.has(contacts[at]!.ref) : null}
                  onPress={onPress}
                  onToggle={onToggle}
                  onFocus={onFocus}
                />
              ),
          )}
        </ul>
      </div>
      {lines.letters.size > 2 && contacts.length > 15 && (
        <LetterIndex
          letters={lines.letters}
          current={current ? letterFor(current, givenFirst) : ''}
          onJump={(at) => show(at, 'top')}
        />
      )}
    </div>
  )
}
