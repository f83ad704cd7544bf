import type { Reminder } from '@staffetta/contract'
import { Button, Field, IconButton, Select } from '@staffetta/ui'
import { Bell, X } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { lengthText, type LengthUnit, minutesOf, wholeUnit } from '../fields/length-text.ts'
import { ReminderWay, useMailHint } from '../fields/ReminderWay.tsx'
import { within } from '../fields/typed-number.ts'

interface Props {
  reminders: Reminder[]
  onChange: (reminders: Reminder[]) => void
}

const usual = [0, 5, 10, 15, 30, 60, 120, 1440, 2880, 10_080]
const most = 20
const units = ['minutes', 'hours', 'days', 'weeks'] as const satisfies LengthUnit[]

/** When one is reminded, and where; several times if wanted. */
export function ReminderFields({ reminders, onChange }: Props) {
  const { t } = useI18n()
  const hint = useMailHint(reminders.some(({ by }) => by === 'mail'))
  return (
    <fieldset className="edit-list">
      <legend>{t('event.reminder.title')}</legend>
      {reminders.map((reminder, at) => (
        // Reminders have no names, and two of them may be equal.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className="edit-list-row">
          <ReminderField reminder={reminder} onChange={(changed) => onChange(reminders.with(at, changed))} />
          <ReminderWay
            inList
            by={reminder.by}
            onChange={(by) => onChange(reminders.with(at, { ...reminder, by }))}
          />
          <IconButton
            icon={X}
            size={40}
            label={t('event.reminder.remove')}
            onClick={() => onChange(reminders.toSpliced(at, 1))}
          />
        </div>
      ))}
      {hint !== undefined && <small className="edit-below">{hint}</small>}
      {reminders.length < most && (
        <Button
          kind="text"
          icon={Bell}
          onClick={() =>
            onChange([
              ...reminders,
              { kind: 'before-start', minutes: reminders.length === 0 ? 15 : 1440, by: 'screen' },
            ])
          }
        >
          {t(reminders.length === 0 ? 'event.reminder.add' : 'event.reminder.addAnother')}
        </Button>
      )}
    </fieldset>
  )
}

function ReminderField({
  reminder,
  onChange,
}: {
  reminder: Reminder
  onChange: (reminder: Reminder) => void
}) {
  const { t, formats } = useI18n()
  const [own, setOwn] = useState(false)
  if (reminder.kind === 'at')
    return (
      <span className="edit-fixed">{t('event.reminder.at', { date: formats.full(reminder.at ?? '') })}</span>
    )
  const minutes = reminder.minutes ?? 0
  const change = (value: number) => onChange({ ...reminder, minutes: value })
  if (own) {
    const { unit, count } = wholeUnit(Math.max(1, minutes))
    return (
      <span className="edit-own-reminder">
        <Field
          className="edit-number"
          label={t('event.reminder.count')}
          labelHidden
          autoFocus
          type="number"
          min={1}
          max={999}
          value={count}
          onChange={({ target }) => change(within(target.valueAsNumber, 999) * minutesOf(unit))}
        />
        <Select
          label={t('event.reminder.unit')}
          labelHidden
          value={unit}
          options={units.map((one) => ({ value: one, label: t(`event.reminder.units.${one}`) }))}
          onChange={({ target }) => {
            const chosen = units.find((one) => one === target.value)
            if (chosen) change(count * minutesOf(chosen))
          }}
        />
      </span>
    )
  }
  const choices = usual.includes(minutes) ? usual : [...usual, minutes].toSorted((a, b) => a - b)
  return (
    <Select
      className="edit-grow"
      label={t('event.reminder.when')}
      labelHidden
      value={String(minutes)}
      options={[
        ...choices.map((value) => ({ value: String(value), label: reminderText(value) })),
        { value: 'own', label: t('event.reminder.own') },
      ]}
      onChange={({ target }) => (target.value === 'own' ? setOwn(true) : change(Number(target.value)))}
    />
  )

  function reminderText(value: number): string {
    if (value === 0) return t('event.reminder.atStart')
    const length = lengthText(Math.abs(value), t)
    return t(value > 0 ? 'event.reminder.before' : 'event.reminder.after', { length })
  }
}
