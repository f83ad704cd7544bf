import { expect, test } from 'vitest'
import { applyChanges, inverseOf } from './changes.ts'
import { anOccurrence, repeated } from '../occurrences/municipal-calendar.ts'
import type { Change } from './pending.ts'

const nine = anOccurrence('Giunta', '2026-11-26', '09:00', '10:00')
const ten = { ...nine, startAt: '2026-11-26T09:00:00.000Z', endAt: '2026-11-26T10:00:00.000Z' }
const other = anOccurrence('Altro', '2026-11-26', '09:30', '10:00')
const moved: Change = { id: 'm', before: [nine], after: [ten] }

test('what was moved stands where it was put, in order of time', () => {
  expect(applyChanges([nine, other], [moved])).toEqual([other, ten])
})

test('an answer of the server that already has the change alters nothing', () => {
  expect(applyChanges([other, ten], [moved])).toEqual([other, ten])
})

test('an older answer does not put back what the hand has moved', () => {
  const again = applyChanges(applyChanges([nine, other], [moved]), [moved])

  expect(again).toEqual([other, ten])
})

test('undone is as it was', () => {
  const after = applyChanges([nine, other], [moved])

  expect(applyChanges(after, [inverseOf(moved)])).toEqual([nine, other])
})

test('what is removed is gone, and comes back when that is undone', () => {
  const removed: Change = { id: 'r', before: [nine], after: [] }

  expect(applyChanges([nine, other], [removed])).toEqual([other])
  expect(applyChanges([other], [inverseOf(removed)])).toEqual([nine, other])
})

test('one occurrence of a series is told from the others', () => {
  const monday = repeated('serie', anOccurrence('Settore', '2026-11-23', '08:30', '09:30'))
  const next = repeated('serie', anOccurrence('Settore', '2026-11-30', '08:30', '09:30'))

  expect(applyChanges([monday, next], [{ id: 'r', before: [monday], after: [] }])).toEqual([next])
})

test('without changes the list is the same one, so that nothing is drawn anew', () => {
  const list = [nine]

  expect(applyChanges(list, [])).toBe(list)
})
