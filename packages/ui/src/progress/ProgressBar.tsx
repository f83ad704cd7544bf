import './ProgressBar.css'

interface Props {
  label: string
  /** 0 to 1. */
  share: number
  tone?: 'hue' | 'warn' | 'bad'
}

/** How much of something is done or used. */
export function ProgressBar({ label, share, tone = 'hue' }: Props) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100)
  return (
    <div
      className="ui-progress"
      data-tone={tone}
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <div className="ui-progress-done" style={{ width: `${percent}%` }} />
    </div>
  )
}
