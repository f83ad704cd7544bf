import './DayHeads.css'
import { VisuallyHidden } from '@staffetta/ui'
import type { Day } from '../clock/days.ts'
import type { DayWords } from '../occurrences/day-words.ts'
import { HolidayName } from '../clock/HolidayName.tsx'

interface Props {
  days: Day[]
  today: Day
  words: DayWords
  secondZone: string | null
  onDay: (day: Day) => void
}

/** The number and name of each day; a press shows that day alone. */
export function DayHeads({ days, today, words, secondZone, onDay }: Props) {
  return (
    <div className="tg-heads">
      {secondZone !== null && (
        <span className="tg-zone" title={secondZone}>
          {secondZone.split('/').at(-1)!.replaceAll('_', ' ')}
        </span>
      )}
      <span className="tg-corner" />
      {days.map((day) => (
        <button
          key={day}
          type="button"
          className="tg-head"
          aria-current={day === today ? 'date' : undefined}
          onClick={() => onDay(day)}
        >
          <b aria-hidden="true">{Number(day.slice(8))}</b>
          <span aria-hidden="true">{words.weekdayShort(day)}</span>
          <VisuallyHidden>{words.longDay(day)}</VisuallyHidden>
          <HolidayName day={day} />
        </button>
      ))}
    </div>
  )
}
