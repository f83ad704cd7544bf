import { TimeField } from '@staffetta/ui'
import { useI18n } from '../../app/i18n.tsx'
import { lengthText } from './length-text.ts'
import { readTime } from '../../app/typed-time.ts'
import { clockText } from '../clock/wall-clock.ts'

interface Props {
  label: string
  value: number
  /** Of an end: the start, from which the lengths are counted. */
  after?: number | undefined
  error?: string | undefined
  onChange: (minute: number) => void
}

const lengths = [15, 30, 45, 60, 90, 120, 150, 180, 240, 300, 360, 480]

/** A time field that reads what people type; an end says how long it makes the event. */
export function ClockField({ label, value, after, error, onChange }: Props) {
  const { t } = useI18n()
  const options =
    after === undefined
      ? Array.from({ length: 48 }, (_, at) => ({ minute: at * 30, label: clockText(at * 30) }))
      : lengths
          .filter((length) => after + length < 1440)
          .map((length) => ({
            minute: after + length,
            label: `${clockText(after + length)} (${lengthText(length, t)})`,
          }))
  return (
    <TimeField
      label={label}
      labelHidden
      value={value}
      read={readTime}
      write={clockText}
      options={options}
      optionsLabel={label}
      unreadable={t('event.when.noTime')}
      error={error}
      onChange={onChange}
    />
  )
}
