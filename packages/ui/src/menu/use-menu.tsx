import { useCallback, useRef, useState, type ReactNode, type RefObject } from 'react'
import { later } from '../later/later.tsx'
import type { MenuEntry } from './entries.ts'

const [MenuPanel, fetchPanel] = later(async () => (await import('./MenuPanel.tsx')).MenuPanel)

/** Fetches the menus' code ahead of the first press. */
export function prefetchMenus(): void {
  void fetchPanel().catch(() => undefined)
}

/** Where a menu opens: below an element, or at a point of the screen. */
export type MenuAnchor = { x: number; y: number } | RefObject<HTMLElement | null>

/** A menu opened from a button: spread `trigger` on the button, render `element` beside it. */
export function useMenu(entries: MenuEntry[] | (() => MenuEntry[]), label: string) {
  const ref = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const trigger = {
    ref,
    'aria-haspopup': 'menu' as const,
    'aria-expanded': open,
    onPointerEnter: prefetchMenus,
    onFocus: prefetchMenus,
    onClick: () => setOpen(!open),
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key !== 'ArrowDown') return
      event.preventDefault()
      setOpen(true)
    },
  }
  const element = open && <Menu anchor={ref} label={label} entries={entries} onClose={() => setOpen(false)} />
  return { open, setOpen, trigger, element }
}

/** A menu opened at the pointer, by the Menu key or by a long press. `open` takes the entries at that moment. */
export function useContextMenu(label: string) {
  const [at, setAt] = useState<{ anchor: MenuAnchor; entries: MenuEntry[] } | undefined>()
  const open = useCallback((anchor: MenuAnchor, entries: MenuEntry[]) => setAt({ anchor, entries }), [])
  const close = useCallback(() => setAt(undefined), [])
  const element: ReactNode = at && (
    <Menu anchor={at.anchor} label={label} entries={at.entries} onClose={close} />
  )
  return { isOpen: at !== undefined, open, element }
}

interface MenuProps {
  anchor: MenuAnchor
  label: string
  entries: MenuEntry[] | (() => MenuEntry[])
  onClose: () => void
}

/** An open menu; unmount it to close it. */
export function Menu({ anchor, label, entries, onClose }: MenuProps) {
  return (
    <MenuPanel
      anchor={anchor}
      label={label}
      entries={typeof entries === 'function' ? entries() : entries}
      onClose={onClose}
    />
  )
}
