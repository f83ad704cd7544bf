import { CalendarMailSettings } from './CalendarMailSettings.tsx'
import { WorkingHoursSettings } from './WorkingHoursSettings.tsx'

/** What the calendar knows of a person, and what it writes to them. */
export function CalendarSettings() {
  return (
    <>
      <WorkingHoursSettings />
      <CalendarMailSettings />
    </>
  )
}
