import { useEffect, useState } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { eachDay } from './days.ts'
import type { Range, View } from './ranges.ts'

const appearsAfterMs = 150
/** Hours at which a waiting day shows something, so that it looks like a day and not like a chessboard. */
const hours = [
  [8.5, 1],
  [10, 2],
  [15, 1.5],
  [9, 2],
  [11.5, 1],
  [16, 1],
  [9.5, 1],
] as const

/** Still grey boxes where events will be; the grid behind them is the true one. */
export function CalendarSkeleton({ view, range }: { view: View; range: Range }) {
  const { t } = useI18n()
  const [there, setThere] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setThere(true), appearsAfterMs)
    return () => clearTimeout(timer)
  }, [])
  if (!there) return null
  const days = view === 'month' ? [] : eachDay(range)
  return (
    <div className="calendar-waiting" role="status" aria-label={t('calendar.loading')}>
      {days.map((day, at) => {
        const [from, length] = hours[at % hours.length]!
        return (
          <span key={day} aria-hidden="true">
            <i style={{ top: (from - 7) * 48, height: length * 48 - 1 }} />
            <i style={{ top: (from + 4 - 7) * 48, height: 47 }} />
          </span>
        )
      })}
    </div>
  )
}
