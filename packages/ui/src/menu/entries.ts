import type { LucideIcon } from 'lucide-react'

/** A menu as data: what the caller writes, so that the machinery of menus can come later. */
export type MenuEntry =
  | {
      kind: 'action'
      id: string
      label: string
      icon?: LucideIcon | undefined
      /** The key that does the same, as written on the keyboard. */
      keys?: string | undefined
      disabled?: boolean | undefined
      danger?: boolean | undefined
      /** Present for entries that are a choice: ticked or not. */
      checked?: boolean | undefined
      onAction: () => void
    }
  | { kind: 'link'; id: string; label: string; icon?: LucideIcon | undefined; href: string }
  | { kind: 'submenu'; id: string; label: string; icon?: LucideIcon | undefined; entries: MenuEntry[] }
  | { kind: 'separator'; id: string }
  | { kind: 'heading'; id: string; label: string }
