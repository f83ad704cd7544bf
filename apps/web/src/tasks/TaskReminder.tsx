import type { Reminder } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'
import { Select } from '@staffetta/ui'
import { ReminderWay } from '../calendar/fields/ReminderWay.tsx'
import { lengthText } from '../calendar/fields/length-text.ts'

interface Props {
  reminders: Reminder[]
  t: Translate
  onChange: (reminders: Reminder[]) => void
}

const usual = [0, 15, 60, 120, 1440, 2880, 10_080]

/** When one is reminded before it is due, and where. Several, or at an hour of its own, stay as another program set them. */
export function TaskReminder({ reminders, t, onChange }: Props) {
  const [first] = reminders
  const minutes = first?.kind === 'before-start' ? first.minutes : undefined
  const kept = reminders.length > 1 || (first !== undefined && minutes === undefined)
  const choices =
    minutes === undefined || usual.includes(minutes) || minutes < 0 ? usual : [...usual, minutes]
  const when = (
    <Select
      label={t('event.reminder.title')}
      value={kept ? 'kept' : minutes === undefined ? 'none' : String(minutes)}
      options={[
        { value: 'none', label: t('tasks.reminder.none') },
        ...(kept ? [{ value: 'kept', label: t('tasks.reminder.kept', { count: reminders.length }) }] : []),
        ...choices.map((one) => ({
          value: String(one),
          label:
            one === 0
              ? t('tasks.reminder.atDue')
              : t('event.reminder.before', { length: lengthText(one, t) }),
        })),
        ...(minutes !== undefined && minutes < 0
          ? [{ value: String(minutes), label: t('tasks.reminder.after') }]
          : []),
      ]}
      onChange={({ target }) => {
        if (target.value === 'kept') return
        onChange(
          target.value === 'none'
            ? []
            : [{ kind: 'before-start', minutes: Number(target.value), by: first?.by ?? 'screen' }],
        )
      }}
    />
  )
  if (first === undefined || kept) return when
  return (
    <div className="edit-pair">
      {when}
      <ReminderWay by={first.by} onChange={(by) => onChange([{ ...first, by }])} />
    </div>
  )
}
