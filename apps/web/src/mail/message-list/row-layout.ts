/** Rows have one height, headings another: where anything is, is arithmetic, also among a hundred thousand. */
export interface RowLayout {
  total: number
  rowHeight: number
  headingHeight: number
  /** Indexes of the rows that have a heading above them, ascending; few. */
  headings: readonly number[]
}

/** Where row `index` begins (below its heading). */
export function topOf(layout: RowLayout, index: number): number {
  let headings = 0
  for (const at of layout.headings) if (at <= index) headings += 1
  return index * layout.rowHeight + headings * layout.headingHeight
}

export function heightOf(layout: RowLayout): number {
  return layout.total * layout.rowHeight + layout.headings.length * layout.headingHeight
}

/** The row at a height; the last one for what lies below. */
export function rowAt(layout: RowLayout, y: number): number {
  let index = Math.floor(y / layout.rowHeight)
  let guess = Math.min(index, layout.total - 1)
  while (guess > 0 && topOf(layout, guess) > y) guess -= 1
  while (guess < layout.total - 1 && topOf(layout, guess + 1) <= y) guess += 1
  index = Math.max(0, guess)
  return index
}

/** The rows to draw for a viewport, with some beyond its edges. */
export function rowsInView(
  layout: RowLayout,
  scrollTop: number,
  viewHeight: number,
  beyond: number,
): { first: number; last: number } {
  if (layout.total === 0) return { first: 0, last: -1 }
  return {
    first: Math.max(0, rowAt(layout, scrollTop) - beyond),
    last: Math.min(layout.total - 1, rowAt(layout, scrollTop + viewHeight) + beyond),
  }
}

/** How far to scroll so that a row is wholly in sight; `undefined` when it is. */
export function scrollToShow(
  layout: RowLayout,
  index: number,
  scrollTop: number,
  viewHeight: number,
): number | undefined {
  const hasHeading = layout.headings.includes(index)
  const top = topOf(layout, index) - (hasHeading ? layout.headingHeight : 0)
  const bottom = topOf(layout, index) + layout.rowHeight
  if (top < scrollTop) return top
  return bottom > scrollTop + viewHeight ? bottom - viewHeight : undefined
}
