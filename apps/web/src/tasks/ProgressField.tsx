import { useId } from 'react'
import type { Sayer } from './words.ts'

interface Props {
  percent: number
  sayer: Pick<Sayer, 't' | 'formats'>
  onChange: (percent: number) => void
}

/** How far one has got. */
export function ProgressField({ percent, sayer: { t, formats }, onChange }: Props) {
  const id = useId()
  const said = formats.percent(percent / 100)
  return (
    <div className="task-progress">
      <label htmlFor={id}>{t('tasks.fields.percent')}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={100}
        step={5}
        value={percent}
        aria-valuetext={said}
        onChange={({ target }) => onChange(Number(target.value))}
      />
      <output htmlFor={id}>{said}</output>
    </div>
  )
}
