import './LaneHeads.css'
import type { Lane } from './lanes.ts'

interface Props {
  lanes: readonly Lane[]
  secondZone: string | null
}

/** Whose each column of the day is. */
export function LaneHeads({ lanes, secondZone }: Props) {
  return (
    <div className="tg-heads">
      {secondZone !== null && (
        <span className="tg-zone" title={secondZone}>
          {secondZone.split('/').at(-1)!.replaceAll('_', ' ')}
        </span>
      )}
      <span className="tg-corner" />
      {lanes.map(({ id, name, detail, calendar }) => (
        <span key={id} className="tg-lane" data-colour={calendar.colour} title={name}>
          <i aria-hidden="true" />
          <span>
            {name}
            {detail !== '' && <small>{detail}</small>}
          </span>
        </span>
      ))}
    </div>
  )
}
