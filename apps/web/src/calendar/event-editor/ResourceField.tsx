import './ResourceField.css'
import type { Attendee, Partstat, Resource, ResourceAvailability } from '@staffetta/contract'
import { Button, Icon, IconButton } from '@staffetta/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { addDays } from '../clock/days.ts'
import { calendarQueries } from '../state/queries.ts'
import { factsOf } from '../resources/booking-words.ts'
import { kindIcons } from '../resources/kind-icons.ts'
import { useSayer } from '../state/use-calendar.ts'
import type { FormAttendee } from './event-form.ts'
import { clockIn, endsBeforeStart, type WhenForm, withStart } from '../fields/when-form.ts'

interface Props {
  resources: readonly Resource[]
  /** Those among who is asked that are rooms or cars. */
  booked: FormAttendee[]
  /** As the stored event has it. */
  answers: readonly Attendee[]
  when: WhenForm
  /** Of the stored event: what it has itself is not in its way. */
  uid: string | null
  onChange: (booked: FormAttendee[], place: string | null) => void
  onMove: (when: WhenForm) => void
}

/** Rooms and cars for the event: which are free at its time, and when else. */
export function ResourceField({ resources, booked, answers, when, uid, onChange, onMove }: Props) {
  const { t, formats, clock } = useSayer()
  const [open, setOpen] = useState(false)
  const list = useId()
  const add = useRef<HTMLButtonElement>(null)
  const span = instantsOf(when)
  const { data, error } = useQuery({
    ...calendarQueries.availability(span, clock.zone, uid),
    enabled: (open || booked.length > 0) && span.to > span.from && !endsBeforeStart(when),
    placeholderData: keepPreviousData,
  })
  const stateOf = ({ id }: Resource) => data?.resources.find(({ resourceId }) => resourceId === id)
  const chosen = booked.map((one) => resources.find(({ address }) => address === one.address.toLowerCase())!)
  const others = resources.filter((one) => !chosen.includes(one))
  const moveTo = (nextAt: string) => {
    const wall = clockIn(when.startZone).wallOf(Date.parse(nextAt))
    onMove(withStart(when, when.allDay ? { day: wall.day } : { day: wall.day, minute: wall.minute }))
  }
  const state = (resource: Resource) => (
    <Availability
      availability={stateOf(resource)}
      partstat={answers.find(({ address }) => address === resource.address)?.partstat ?? null}
      whenNext={(nextAt) => formats.messageDate(nextAt)}
      onMove={moveTo}
    />
  )
  return (
    <div className="edit-resources" role="group" aria-label={t('calendar.resources.title')}>
      <span className="edit-label" aria-hidden="true">
        {t('calendar.resources.title')}
      </span>
      {chosen.length > 0 && (
        <ul className="edit-people-list">
          {chosen.map((resource) => (
            <li key={resource.id}>
              <Icon of={kindIcons[resource.kind]} size={18} />
              <span className="edit-person">{resource.name}</span>
              {state(resource)}
              <IconButton
                icon={X}
                size={28}
                label={t('calendar.resources.remove', { name: resource.name })}
                onClick={() => {
                  onChange(
                    booked.filter(({ address }) => address.toLowerCase() !== resource.address),
                    null,
                  )
                  add.current?.focus()
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <Button
          ref={add}
          kind="text"
          icon={Plus}
          aria-expanded={open}
          aria-controls={list}
          onClick={() => setOpen(!open)}
        >
          {t('calendar.resources.add')}
        </Button>
      )}
      {open && others.length > 0 && (
        <ul id={list} className="edit-resource-list">
          {others.map((resource) => (
            <li key={resource.id}>
              <button
                type="button"
                onClick={() => {
                  onChange(
                    [...booked, { address: resource.address, name: resource.name, role: 'required' }],
                    resource.kind === 'room' ? resource.name : null,
                  )
                  setOpen(false)
                  add.current?.focus()
                }}
              >
                <Icon of={kindIcons[resource.kind]} size={18} />
                <span>
                  {resource.name}
                  <small>{factsOf(resource, t)}</small>
                </span>
              </button>
              {state(resource)}
            </li>
          ))}
        </ul>
      )}
      {error && (
        <p className="edit-resource-failed" role="alert">
          {sentenceOf(error, t)}
        </p>
      )}
    </div>
  )
}

/** What it says of the time that is set, and the next one at which it can be had. */
function Availability({
  availability,
  partstat,
  whenNext,
  onMove,
}: {
  availability: ResourceAvailability | undefined
  partstat: Partstat | null
  whenNext: (nextAt: string) => string
  onMove: (nextAt: string) => void
}) {
  const { t } = useSayer()
  if (availability === undefined) return null
  const { state, nextAt } = availability
  const answered = state === 'free' && partstat !== null
  return (
    <span className="edit-availability" data-state={state}>
      <span role="status">
        {answered && partstat !== 'tentative' && partstat !== 'delegated'
          ? t(`calendar.resources.answer.${partstat}`)
          : t(`calendar.resources.state.${state}`)}
      </span>
      {nextAt !== null && (
        <Button kind="text" size="dense" onClick={() => onMove(nextAt)}>
          {t('calendar.resources.moveTo', { when: whenNext(nextAt) })}
        </Button>
      )}
    </span>
  )
}

function instantsOf(when: WhenForm): { from: number; to: number } {
  if (when.allDay) {
    const clock = clockIn(when.startZone)
    return { from: clock.instantOf(when.startDay, 0), to: clock.instantOf(addDays(when.endDay, 1), 0) }
  }
  return {
    from: clockIn(when.startZone).instantOf(when.startDay, when.startMinute),
    to: clockIn(when.endZone).instantOf(when.endDay, when.endMinute),
  }
}
