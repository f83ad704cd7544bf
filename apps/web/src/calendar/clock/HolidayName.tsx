import { useI18n } from '../../app/i18n.tsx'
import { session } from '../../app/session.ts'
import { useStore } from '../../app/store.ts'
import type { Day } from './days.ts'
import { holidayOf } from './holidays.ts'

/** Beside the number of a day on which offices are closed, also for the patron saint of the place. */
export function HolidayName({ day }: { day: Day }) {
  const { t } = useI18n()
  const patron = useStore(session, (state) => state.me?.patron ?? null)
  const holiday = holidayOf(day)
  const name =
    holiday !== null ? t(`calendar.holiday.${holiday}`) : patron?.day === day.slice(5) ? patron.name : null
  if (name === null) return null
  return (
    <small className="holiday" title={name}>
      {name}
    </small>
  )
}
