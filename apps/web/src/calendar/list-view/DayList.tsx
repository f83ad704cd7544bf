import './ListView.css'
import type { Calendar, Occurrence } from '@staffetta/contract'
import { Icon } from '@staffetta/ui'
import { Bell, MapPin, Repeat, Users } from 'lucide-react'
import { Fragment } from 'react'
import { Answers } from '../event-card/Answers.tsx'
import type { Day } from '../clock/days.ts'
import { titleOf } from '../occurrences/day-words.ts'
import { EventFace, type EventPlace } from '../event-face/EventFace.tsx'
import { daysOf, isInBand, askedIn, isUnanswered, keyOf, onDay } from '../occurrences/occurrences.ts'
import { useNow } from '../state/use-calendar.ts'

interface Props extends EventPlace {
  day: Day
  occurrences: Occurrence[]
  calendars: Calendar[]
  /** On a phone an invitation is answered in the list. */
  answers?: boolean
}

/** One day as a list: whole days first, then by the hour, with a line where it is now. */
export function DayList({ day, occurrences, answers = false, ...place }: Props) {
  const { clock, formats, t, words, today } = place.sayer
  const now = useNow()
  const here = onDay(occurrences, day, clock)
  const whole = here.filter(isInBand)
  const timed = here.filter((one) => !isInBand(one))
  const nowAt = day === today ? timed.findIndex((one) => Date.parse(one.endAt) > now) : -1
  const line = (
    <li className="day-now" aria-hidden="true">
      <span>{formats.time(new Date(now))}</span>
      <i />
    </li>
  )
  return (
    <ul
      className="day-list"
      aria-label={t('calendar.dayEvents', { day: words.longDay(day), count: here.length })}
    >
      {whole.length > 0 && (
        <li className="day-whole">
          <ul>
            {whole.map((one) => (
              <li key={keyOf(one)}>
                <EventFace occurrence={one} day={day} start={-1} bar {...place}>
                  <span className="event-title">{titleOf(one, t)}</span>
                </EventFace>
              </li>
            ))}
          </ul>
        </li>
      )}
      {timed.map((one, at) => (
        <Fragment key={keyOf(one)}>
          {at === nowAt && Date.parse(one.startAt) > now && line}
          <li className="day-row">
            <span className="day-hours" aria-hidden="true">
              <b>{daysOf(one, clock).from < day ? '…' : formats.time(one.startAt)}</b>
              {one.startAt !== one.endAt && <span>{formats.time(one.endAt)}</span>}
            </span>
            <div className="day-event">
              <EventFace occurrence={one} day={day} start={Date.parse(one.startAt) / 60_000} {...place}>
                <span className="event-title">{titleOf(one, t)}</span>
                <span className="day-detail">
                  {one.location && (
                    <>
                      <Icon of={MapPin} size={14} />
                      <span>{one.location}</span>
                    </>
                  )}
                  {askedIn(one) > 0 && (
                    <>
                      <Icon of={Users} size={14} />
                      <span>{askedIn(one)}</span>
                    </>
                  )}
                  {one.recurring && <Icon of={Repeat} size={14} />}
                  {one.reminders && <Icon of={Bell} size={14} />}
                </span>
              </EventFace>
              {answers && isUnanswered(one) && <Answers occurrence={one} />}
            </div>
          </li>
          {at === nowAt && Date.parse(one.startAt) <= now && line}
        </Fragment>
      ))}
      {day === today && nowAt === -1 && timed.length > 0 && line}
    </ul>
  )
}
