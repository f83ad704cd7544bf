import './Menu.css'
import { Check, ChevronRight } from 'lucide-react'
import { useMemo, type RefObject } from 'react'
import {
  Header,
  Menu,
  MenuItem,
  MenuSection,
  Popover,
  Separator,
  SubmenuTrigger,
} from 'react-aria-components'
import { Icon, type LucideIcon } from '../icon/Icon.tsx'
import type { MenuEntry } from './entries.ts'
import type { MenuAnchor } from './use-menu.tsx'

interface Props {
  anchor: MenuAnchor
  label: string
  entries: MenuEntry[]
  onClose: () => void
}

export function MenuPanel({ anchor, label, entries, onClose }: Props) {
  const atPoint = 'x' in anchor ? anchor : undefined
  const trigger = useMemo<RefObject<Element | null>>(
    () => ('x' in anchor ? { current: pointElement(anchor) } : anchor),
    [anchor],
  )
  return (
    <Popover
      className="ui-menu-popover"
      aria-label={label}
      isOpen
      triggerRef={trigger}
      placement={atPoint ? 'bottom start' : 'bottom end'}
      offset={atPoint ? 0 : 4}
      onOpenChange={(open) => !open && onClose()}
    >
      <Menu className="ui-menu" aria-label={label} autoFocus="first" onClose={onClose}>
        {entries.map((entry) => renderEntry(entry, onClose))}
      </Menu>
    </Popover>
  )
}

/** What is chosen in a menu of a menu closes both. */
function renderEntry(entry: MenuEntry, onClose: () => void) {
  switch (entry.kind) {
    case 'separator':
      return <Separator key={entry.id} className="ui-menu-separator" />
    case 'heading':
      return (
        <MenuSection key={entry.id} aria-label={entry.label}>
          <Header className="ui-menu-heading">{entry.label}</Header>
        </MenuSection>
      )
    case 'link':
      return (
        <MenuItem
          key={entry.id}
          id={entry.id}
          className="ui-menu-item"
          textValue={entry.label}
          href={entry.href}
          target="_blank"
          rel="noopener noreferrer"
        >
          <EntryFace icon={entry.icon} label={entry.label} />
        </MenuItem>
      )
    case 'submenu':
      return (
        <SubmenuTrigger key={entry.id}>
          <MenuItem id={entry.id} className="ui-menu-item" textValue={entry.label}>
            <EntryFace icon={entry.icon} label={entry.label} />
            <Icon of={ChevronRight} size={16} />
          </MenuItem>
          <Popover className="ui-menu-popover" aria-label={entry.label}>
            <Menu className="ui-menu" aria-label={entry.label} onClose={onClose}>
              {entry.entries.map((one) => renderEntry(one, onClose))}
            </Menu>
          </Popover>
        </SubmenuTrigger>
      )
    case 'action':
      return (
        <MenuItem
          key={entry.id}
          id={entry.id}
          className="ui-menu-item"
          textValue={entry.label}
          isDisabled={entry.disabled ?? false}
          data-danger={entry.danger || undefined}
          {...(entry.checked === undefined ? {} : { 'aria-checked': entry.checked })}
          onAction={entry.onAction}
        >
          <EntryFace icon={entry.checked ? Check : entry.icon} label={entry.label} />
          {entry.keys && <kbd className="ui-menu-keys">{entry.keys}</kbd>}
        </MenuItem>
      )
  }
}

function EntryFace({ icon, label }: { icon: LucideIcon | undefined; label: string }) {
  return (
    <>
      <span className="ui-menu-icon">{icon && <Icon of={icon} size={18} />}</span>
      <span className="ui-menu-label">{label}</span>
    </>
  )
}

/** React Aria measures its trigger; a point on the screen is enough of an element for that. */
function pointElement({ x, y }: { x: number; y: number }): Element {
  const rect = new DOMRect(x, y, 0, 0)
  const holder = document.createElement('span')
  holder.getBoundingClientRect = () => rect
  return holder
}
