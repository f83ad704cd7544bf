import { expect, test } from 'vitest'
import { moved, squareOf, wholeCrop } from './crop.ts'

const wide = { width: 800, height: 400 }

test('a wide picture is cut to the square in its middle', () => {
  expect(squareOf(wide, wholeCrop)).toEqual({ left: 200, top: 0, side: 400 })
})

test('nearer, less of it is taken', () => {
  expect(squareOf(wide, { ...wholeCrop, zoom: 2 })).toEqual({ left: 300, top: 100, side: 200 })
})

test('however far it is moved, the square stays within the picture', () => {
  const far = moved(wide, wholeCrop, { x: 9, y: 9 })
  expect(squareOf(wide, far)).toEqual({ left: 400, top: 0, side: 400 })
  expect(squareOf(wide, moved(wide, far, { x: -0.5, y: 0 })).left).toBe(200)
})
