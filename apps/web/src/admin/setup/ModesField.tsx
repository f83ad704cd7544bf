import { Radio } from '@staffetta/ui'

interface Props<Mode extends string> {
  name: string
  legend: string
  modes: readonly { mode: Mode; label: string; hint?: string | undefined }[]
  value: Mode
  disabled: boolean
  onChange: (mode: Mode) => void
}

/** One of a few ways, each in a line of its own. */
export function ModesField<Mode extends string>({
  name,
  legend,
  modes,
  value,
  disabled,
  onChange,
}: Props<Mode>) {
  return (
    <fieldset className="setup-modes" disabled={disabled}>
      <legend>{legend}</legend>
      {modes.map(({ mode, label, hint }) => (
        <Radio
          key={mode}
          name={name}
          label={label}
          hint={hint}
          checked={value === mode}
          onChange={() => onChange(mode)}
        />
      ))}
    </fieldset>
  )
}
