/** A card is 336 wide, and keeps off the edge. */
const roomPx = 352

/** Beside what it belongs to where there is room at one of its sides, else below it: in a day alone an event has the whole width. */
export function placementFor(anchor: Element | null): 'right top' | 'bottom start' {
  if (anchor === null) return 'bottom start'
  const { left, right, width } = anchor.getBoundingClientRect()
  if (innerWidth - right >= roomPx) return 'right top'
  return left >= roomPx && width < innerWidth / 2 ? 'right top' : 'bottom start'
}
