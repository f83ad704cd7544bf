import { expect, test } from 'vitest'
import { heightOf, rowAt, rowsInView, scrollToShow, topOf } from './row-layout.ts'

const layout = { total: 100_000, rowHeight: 64, headingHeight: 28, headings: [0, 5, 30] }

test('a row begins below the headings above it', () => {
  expect(topOf(layout, 0)).toBe(28)
  expect(topOf(layout, 4)).toBe(28 + 4 * 64)
  expect(topOf(layout, 5)).toBe(56 + 5 * 64)
  expect(topOf(layout, 99_999)).toBe(84 + 99_999 * 64)
  expect(heightOf(layout)).toBe(84 + 100_000 * 64)
})

test('every height leads back to its row', () => {
  for (const index of [0, 1, 4, 5, 6, 29, 30, 31, 5000, 99_999]) {
    expect(rowAt(layout, topOf(layout, index))).toBe(index)
    expect(rowAt(layout, topOf(layout, index) + 63)).toBe(index)
  }
})

test('what is drawn covers the view and stays within the list', () => {
  expect(rowsInView(layout, 0, 640, 4)).toEqual({ first: 0, last: 13 })
  expect(rowsInView(layout, heightOf(layout), 640, 4).last).toBe(99_999)
  expect(rowsInView({ ...layout, total: 0, headings: [] }, 0, 640, 4)).toEqual({ first: 0, last: -1 })
})

test('a row in sight asks for no scrolling, one beyond the edge for just enough', () => {
  expect(scrollToShow(layout, 3, 0, 640)).toBeUndefined()
  expect(scrollToShow(layout, 0, 500, 640)).toBe(0)
  expect(scrollToShow(layout, 1000, 0, 640)).toBe(topOf(layout, 1000) + 64 - 640)
})
