import './DateField.css'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { IconButton } from '../button/IconButton.tsx'
import { addMonths, dayForKey, type IsoDay, weeksOf } from './month.ts'

/** What a month says, in the language of whoever looks. */
export interface MonthWords {
  previousMonth: string
  nextMonth: string
  /** "Novembre 2026". */
  monthOf: (day: IsoDay) => string
  /** "giovedì 26 novembre 2026", for the screen reader. */
  longDay: (day: IsoDay) => string
  /** Of Monday to Sunday. */
  weekdays: { short: string; long: string }[]
}

interface Props {
  value: IsoDay
  today: IsoDay
  words: MonthWords
  onChoose: (day: IsoDay) => void
}

/** A month to choose a day of: one tab stop, arrows inside (APG date picker). */
export function MonthGrid({ value, today, words, onChoose }: Props) {
  const [at, setAt] = useState(value)
  const grid = useRef<HTMLTableElement>(null)
  const follow = useRef(true)
  useEffect(() => {
    if (follow.current) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  }, [at])
  const turn = (by: 1 | -1) => {
    follow.current = false
    setAt(addMonths(at, by))
  }
  return (
    <div className="ui-month">
      <div className="ui-month-head">
        <IconButton icon={ChevronLeft} label={words.previousMonth} onClick={() => turn(-1)} />
        <span aria-live="polite">{words.monthOf(at)}</span>
        <IconButton icon={ChevronRight} label={words.nextMonth} onClick={() => turn(1)} />
      </div>
      <table ref={grid} role="grid" aria-label={words.monthOf(at)}>
        <thead>
          <tr>
            {words.weekdays.map(({ short, long }) => (
              <th key={long} scope="col" abbr={long}>
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(at).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} aria-selected={day === value}>
                  <button
                    type="button"
                    tabIndex={day === at ? 0 : -1}
                    aria-label={words.longDay(day)}
                    aria-current={day === today ? 'date' : undefined}
                    data-beside={day.slice(0, 7) !== at.slice(0, 7) || undefined}
                    data-chosen={day === value || undefined}
                    onClick={() => onChoose(day)}
                    onKeyDown={(event) => {
                      const next = dayForKey(event.key, day)
                      if (next === null) return
                      event.preventDefault()
                      follow.current = true
                      setAt(next)
                    }}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
