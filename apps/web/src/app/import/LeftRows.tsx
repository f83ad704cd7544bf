import { Icon } from '@staffetta/ui'
import { TriangleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'

interface Props {
  title: string
  rows: readonly { what: string; why: string }[]
  children?: ReactNode
}

/** What of a file is not taken, and why. */
export function LeftRows({ title, rows, children }: Props) {
  const id = useId()
  return (
    <section className="import-left">
      <h3 id={id}>
        <Icon of={TriangleAlert} size={16} />
        {title}
      </h3>
      {/* A list that scrolls is reached by the keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul aria-labelledby={id} tabIndex={0}>
        {rows.map(({ what, why }, row) => (
          <li key={row}>
            <span>{what}</span>
            <small>{why}</small>
          </li>
        ))}
      </ul>
      {children}
    </section>
  )
}
