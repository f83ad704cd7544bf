import './WeekHours.css'
import { Button, IconButton, TimeField } from '@staffetta/ui'
import { Plus, X } from 'lucide-react'
import { useI18n } from '../i18n.tsx'
import { readTime } from '../typed-time.ts'
import { clockText, type FormSpan, type HoursForm, oneMore, problemOf, weekdays } from './hours-form.ts'

const workdays = weekdays.slice(0, 5)

/** The hours of each day of a week; its sentences are the calendar's. What is wrong with a day is said below it. */
export function WeekHours({
  form,
  none,
  disabled = false,
  onChange,
}: {
  form: HoursForm
  /** Said of a day without hours. */
  none: string
  disabled?: boolean
  onChange: (form: HoursForm) => void
}) {
  const { t } = useI18n()
  const likeMonday = workdays.slice(1).some((day) => JSON.stringify(form[day]) !== JSON.stringify(form.MO))
  return (
    <>
      <div className="hours-week">
        {weekdays.map((day) => (
          <DayHours
            key={day}
            index={weekdays.indexOf(day)}
            spans={form[day]}
            none={none}
            disabled={disabled}
            onChange={(spans) => onChange({ ...form, [day]: spans })}
          />
        ))}
      </div>
      {!disabled && likeMonday && form.MO.length > 0 && problemOf(form.MO) === null && (
        <Button
          kind="text"
          className="hours-like"
          onClick={() => onChange({ ...form, TU: form.MO, WE: form.MO, TH: form.MO, FR: form.MO })}
        >
          {t('hours.likeMonday')}
        </Button>
      )}
    </>
  )
}

function DayHours({
  index,
  spans,
  none,
  disabled,
  onChange,
}: {
  index: number
  spans: FormSpan[]
  none: string
  disabled: boolean
  onChange: (spans: FormSpan[]) => void
}) {
  const { t, locale } = useI18n()
  const day = dayName(locale, index)
  const problem = problemOf(spans)
  const placeOf = (at: number) => (at === 0 ? day : t('hours.another', { day, at: at + 1 }))
  return (
    <div role="group" aria-label={day}>
      <b aria-hidden="true">{day}</b>
      <div className="hours-spans">
        {spans.length === 0 && <span className="hours-none">{none}</span>}
        {spans.map((span, at) => (
          // A span has no name of its own; those after a removed one move up with their fields.
          <div key={at} className="hours-span">
            <ClockInput
              label={t('hours.from', { day: placeOf(at) })}
              value={span.from}
              disabled={disabled}
              onChange={(from) => onChange(spans.with(at, { ...span, from }))}
            />
            <span aria-hidden="true">–</span>
            <ClockInput
              label={t('hours.to', { day: placeOf(at) })}
              value={span.to}
              disabled={disabled}
              onChange={(to) => onChange(spans.with(at, { ...span, to }))}
            />
            {!disabled && (
              <IconButton
                icon={X}
                size={32}
                label={t('hours.remove', { day, from: clockText(span.from), to: clockText(span.to) })}
                onClick={(event) => {
                  // The field is gone with its button: what is next to it takes the focus.
                  event.currentTarget
                    .closest('[role=group]')
                    ?.querySelector<HTMLElement>('[data-add]')
                    ?.focus()
                  onChange(spans.toSpliced(at, 1))
                }}
              />
            )}
          </div>
        ))}
        {problem && (
          <p className="hours-problem" role="alert">
            {t(`hours.problem.${problem}`)}
          </p>
        )}
      </div>
      {!disabled && (
        <IconButton
          icon={Plus}
          size={32}
          data-add=""
          label={t('hours.add', { day })}
          disabled={spans.length >= 4}
          onClick={() => onChange([...spans, oneMore(spans)])}
        />
      )}
    </div>
  )
}

const halfHours = Array.from({ length: 48 }, (_, at) => ({ minute: at * 30, label: clockText(at * 30) }))

function ClockInput(field: {
  label: string
  value: number
  disabled: boolean
  onChange: (minute: number) => void
}) {
  const { t } = useI18n()
  return (
    <TimeField
      {...field}
      labelHidden
      dense
      read={readTime}
      write={clockText}
      options={halfHours}
      optionsLabel={field.label}
      unreadable={t('event.when.noTime')}
    />
  )
}

function dayName(locale: string, index: number): string {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  return format.format(Date.UTC(2024, 0, 1 + index))
}
