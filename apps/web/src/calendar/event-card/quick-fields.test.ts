import { expect, test } from 'vitest'
import { fieldsOf, follow, whenOfFields } from './quick-fields.ts'

test('a time goes into the fields and comes out the same', () => {
  for (const when of [
    { kind: 'time', day: '2026-11-26', minute: 540, minutes: 90 },
    { kind: 'time', day: '2026-11-26', minute: 1380, minutes: 120 },
    { kind: 'time', day: '2026-11-26', minute: 540, minutes: 0 },
    { kind: 'days', start: '2026-11-23', end: '2026-11-26' },
  ] as const)
    expect(whenOfFields(fieldsOf(when))).toEqual(when)
})

test('the last day of whole days is shown, not the one after', () => {
  expect(fieldsOf({ kind: 'days', start: '2026-11-23', end: '2026-11-26' }).to).toBe('2026-11-25')
})

test('who moves the start takes the end along', () => {
  const before = fieldsOf({ kind: 'time', day: '2026-11-26', minute: 540, minutes: 90 })

  expect(follow(before, { ...before, start: '23:00' })).toMatchObject({ to: '2026-11-27', end: '00:30' })
  expect(follow(before, { ...before, from: '2026-12-01' })).toMatchObject({ to: '2026-12-01', end: '10:30' })
})

test('an end before the start, and a half-typed date, are no time', () => {
  const fields = fieldsOf({ kind: 'time', day: '2026-11-26', minute: 540, minutes: 90 })

  expect(whenOfFields({ ...fields, end: '08:00' })).toBeNull()
  expect(whenOfFields({ ...fields, from: '' })).toBeNull()
})
