/** A stretch of one day, in minutes of its wall clock. */
export interface Stretch {
  from: number
  to: number
}

export interface Box<Item> {
  item: Item
  from: number
  /** At least `shortest` after `from`: what is drawn must be seen and hit. */
  to: number
  /** The share of the day's width it has: one of `columns` equal parts. */
  column: number
  columns: number
}

/**
 * Lays events of a day side by side: what overlaps shares the width in equal parts, by start, the longer first. Boxes never
 * intersect, none is left out, and each is as tall as its time but never below `shortest` minutes.
 */
export function layoutDay<Item>(
  items: readonly Item[],
  stretchOf: (item: Item) => Stretch,
  shortest: number,
): Box<Item>[] {
  const boxes = items
    .map((item) => {
      const { from, to } = stretchOf(item)
      const start = Math.max(0, Math.min(from, 1440 - shortest))
      return { item, from: start, to: Math.min(1440, Math.max(to, start + shortest)), column: 0, columns: 1 }
    })
    .sort((a, b) => a.from - b.from || b.to - a.to)
  let group: Box<Item>[] = []
  let groupEnd = -1
  const close = () => {
    const columns = group.reduce((most, box) => Math.max(most, box.column + 1), 0)
    for (const box of group) box.columns = columns
    group = []
  }
  for (const box of boxes) {
    if (box.from >= groupEnd) close()
    const ends: number[] = []
    for (const other of group) ends[other.column] = Math.max(ends[other.column] ?? 0, other.to)
    const free = ends.findIndex((end) => end <= box.from)
    box.column = free === -1 ? ends.length : free
    group.push(box)
    groupEnd = Math.max(groupEnd, box.to)
  }
  close()
  return boxes
}

export interface Bar<Item> {
  item: Item
  /** Days from the first column on; the end exclusive. */
  from: number
  to: number
  row: number
  /** It began before, or goes on after what is shown. */
  before: boolean
  after: boolean
}

/** Lays what spans days into rows, each as high up as there is room: earlier first, then longer. */
export function layoutBars<Item>(
  items: readonly Item[],
  spanOf: (item: Item) => Stretch,
  columns: number,
): Bar<Item>[] {
  const bars = items
    .map((item) => ({ item, span: spanOf(item) }))
    .filter(({ span }) => span.from < columns && span.to > 0)
    .map(({ item, span }) => ({
      item,
      from: Math.max(0, span.from),
      to: Math.min(columns, span.to),
      row: 0,
      before: span.from < 0,
      after: span.to > columns,
      length: span.to - span.from,
      start: span.from,
    }))
    .sort((a, b) => a.start - b.start || b.length - a.length)
  const ends: number[] = []
  return bars.map(({ length: _length, start: _start, ...bar }) => {
    const free = ends.findIndex((end) => end <= bar.from)
    const row = free === -1 ? ends.length : free
    ends[row] = bar.to
    return { ...bar, row }
  })
}
