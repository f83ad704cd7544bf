import { expect, test } from 'vitest'
import { layoutBars, layoutDay, type Stretch } from './layout.ts'

const itself = (stretch: Stretch) => stretch

test('what does not overlap has the whole width', () => {
  const boxes = layoutDay(
    [
      { from: 540, to: 600 },
      { from: 600, to: 660 },
    ],
    itself,
    20,
  )

  expect(boxes.map(({ column, columns }) => [column, columns])).toEqual([
    [0, 1],
    [0, 1],
  ])
})

test('a long event shares its width with the two that follow each other beside it', () => {
  const boxes = layoutDay(
    [
      { from: 720, to: 780 },
      { from: 600, to: 750 },
      { from: 660, to: 720 },
    ],
    itself,
    20,
  )

  expect(boxes.map(({ from, column, columns }) => [from, column, columns])).toEqual([
    [600, 0, 2],
    [660, 1, 2],
    [720, 1, 2],
  ])
})

test('an event without length, and one in the last minute of the day, can still be seen', () => {
  const boxes = layoutDay(
    [
      { from: 600, to: 600 },
      { from: 1439, to: 1440 },
    ],
    itself,
    25,
  )

  expect(boxes.map(({ from, to }) => to - from)).toEqual([25, 25])
  expect(boxes.at(-1)!.to).toBe(1440)
})

test('of any thousand days, no two boxes intersect and all events are there', () => {
  const random = numbers(7)
  for (let trial = 0; trial < 1000; trial += 1) {
    const stretches = Array.from({ length: Math.floor(random() * 24) }, () => {
      const from = Math.floor(random() * 1440)
      return { from, to: from + Math.floor(random() ** 2 * 600) }
    })

    const boxes = layoutDay(stretches, itself, 25)

    expect(new Set(boxes.map(({ item }) => item)).size).toBe(stretches.length)
    for (const [at, box] of boxes.entries()) {
      expect(box.column).toBeLessThan(box.columns)
      expect(box.from).toBeGreaterThanOrEqual(0)
      expect(box.to).toBeLessThanOrEqual(1440)
      expect(box.to - box.from).toBeGreaterThanOrEqual(25)
      for (const other of boxes.slice(at + 1)) {
        const apartInTime = box.to <= other.from || other.to <= box.from
        const left = (one: typeof box) => one.column / one.columns
        const right = (one: typeof box) => (one.column + 1) / one.columns
        const apartInWidth = right(box) <= left(other) + 1e-9 || right(other) <= left(box) + 1e-9
        expect({ box, other, apart: apartInTime || apartInWidth }).toMatchObject({ apart: true })
      }
    }
  }
})

test('what spans days lies in rows, and tells where it goes on', () => {
  const bars = layoutBars(
    [
      { from: -2, to: 3 },
      { from: 1, to: 2 },
      { from: 3, to: 9 },
      { from: 8, to: 9 },
    ],
    itself,
    7,
  )

  expect(bars.map(({ from, to, row, before, after }) => [from, to, row, before, after])).toEqual([
    [0, 3, 0, true, false],
    [1, 2, 1, false, false],
    [3, 7, 0, false, true],
  ])
})

/** The same numbers at each run. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}
