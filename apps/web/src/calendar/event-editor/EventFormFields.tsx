import './EventForm.css'
import type { Attendee, Calendar, EventRef } from '@staffetta/contract'
import { Field, Select, TextArea } from '@staffetta/ui'
import { useI18n } from '../../app/i18n.tsx'
import { AttachmentsField } from './AttachmentsField.tsx'
import { CalendarFields } from './CalendarFields.tsx'
import type { Day } from '../clock/days.ts'
import { type EventForm, type FormAttendee, keepsRule, withWhen } from './event-form.ts'
import { MoreFields } from './MoreFields.tsx'
import { PeopleField } from './PeopleField.tsx'
import { RecurrenceFields } from '../recurrence/RecurrenceFields.tsx'
import { isResource, useResources } from '../resources/use-resources.ts'
import { ResourceField } from './ResourceField.tsx'
import { ReminderFields } from './ReminderFields.tsx'
import type { Attaching } from './use-attaching.ts'
import { WhenFields } from '../fields/WhenFields.tsx'

interface Props {
  form: EventForm
  opened: EventForm
  calendars: readonly Calendar[]
  answers: readonly Attendee[]
  /** Of an event that is there. */
  uid: string | null
  /** Of a series: when it begins, and whether this occurrence has a life of its own, without a rule. */
  series: { start: Day | null; exception: boolean } | null
  /** The occurrence that is edited, where there is one yet. */
  of: { ref: EventRef; recurrenceId: string | null } | null
  attaching: Attaching
  onChange: (change: Partial<EventForm>) => void
}

const classes = ['public', 'private', 'confidential'] as const

/** All that can be set of an event, in the order in which people say it. */
export function EventFormFields({
  form,
  opened,
  calendars,
  answers,
  uid,
  series,
  of,
  attaching,
  onChange,
}: Props) {
  const { t } = useI18n()
  const resources = useResources()
  const isBooked = ({ address }: FormAttendee) => isResource(resources, address)
  const booked = form.attendees.filter(isBooked)
  const people = form.attendees.filter((one) => !isBooked(one))
  const isStoredRule = keepsRule(form, opened)
  return (
    <div className="edit-form-part">
      <Field
        className="edit-title"
        label={t('event.fields.title')}
        placeholder={t('event.titlePlaceholder')}
        maxLength={1000}
        autoComplete="off"
        autoFocus={opened.title === ''}
        value={form.title}
        onChange={({ target }) => onChange({ title: target.value })}
      />
      <WhenFields when={form.when} onChange={(when) => onChange(withWhen(form, opened, when))} />
      {series?.exception ? (
        <p className="edit-exception">{t('event.repeat.exception')}</p>
      ) : (
        <RecurrenceFields
          recurrence={form.recurrence}
          start={form.when.startDay}
          seriesStart={isStoredRule ? (series?.start ?? form.when.startDay) : null}
          onChange={(recurrence) => onChange({ recurrence })}
        />
      )}
      <Field
        label={t('event.fields.location')}
        maxLength={1000}
        autoComplete="off"
        value={form.location}
        onChange={({ target }) => onChange({ location: target.value })}
      />
      {resources.length > 0 && (
        <ResourceField
          resources={resources}
          booked={booked}
          answers={answers}
          when={form.when}
          uid={uid}
          onChange={(chosen, place) =>
            onChange({
              attendees: [...people, ...chosen],
              ...(place !== null && form.location === '' && { location: place }),
            })
          }
          onMove={(when) => onChange(withWhen(form, opened, when))}
        />
      )}
      <CalendarFields form={form} calendars={calendars} onChange={onChange} />
      <PeopleField
        people={people}
        answers={answers}
        onChange={(asked) => onChange({ attendees: [...asked, ...booked] })}
      />
      <ReminderFields reminders={form.reminders} onChange={(reminders) => onChange({ reminders })} />
      <Select
        className="edit-half"
        label={t('event.fields.class')}
        hint={t(`event.classHint.${form.class}`)}
        value={form.class}
        options={classes.map((value) => ({ value, label: t(`event.class.${value}`) }))}
        onChange={({ target }) => {
          const chosen = classes.find((one) => one === target.value)
          if (chosen) onChange({ class: chosen })
        }}
      />
      <TextArea
        label={t('event.fields.description')}
        maxLength={20_000}
        rows={5}
        value={form.description}
        onChange={({ target }) => onChange({ description: target.value })}
      />
      <AttachmentsField
        attachments={form.attachments}
        attaching={attaching}
        calendar={calendars.find(({ id }) => id === form.calendarId)}
        of={of}
        onChange={(attachments) => onChange({ attachments })}
      />
      <MoreFields form={form} onChange={onChange} />
    </div>
  )
}
