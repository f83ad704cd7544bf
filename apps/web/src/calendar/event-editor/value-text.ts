import type { Formats, Translate } from '@staffetta/i18n'
import { dayNames } from '../fields/day-names.ts'
import type { EventForm } from './event-form.ts'
import type { FormField } from './form-changes.ts'
import { lengthText } from '../fields/length-text.ts'
import { nextDates } from '../recurrence/next-dates.ts'
import { ruleOf } from '../recurrence/recurrence-form.ts'
import { clockText } from '../clock/wall-clock.ts'

/** A field as one line, so that two versions of it can be compared by eye. */
export function valueText(field: FormField, form: EventForm, t: Translate, formats: Formats): string {
  const nothing = t('event.conflict.nothing')
  switch (field) {
    case 'when':
      return whenText(form, formats)
    case 'recurrence': {
      if (form.recurrence === null) return t('event.repeat.never')
      if (form.recurrence.kind === 'kept') return t('event.repeat.own')
      const rule = ruleOf(form.recurrence)
      const unit = t(`event.repeat.unit.${rule.frequency}`, { count: rule.interval })
      const dates = dayNames(formats.locale)
        .shortDays(nextDates(rule, form.when.startDay, 3)?.days ?? [])
        .join(', ')
      return `${t('event.repeat.every')} ${rule.interval} ${unit}: ${dates}`
    }
    case 'class':
      return t(`event.class.${form.class}`)
    case 'transparent':
      return t(form.transparent ? 'event.transparent.free' : 'event.transparent.busy')
    case 'status':
      return t(`event.status.${form.status}`)
    case 'colour':
      return t(`event.colour.${form.colour ?? 'calendar'}`)
    case 'categories':
      return form.categories.join(', ') || nothing
    case 'reminders':
      return form.reminders.map(({ minutes }) => lengthText(Math.abs(minutes ?? 0), t)).join(', ') || nothing
    case 'attendees':
      return form.attendees.map(({ name, address }) => name || address).join(', ') || nothing
    case 'attachments':
      return form.attachments.map(({ name, url }) => name || url).join(', ') || nothing
    case 'title':
    case 'location':
    case 'description':
    case 'url':
      return form[field].trim() || nothing
  }
}

function whenText({ when }: EventForm, { locale }: Formats): string {
  const { fieldDay } = dayNames(locale)
  const at = (day: string, minute: number) =>
    when.allDay ? fieldDay(day) : `${fieldDay(day)} ${clockText(minute)}`
  const start = at(when.startDay, when.startMinute)
  if (when.startDay === when.endDay) return when.allDay ? start : `${start}–${clockText(when.endMinute)}`
  return `${start} – ${at(when.endDay, when.endMinute)}`
}
