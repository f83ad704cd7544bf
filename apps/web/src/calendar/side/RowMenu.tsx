import { IconButton, type MenuEntry, useMenu } from '@staffetta/ui'
import { Ellipsis } from 'lucide-react'

/** What can be done with one row of the side. */
export function RowMenu({ label, entries }: { label: string; entries: () => MenuEntry[] }) {
  const menu = useMenu(entries, label)
  return (
    <>
      <IconButton className="calendar-row-menu" icon={Ellipsis} size={28} label={label} {...menu.trigger} />
      {menu.element}
    </>
  )
}
