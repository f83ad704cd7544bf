import { ProgressBar } from '@staffetta/ui'

interface Props {
  /** `share`: of what is on its way. */
  rows: readonly { id: string; name: string; detail: string; share: number | null }[]
  running: string
  onOpen: (id: string) => void
}

/** Imports that go on, stopped, or left something out: one press opens them. */
export function ImportRows({ rows, running, onOpen }: Props) {
  if (rows.length === 0) return null
  return (
    <ul className="import-rows">
      {rows.map(({ id, name, detail, share }) => (
        <li key={id}>
          <button type="button" onClick={() => onOpen(id)}>
            <span>{name}</span>
            <small>{detail}</small>
          </button>
          {share !== null && <ProgressBar label={running} share={share} />}
        </li>
      ))}
    </ul>
  )
}
