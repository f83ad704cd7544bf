import { CalendarMailSettings } from './CalendarMailSettings.tsx'
import { Setting } from './Setting.tsx'
import { WorkingHoursSettings } from './WorkingHoursSettings.tsx'

/** What the calendar knows of a person, and what it writes to them. */
export function CalendarSettings() {
  return (
    <>
      <Setting of="calendar.items.hours">
        <WorkingHoursSettings />
      </Setting>
      <CalendarMailSettings />
    </>
  )
}
