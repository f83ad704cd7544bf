import './AllDayBand.css'
import type { Occurrence } from '@staffetta/contract'
import { Icon, IconButton } from '@staffetta/ui'
import { ChevronDown, ChevronLeft, ChevronRight, ChevronUp } from 'lucide-react'
import { useState } from 'react'
import { daysBetween, type Day } from '../clock/days.ts'
import { titleOf } from '../occurrences/day-words.ts'
import { layoutBars } from '../event-face/layout.ts'
import { daysOf, keyOf } from '../occurrences/occurrences.ts'
import { EventFace, type EventPlace } from '../event-face/EventFace.tsx'

const rowPx = 24
/** The words at its left have two lines. */
const leastPx = 38
const mostRows = 4

interface Props extends EventPlace {
  days: Day[]
  occurrences: Occurrence[]
  draft: Occurrence | null
  /** Of a day that is divided: into how many columns, and in which each stands. */
  lanes?: number
  laneOf?: (occurrence: Occurrence) => number
}

/** Whole days and what lasts for days, in rows above the hours. */
export function AllDayBand({ days, occurrences, draft, lanes, laneOf, ...place }: Props) {
  const { t, clock } = place.sayer
  const [open, setOpen] = useState(false)
  const spanOf = (one: Occurrence) => {
    if (laneOf) return { from: laneOf(one), to: laneOf(one) + 1 }
    const { from, to } = daysOf(one, clock)
    return { from: daysBetween(days[0]!, from), to: daysBetween(days[0]!, to) }
  }
  const bars = layoutBars(draft ? [...occurrences, draft] : occurrences, spanOf, lanes ?? days.length)
  const rows = bars.reduce((most, { row }) => Math.max(most, row + 1), 0)
  const folds = rows > mostRows + 1
  const shownRows = folds && !open ? mostRows : rows
  return (
    <div className="tg-band" style={{ height: Math.max(leastPx, shownRows * rowPx + 7) }}>
      <span className="tg-band-label" id="band-label">
        {t('calendar.allDay')}
        {folds && (
          <IconButton
            icon={open ? ChevronUp : ChevronDown}
            size={28}
            label={open ? t('calendar.fewerRows') : t('calendar.moreRows', { count: rows - mostRows })}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          />
        )}
      </span>
      <div className="tg-band-days" aria-hidden="true">
        {Array.from({ length: lanes ?? days.length }, (_, at) => days[lanes ? 0 : at]!).map((day, at) => (
          <i key={lanes ? at : day} data-band-day={day} />
        ))}
      </div>
      {bars.length > 0 && (
        <ul className="tg-bars" aria-labelledby="band-label">
          {bars
            .filter(({ row }) => row < shownRows)
            .map(({ item, from, to, row, before, after }) => (
              <li
                key={item === draft ? 'draft' : keyOf(item)}
                style={{ gridColumn: `${from + 1} / ${to + 1}`, gridRow: row + 1 }}
                data-draft={item === draft || undefined}
              >
                {item === draft ? (
                  <div className="event" data-bar data-drafted>
                    <span className="event-title">{item.title || t('calendar.newEvent')}</span>
                  </div>
                ) : (
                  <EventFace
                    occurrence={item}
                    day={days[lanes ? 0 : from]!}
                    start={-1}
                    bar
                    {...(before ? { before } : {})}
                    {...(after ? { after } : {})}
                    {...place}
                  >
                    {before && <Icon of={ChevronLeft} size={14} />}
                    <span className="event-title">{titleOf(item, t)}</span>
                    {item.days === null && (
                      <span className="event-time">{place.sayer.formats.time(item.startAt)}</span>
                    )}
                    {after && <Icon of={ChevronRight} size={14} />}
                  </EventFace>
                )}
              </li>
            ))}
        </ul>
      )}
    </div>
  )
}
