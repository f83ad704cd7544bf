import { useEffect, useRef } from 'react'
import { createStore } from '../store.ts'

export interface Shortcut {
  /** As `event.key` says it: 'c', '?', 'Delete', 'Enter'; two keys one after the other as 'g i'. */
  keys: string
  label: string
  group: 'general' | 'list' | 'message' | 'calendar'
  run: () => void
  /** Works though single keys are switched off: arrows, Enter, Esc are no letters one types by mistake. */
  always?: boolean
}

interface Registry {
  shortcuts: Shortcut[]
  /** The person's wish: single keys can be switched off (WCAG 2.1.4). */
  enabled: boolean
  helpOpen: boolean
}

export const registry = createStore<Registry>({ shortcuts: [], enabled: true, helpOpen: false })

export function showShortcuts(): void {
  registry.set({ helpOpen: true })
}

/** Offers shortcuts while the component is there. The list may be new at each drawing. */
export function useShortcuts(shortcuts: Shortcut[]): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  const signature = shortcuts.map(({ keys, label }) => `${keys} ${label}`).join('\n')
  useEffect(() => {
    const own: Shortcut[] = latest.current.map((shortcut, at) => ({
      ...shortcut,
      run: () => latest.current[at]?.run(),
    }))
    registry.set((state) => ({ ...state, shortcuts: [...state.shortcuts, ...own] }))
    return () =>
      registry.set((state) => ({ ...state, shortcuts: state.shortcuts.filter((one) => !own.includes(one)) }))
  }, [signature])
}

const sequenceMs = 1200
let pending: { key: string; at: number } | null = null

/** The one listener of the page. Keys that are being typed, or that belong to a dialog or a menu, are left alone. */
export function listenToShortcuts(): () => void {
  const listener = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    const target = event.target as HTMLElement
    if (
      isTyping(target) ||
      document.querySelector('[role="dialog"][class^="ui-"], [role="alertdialog"], [role="menu"]')
    )
      return
    const { shortcuts, enabled } = registry.get()
    const sequence = pending && Date.now() - pending.at < sequenceMs ? `${pending.key} ${event.key}` : null
    pending = { key: event.key, at: Date.now() }
    const found =
      shortcuts.findLast((one) => one.keys === sequence) ??
      shortcuts.findLast((one) => one.keys === event.key)
    if (!found || !(enabled || found.always)) return
    event.preventDefault()
    found.run()
  }
  document.addEventListener('keydown', listener)
  return () => document.removeEventListener('keydown', listener)
}

function isTyping(target: HTMLElement): boolean {
  return (
    target.isContentEditable ||
    target.tagName === 'TEXTAREA' ||
    target.tagName === 'SELECT' ||
    (target.tagName === 'INPUT' &&
      !['checkbox', 'radio', 'button'].includes((target as HTMLInputElement).type))
  )
}
