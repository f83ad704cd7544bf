import { expect, test } from 'vitest'
import { colourFor, cssNameOf, hexOf, nearestColour } from './colours.ts'

const eight = ['petrolio', 'bosco', 'senape', 'ruggine', 'lampone', 'viola', 'cielo', 'ardesia'] as const

test.each(eight)('%s comes back as itself, from a calendar and from an event', (colour) => {
  expect(nearestColour(hexOf(colour))).toBe(colour)
  expect(nearestColour(`${hexOf(colour).toUpperCase()}FF`)).toBe(colour)
  expect(nearestColour(cssNameOf(colour))).toBe(colour)
})

test.each([
  ['#ff0000', 'ruggine'],
  ['#00aa00', 'bosco'],
  ['#0000ff', 'cielo'],
  ['#1e90ff', 'cielo'],
  ['gold', 'senape'],
  ['#f0f', 'viola'],
  ['#333333', 'ardesia'],
  ['pink', 'lampone'],
])('%s is shown as %s', (text, colour) => {
  expect(nearestColour(text)).toBe(colour)
})

test('what is no colour is none, and a calendar without one has always the same', () => {
  expect([undefined, '', 'transparent', '#12', 'url(x)'].map(nearestColour)).toEqual(Array(5).fill(undefined))
  expect(colourFor('/elena/agenda/')).toBe(colourFor('/elena/agenda/'))
})
