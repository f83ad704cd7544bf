import type { Calendar, Occurrence } from '@staffetta/contract'
import { VisuallyHidden } from '@staffetta/ui'
import type { KeyboardEvent, ReactNode } from 'react'
import { useStore } from '../../app/store.ts'
import { GridTick } from '../../tasks/index.ts'
import type { Day } from '../clock/days.ts'
import { type Sayer, spokenOf } from '../occurrences/day-words.ts'
import { colourOf, isMovable, isSaving, isUnanswered, keyOf } from '../occurrences/occurrences.ts'
import { openThing } from '../state/open-event.ts'
import { taskIn } from '../occurrences/task-occurrence.ts'

/** What every event needs of the place it stands in. */
export interface EventPlace {
  /** The one event that Tab reaches; from there the arrows lead. */
  stop: string | null
  calendars: Calendar[]
  sayer: Sayer
  /** The event that is being moved: it fades where it was. */
  moving: string | null
  onFocus: (key: string) => void
  onKeyDown: (event: KeyboardEvent<HTMLElement>, occurrence: Occurrence) => void
  onOpen: (occurrence: Occurrence, element: Element) => void
  onMenu: (occurrence: Occurrence, element: Element, at: { x: number; y: number }) => void
}

interface Props extends EventPlace {
  occurrence: Occurrence
  day: Day
  /** The minute it begins at in this day; -1 in the band. */
  start: number
  bar?: boolean
  before?: boolean
  after?: boolean
  children: ReactNode
}

/** An event as one sees and presses it, wherever it stands. */
export function EventFace({ occurrence, day, start, bar, before, after, children, ...place }: Props) {
  const key = keyOf(occurrence)
  const calendar = place.calendars.find(({ id }) => id === occurrence.calendarId)
  const open = useStore(openThing, (state) =>
    state.open?.kind === 'card' ? keyOf(state.open.occurrence) === key : false,
  )
  const task = taskIn(occurrence)
  const face = (
    <button
      type="button"
      className="event"
      data-event={key}
      data-day={day}
      data-start={start}
      data-colour={colourOf(occurrence, place.calendars)}
      data-bar={bar || undefined}
      data-before={before || undefined}
      data-after={after || undefined}
      data-open={open || undefined}
      data-unanswered={isUnanswered(occurrence) || undefined}
      data-declined={occurrence.people?.mine === 'declined' || undefined}
      data-tentative={
        occurrence.status === 'tentative' || occurrence.people?.mine === 'tentative' || undefined
      }
      data-cancelled={occurrence.status === 'cancelled' || undefined}
      data-task={task ? (task.status === 'completed' ? 'done' : 'open') : undefined}
      data-saving={isSaving(occurrence) || undefined}
      data-moving={place.moving === key || undefined}
      data-changeable={isMovable(occurrence, place.calendars) || undefined}
      aria-haspopup="dialog"
      aria-disabled={isSaving(occurrence) || undefined}
      tabIndex={place.stop === key ? 0 : -1}
      onFocus={() => place.onFocus(key)}
      onKeyDown={(event) => place.onKeyDown(event, occurrence)}
      onClick={(event) => {
        if (!isSaving(occurrence)) place.onOpen(occurrence, event.currentTarget)
      }}
      onContextMenu={(event) => {
        event.preventDefault()
        if (!isSaving(occurrence))
          place.onMenu(occurrence, event.currentTarget, { x: event.clientX, y: event.clientY })
      }}
    >
      <span className="event-face" aria-hidden="true">
        {children}
      </span>
      <VisuallyHidden>{spokenOf(occurrence, calendar?.name, place.sayer)}</VisuallyHidden>
    </button>
  )
  if (!task) return face
  return (
    <div className="event-task">
      {face}
      <GridTick task={task} calendars={place.calendars} reached={place.stop === key} />
    </div>
  )
}
