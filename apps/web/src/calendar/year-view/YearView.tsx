import './YearView.css'
import type { Occurrence } from '@staffetta/contract'
import { useMemo } from 'react'
import { type Day, eachDay } from '../clock/days.ts'
import { daysOf } from '../occurrences/occurrences.ts'
import { MiniMonth } from '../side/MiniMonth.tsx'
import { useSayer } from '../state/use-calendar.ts'

interface Props {
  date: Day
  occurrences: Occurrence[]
  onDay: (day: Day) => void
  onMonth: (day: Day) => void
}

/** Twelve months, each day as dark as it is full. */
export function YearView({ date, occurrences, onDay, onMonth }: Props) {
  const { clock } = useSayer()
  const counts = useMemo(() => {
    const found = new Map<Day, number>()
    for (const one of occurrences)
      for (const day of eachDay(daysOf(one, clock))) found.set(day, (found.get(day) ?? 0) + 1)
    return found
  }, [occurrences, clock])
  const densityOf = (day: Day) => {
    const count = counts.get(day) ?? 0
    return count === 0 ? 0 : count < 2 ? 1 : count < 4 ? 2 : count < 7 ? 3 : 4
  }
  return (
    <div className="year">
      {Array.from({ length: 12 }, (_, at) => `${date.slice(0, 4)}-${String(at + 1).padStart(2, '0')}-01`).map(
        (month) => (
          <MiniMonth
            key={month}
            kind="year"
            date={month}
            range={null}
            densityOf={densityOf}
            onDay={onDay}
            onMonth={onMonth}
          />
        ),
      )}
    </div>
  )
}
