import './DayColumn.css'
import type { CalendarId } from '@staffetta/contract'
import type { CSSProperties } from 'react'
import type { Day } from '../clock/days.ts'
import { titleOf } from '../occurrences/day-words.ts'
import { layoutDay } from '../event-face/layout.ts'
import { keyOf, type Segment } from '../occurrences/occurrences.ts'
import { clockText } from '../clock/wall-clock.ts'
import { EventFace, type EventPlace } from '../event-face/EventFace.tsx'
import { hourPx } from './geometry.ts'

/** A shorter one could hold no line of text. */
const shortestMinutes = 25
const linePx = 16
const paddingPx = 3

interface Props extends EventPlace {
  day: Day
  /** Of a day that is divided: whose part this is, and where what is begun in it goes. */
  lane?: { name: string; calendarId: CalendarId | null }
  segments: Segment[]
  draft: Segment | null
  waiting: readonly [from: number, hours: number] | null
}

/** The events of one day, where their time is. */
export function DayColumn({ day, lane, segments, draft, waiting, ...place }: Props) {
  const { t, words } = place.sayer
  const boxes = layoutDay(segments, (segment) => segment, shortestMinutes)
  return (
    <div className="tg-day" data-day-column={day} data-calendar={lane?.calendarId ?? undefined}>
      {boxes.length > 0 && (
        <ul
          aria-label={t('calendar.dayEvents', {
            day: lane?.name ?? words.longDay(day),
            count: boxes.length,
          })}
        >
          {boxes.map(({ item, from, to, column, columns }) => {
            const height = ((to - from) / 60) * hourPx - 1
            return (
              <li
                key={keyOf(item.occurrence)}
                style={{
                  top: (from / 60) * hourPx,
                  height,
                  left: `${(column / columns) * 100}%`,
                  width: `${100 / columns}%`,
                }}
              >
                <EventFace
                  occurrence={item.occurrence}
                  day={day}
                  start={item.from}
                  {...(item.before ? { before: true } : {})}
                  {...(item.after ? { after: true } : {})}
                  {...place}
                >
                  <Lines segment={item} height={height} {...place} />
                  {!item.after && <span className="event-edge" data-edge />}
                </EventFace>
              </li>
            )
          })}
        </ul>
      )}
      {waiting && (
        <i
          className="tg-waiting"
          aria-hidden="true"
          style={{ top: waiting[0] * hourPx, height: waiting[1] * hourPx - 1 }}
        />
      )}
      {draft && (
        <div
          className="event tg-draft"
          data-draft
          data-drafted
          style={{
            top: (draft.from / 60) * hourPx,
            height: (Math.max(shortestMinutes, draft.to - draft.from) / 60) * hourPx - 1,
          }}
        >
          <span className="event-title">{draft.occurrence.title || t('calendar.newEvent')}</span>
          <span className="event-time">
            {clockText(draft.from)}–{clockText(draft.to)}
          </span>
        </div>
      )}
    </div>
  )
}

/** As many whole lines as fit: the title, then when, then where, then who. */
function Lines({ segment, height, sayer }: { segment: Segment; height: number } & EventPlace) {
  const { occurrence } = segment
  const { t, formats } = sayer
  const lines = Math.max(1, Math.floor((height - 2 * paddingPx + 2) / linePx))
  const title = titleOf(occurrence, t)
  const start = formats.time(occurrence.startAt)
  const end = occurrence.endAt === occurrence.startAt ? null : formats.time(occurrence.endAt)
  const apart = lines >= 4
  const organizer = occurrence.people?.organizer
  return (
    <span className="event-lines" style={{ height: lines * linePx, '--lines': lines } as CSSProperties}>
      <span className="event-title" style={{ WebkitLineClamp: Math.max(1, Math.min(3, lines - 1)) }}>
        {title}
      </span>
      {lines > 1 && (
        <span className="event-time">
          {start}
          {end !== null && <span className="event-end">–{end}</span>}
          {!apart && occurrence.location && <span className="event-beside">, {occurrence.location}</span>}
        </span>
      )}
      {apart && occurrence.location && <span className="event-detail">{occurrence.location}</span>}
      {apart && organizer && <span className="event-detail">{organizer.name || organizer.address}</span>}
    </span>
  )
}
