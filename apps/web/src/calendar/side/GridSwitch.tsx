import type { CalendarColour } from '@staffetta/contract'
import { device } from '../../app/device.ts'
import { useStore } from '../../app/store.ts'

interface Props {
  what: 'calendarTasks' | 'calendarBirthdays'
  colour: CalendarColour
  title: string
  label: string
}

/** What is no event and stands among them, or does not: tasks, birthdays. */
export function GridSwitch({ what, colour, title, label }: Props) {
  const shown = useStore(device, (state) => state[what])
  return (
    <section className="calendar-list" aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      <div className="calendar-row" data-colour={colour}>
        <label>
          <input
            type="checkbox"
            className="calendar-box"
            checked={shown}
            onChange={() => device.set({ [what]: !shown })}
          />
          <span>{label}</span>
        </label>
      </div>
    </section>
  )
}
