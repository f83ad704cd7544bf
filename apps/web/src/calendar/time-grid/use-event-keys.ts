import type { Calendar, Occurrence } from '@staffetta/contract'
import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react'
import { move, remove } from '../state/actions.ts'
import { type Sayer, whenText } from '../occurrences/day-words.ts'
import { draft, say, setDraft } from '../state/draft.ts'
import { whyNot } from '../event-face/why-not.ts'
import { isMovable, isRemovable, keyOf } from '../occurrences/occurrences.ts'
import { moved, occurrenceAt, stretched, type When, whenOf } from '../occurrences/times.ts'

/** Within this time a moved event has been drawn in its new place. */
const followsMs = 1500

const steps: Record<string, { days: number; minutes: number }> = {
  ArrowUp: { days: 0, minutes: -15 },
  ArrowDown: { days: 0, minutes: 15 },
  ArrowLeft: { days: -1, minutes: 0 },
  ArrowRight: { days: 1, minutes: 0 },
}

/** In a month the rows are weeks. */
const weekSteps: typeof steps = {
  ...steps,
  ArrowUp: { days: -7, minutes: 0 },
  ArrowDown: { days: 7, minutes: 0 },
}

interface Options {
  /** What a step up or down means. */
  rows?: 'hours' | 'weeks'
  container: RefObject<HTMLElement | null>
  calendars: Calendar[]
  sayer: Sayer
  setStop: (key: string) => void
}

/**
 * The keys of an event: arrows lead to the others of its day and to the days beside, Alt moves it, Shift and Alt stretch it. What
 * was moved is stored when Alt is let go, so that ten presses are one change; Esc before that puts it back.
 */
export function useEventKeys({ rows = 'hours', container, calendars, sayer, setStop }: Options) {
  const follow = useRef<{ selector: string; until: number } | null>(null)

  // An event that was moved to another day is another element there: the focus goes along.
  const catchUp = () => {
    const wanted = follow.current
    if (
      !wanted ||
      wanted.until < Date.now() ||
      (document.activeElement !== document.body && document.activeElement !== null)
    )
      return
    container.current?.querySelector<HTMLElement>(wanted.selector)?.focus()
  }
  const goAlong = (selector: string) => (follow.current = { selector, until: Date.now() + followsMs })
  useEffect(catchUp)
  const reasonOf = (occurrence: Occurrence) =>
    whyNot(occurrence, calendars, sayer.t) ?? sayer.t('calendar.notChangeable')
  const removeAndStay = async (occurrence: Occurrence) => {
    await remove(occurrence)
    // Where the whole series went, the event beside it went too.
    goAlong('[role=gridcell][tabindex="0"]')
    catchUp()
  }

  return (event: KeyboardEvent<HTMLElement>, occurrence: Occurrence): void => {
    const step = (rows === 'weeks' ? weekSteps : steps)[event.key]
    if (event.altKey && step) {
      event.preventDefault()
      event.stopPropagation()
      if (!isMovable(occurrence, calendars)) return say(reasonOf(occurrence))
      const { now } = draft.get()
      const mine = now?.occurrence && keyOf(now.occurrence) === keyOf(occurrence) ? now.when : null
      const from = mine ?? whenOf(occurrence, sayer.clock)
      const when = event.shiftKey ? stretched(from, step) : moved(from, step)
      setDraft({ occurrence, when })
      say(whenText(occurrenceAt(occurrence, when, sayer.clock), sayer))
      if (mine === null)
        storeWhenLetGo(async (to) => {
          goAlong(`[data-event="${CSS.escape(keyOf(occurrence))}"]`)
          const ref = await move(occurrence, to)
          if (ref === null) return
          // The half of a series that was moved has another name; the day says which of its events it is.
          const day = to.kind === 'days' ? to.start : to.day
          goAlong(`[data-event^="${CSS.escape(`${ref} `)}"][data-day="${day}"]`)
          catchUp()
        })
      return
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      event.stopPropagation()
      if (!isRemovable(occurrence, calendars)) return say(reasonOf(occurrence))
      focusNext(event.currentTarget, container.current)
      void removeAndStay(occurrence)
      return
    }
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const box = event.currentTarget.getBoundingClientRect()
      event.preventDefault()
      event.currentTarget.dispatchEvent(
        new MouseEvent('contextmenu', {
          bubbles: true,
          cancelable: true,
          clientX: box.left + 12,
          clientY: Math.min(box.bottom, box.top + 40),
        }),
      )
      return
    }
    if (!step && event.key !== 'Home' && event.key !== 'End') return
    const next = neighbour(event.currentTarget, event.key, container.current)
    event.preventDefault()
    event.stopPropagation()
    if (!next) return
    follow.current = null
    setStop(next.dataset['event']!)
    next.focus()
    next.scrollIntoView({ block: 'nearest' })
  }
}

function storeWhenLetGo(onStore: (when: When) => Promise<void>): void {
  const stop = () => {
    window.removeEventListener('keyup', onUp)
    window.removeEventListener('keydown', onKey, true)
    window.removeEventListener('blur', store)
  }
  const store = () => {
    stop()
    const { now } = draft.get()
    if (now) void onStore(now.when)
  }
  const onUp = (event: globalThis.KeyboardEvent) => {
    if (event.key === 'Alt') store()
  }
  const onKey = (event: globalThis.KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    stop()
    setDraft(null)
  }
  window.addEventListener('keyup', onUp)
  window.addEventListener('keydown', onKey, true)
  window.addEventListener('blur', store)
}

/** The event an arrow leads to: above and below in its day, at about the same hour beside. */
function neighbour(from: HTMLElement, key: string, container: HTMLElement | null): HTMLElement | undefined {
  const all = [...(container?.querySelectorAll<HTMLElement>('[data-event]') ?? [])].sort(
    (a, b) => startOf(a) - startOf(b),
  )
  const day = from.dataset['day']!
  const own = all.filter((one) => one.dataset['day'] === day)
  switch (key) {
    case 'ArrowUp':
      return own[own.indexOf(from) - 1]
    case 'ArrowDown':
      return own[own.indexOf(from) + 1]
    case 'Home':
      return own[0]
    case 'End':
      return own.at(-1)
  }
  const days = [...new Set(all.map((one) => one.dataset['day']!))].sort()
  const other = days[days.indexOf(day) + (key === 'ArrowRight' ? 1 : -1)]
  const there = all.filter((one) => one.dataset['day'] === other)
  const distance = (one: HTMLElement) => Math.abs(startOf(one) - startOf(from))
  return there.sort((a, b) => distance(a) - distance(b))[0]
}

const startOf = (element: HTMLElement): number => Number(element.dataset['start'])

/** The focus does not fall out of the page with what is removed. */
function focusNext(from: HTMLElement, container: HTMLElement | null): void {
  const all = [...(container?.querySelectorAll<HTMLElement>('[data-event]') ?? [])]
  const at = all.indexOf(from)
  ;(
    all[at + 1] ??
    all[at - 1] ??
    container?.querySelector<HTMLElement>('[role=gridcell][tabindex="0"]')
  )?.focus()
}
