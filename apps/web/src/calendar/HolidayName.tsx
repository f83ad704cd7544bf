import { useI18n } from '../app/i18n.tsx'
import type { Day } from './days.ts'
import { holidayOf } from './holidays.ts'

/** Beside the number of a day on which offices are closed. */
export function HolidayName({ day }: { day: Day }) {
  const { t } = useI18n()
  const holiday = holidayOf(day)
  if (holiday === null) return null
  const name = t(`calendar.holiday.${holiday}`)
  return (
    <small className="holiday" title={name}>
      {name}
    </small>
  )
}
