import { IconButton, Select } from '@staffetta/ui'
import { Plus, X } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'

interface Props {
  label: string
  addLabel: string
  values: number[]
  options: { value: number; label: string }[]
  onChange: (values: number[]) => void
}

/** One or several of a list, never none: "the day [1] [15] +". */
export function SelectList({ label, addLabel, values, options, onChange }: Props) {
  const { t } = useI18n()
  const free =
    options.find(({ value }) => !values.includes(value) && value > Math.max(...values)) ??
    options.find(({ value }) => !values.includes(value))
  return (
    <span className="edit-select-list">
      {values.map((value, at) => (
        // By its place: a list named by its value would be another one, without the focus, as soon as it is changed.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={at} className="edit-select-one">
          <Select
            dense
            label={label}
            labelHidden
            value={String(value)}
            options={[
              // A stored value that is not offered, as the third last day, stays what it is.
              ...(options.some((one) => one.value === value)
                ? []
                : [{ value: String(value), label: String(value) }]),
              ...options
                .filter((one) => one.value === value || !values.includes(one.value))
                .map((one) => ({ value: String(one.value), label: one.label })),
            ]}
            onChange={({ target }) => onChange(values.with(at, Number(target.value)))}
          />
          {values.length > 1 && (
            <IconButton
              icon={X}
              size={28}
              label={t('event.repeat.without', {
                value: options.find((one) => one.value === value)?.label ?? value,
              })}
              onClick={() => onChange(values.toSpliced(at, 1))}
            />
          )}
        </span>
      ))}
      {free && (
        <IconButton
          icon={Plus}
          size={28}
          label={addLabel}
          onClick={() => onChange([...values, free.value])}
        />
      )}
    </span>
  )
}
