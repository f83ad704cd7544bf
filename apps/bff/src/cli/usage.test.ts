import { expect, test } from 'vitest'
import { usage, usageOf } from './usage.ts'

test('of one area its commands are shown, each with what it says of itself', () => {
  const lines = usageOf('role').trimEnd().split('\n')

  expect(lines[0]).toContain('staffetta role grant')
  expect(lines[1]).toContain('--appointment')
  expect(lines.filter((line) => line.includes('  staffetta ')).every((line) => line.includes(' role '))).toBe(
    true,
  )
})

test('an area that is none shows all of them', () => {
  expect(usageOf('rule')).toBe(usage)
  expect(usageOf(undefined)).toBe(usage)
})
