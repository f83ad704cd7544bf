import './Combobox.css'
import { type KeyboardEvent, type PointerEvent, useId, useState } from 'react'

interface Combobox {
  /** What the list is for: for something else it starts over. */
  of: unknown
  count: number
  /** Whether the list is on the screen. */
  open: boolean
  /** What is typed may be meant as it stands: no option is active before an arrow leads to one, wherever the pointer rests. */
  free?: boolean
  /** The option one begins at. */
  first?: number
  onChoose: (index: number) => void
}

/** A list below a field that keeps the focus (APG combobox): the arrows go round in it, a press chooses. */
export function useCombobox({ of, count, open, free = false, first = free ? -1 : 0, onChoose }: Combobox) {
  const id = useId()
  const [active, setActive] = useState({ of, at: first })
  if (active.of !== of) setActive({ of, at: first })
  const at = Math.min(active.at, count - 1)
  return {
    /** The option Enter would choose; -1 where there is none. */
    at,
    field: {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': open,
      'aria-controls': open ? id : undefined,
      'aria-activedescendant': open && at >= 0 ? `${id}-${at}` : undefined,
    } as const,
    list: { id, role: 'listbox', className: 'ui-options' } as const,
    option: (index: number) =>
      ({
        id: `${id}-${index}`,
        role: 'option',
        'aria-selected': index === at,
        ref: index === at ? intoView : undefined,
        onPointerEnter: free ? undefined : () => setActive({ of, at: index }),
        onPointerDown: (event: PointerEvent) => {
          // Before the field loses the focus, and with it what was typed.
          event.preventDefault()
          onChoose(index)
        },
      }) as const,
    /** True when the key was an arrow through the list. */
    stepped: (event: KeyboardEvent): boolean => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step === undefined || !open || count === 0) return false
      event.preventDefault()
      setActive({ of, at: (Math.max(at, step < 0 ? 0 : -1) + step + count) % count })
      return true
    },
  }
}

function intoView(option: HTMLLIElement | null): void {
  option?.scrollIntoView?.({ block: 'nearest' })
}
