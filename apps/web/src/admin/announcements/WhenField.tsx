import { useI18n } from '../../app/i18n.tsx'
import { ClockField } from '../../calendar/fields/ClockField.tsx'
import { DayField } from '../../calendar/fields/DayField.tsx'
import type { WallTime } from '../../calendar/clock/wall-clock.ts'

interface Props {
  which: 'begins' | 'ends'
  value: WallTime
  error: string | undefined
  onChange: (value: WallTime) => void
}

/** A day and its hour. */
export function WhenField({ which, value, error, onChange }: Props) {
  const { t } = useI18n()
  return (
    <div className="announcement-when">
      <DayField
        label={t(`announcing.${which}.day`)}
        value={value.day}
        error={error}
        onChange={(day) => onChange({ ...value, day })}
      />
      <div className="announcement-hour">
        <ClockField
          label={t(`announcing.${which}.hour`)}
          value={value.minute}
          onChange={(minute) => onChange({ ...value, minute })}
        />
      </div>
    </div>
  )
}
