import './Skeleton.css'

/** A still grey bar where words will be; it does not shimmer. */
export function Skeleton({ width }: { width: string }) {
  return <span className="ui-skeleton" style={{ width }} aria-hidden="true" />
}
