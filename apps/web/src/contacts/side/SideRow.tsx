import type { Book } from '@staffetta/contract'
import { Icon, type LucideIcon } from '@staffetta/ui'
import { TriangleAlert } from 'lucide-react'
import { type DragEvent, type ReactNode, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { draggedPeople, dragsPeople } from '../list/drag-people.ts'

interface RowProps {
  icon: LucideIcon
  word: string
  title?: string
  /** A second line. */
  detail?: string
  count: number
  current: boolean
  colour?: Book['colour']
  trouble?: string | null
  onOpen: () => void
  /** Whom somebody drops on it. */
  onPeople?: ((refs: string[]) => void) | null
  children?: ReactNode
}

/** A book, a group or a tag of the side: how many are in it, and what can be done with it. */
export function SideRow({
  icon,
  word,
  title = word,
  detail = '',
  count,
  current,
  colour,
  trouble = null,
  onOpen,
  onPeople = null,
  children,
}: RowProps) {
  const { formats } = useI18n()
  const [over, setOver] = useState(false)
  return (
    <li
      className="side-row"
      data-colour={colour}
      data-menu={children ? true : undefined}
      data-over={over || undefined}
      {...(onPeople && {
        onDragOver: (event: DragEvent) => {
          if (!dragsPeople(event)) return
          event.preventDefault()
          setOver(true)
        },
        onDragLeave: () => setOver(false),
        onDrop: (event: DragEvent) => {
          setOver(false)
          if (!dragsPeople(event)) return
          event.preventDefault()
          onPeople(draggedPeople(event))
        },
      })}
    >
      <button type="button" aria-current={current ? 'page' : undefined} title={title} onClick={onOpen}>
        <Icon of={icon} size={18} />
        <span>
          {word}
          {detail !== '' && <small>{detail}</small>}
        </span>
        {trouble !== null && <Icon of={TriangleAlert} size={14} label={trouble} />}
        {count > 0 && <b>{formats.number(count)}</b>}
      </button>
      {children}
    </li>
  )
}
