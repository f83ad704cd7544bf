import { expect, test } from 'vitest'
import { compactSet, expandSet, UidList } from './uid-list.ts'

test('sets are written compactly and read back whatever their order', () => {
  expect(compactSet([7, 1, 3, 2, 2])).toBe('1:3,7')
  expect([...expandSet('7,1:3')]).toEqual([1, 2, 3, 7])
  expect([...expandSet('3:1')]).toEqual([1, 2, 3])
  expect([...expandSet('')]).toEqual([])
})

test('a set that claims the whole number space is refused before it is stored', () => {
  expect(() => expandSet('1:4294967295')).toThrow(RangeError)
})

test('positions follow arrivals and removals', () => {
  const list = new UidList(expandSet('1:5'))

  list.append([6, 9])
  list.remove(new Set([2, 9]))
  list.append([12])

  expect(Array.from(list.slice(0, 10))).toEqual([1, 3, 4, 5, 6, 12])
  expect(list.indexOf(6)).toBe(4)
  expect(list.indexOf(2)).toBe(-1)
  expect(list.last).toBe(12)
})

test('a UID that does not grow is not a new one', () => {
  const list = new UidList(expandSet('1:5'))

  list.append([5, 3])

  expect(list.length).toBe(5)
})
