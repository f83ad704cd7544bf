import { IconButton } from '@staffetta/ui'
import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'

interface Props {
  title: string
  /** Where one may make another; without it an empty part is not there. */
  create: { label: string; onCreate: () => void } | null
  /** What else can be done with all of them. */
  more?: ReactNode
  /** Said where there is none yet. */
  none: string
  rows: ReactNode[]
}

/** A part of the side: one's own calendars or lists, those of others, those subscribed to. */
export function ListSection({ title, create, more, none, rows }: Props) {
  if (rows.length === 0 && create === null) return null
  return (
    <section className="calendar-list" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {create && <IconButton icon={Plus} size={28} label={create.label} onClick={create.onCreate} />}
        {more}
      </header>
      {rows.length === 0 && <p className="calendar-list-none">{none}</p>}
      <ul>{rows}</ul>
    </section>
  )
}
