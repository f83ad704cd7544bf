import { Skeleton } from '@staffetta/ui'

interface Props {
  index: number
  top: number
  compact: boolean
}

/** A row not known yet, at its true height. Widths vary so that it reads as text, and stay so that it does not flicker. */
export function RowSkeleton({ index, top, compact }: Props) {
  return (
    <div
      className="row row-skeleton"
      data-compact={compact || undefined}
      style={{ transform: `translateY(${top}px)` }}
      aria-hidden="true"
    >
      <span className="row-gutter" />
      <span className="row-people">
        <Skeleton width={`${32 + ((index * 17) % 30)}%`} />
      </span>
      <span className="row-subject">
        <Skeleton width={`${48 + ((index * 23) % 36)}%`} />
      </span>
      {!compact && (
        <span className="row-date">
          <Skeleton width="36px" />
        </span>
      )}
    </div>
  )
}
