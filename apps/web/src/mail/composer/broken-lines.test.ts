import { ApiError } from '@staffetta/contract'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { overBrokenLines } from './broken-lines.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what a broken line cut off is handed over again, and its answer counts', async () => {
  const ask = vi.fn<() => Promise<string>>()
  ask.mockRejectedValueOnce(new ApiError('network')).mockResolvedValueOnce('held')

  const answer = overBrokenLines(ask)
  await vi.runAllTimersAsync()

  expect(await answer).toBe('held')
  expect(ask).toHaveBeenCalledTimes(2)
})

test('after a few tries it is told, and a refusal is told at once', async () => {
  const ask = vi.fn<() => Promise<string>>().mockRejectedValue(new ApiError('network'))
  const failed = overBrokenLines(ask).catch((error: unknown) => error)
  await vi.runAllTimersAsync()
  expect(await failed).toMatchObject({ code: 'network' })
  expect(ask).toHaveBeenCalledTimes(3)

  const refused = vi.fn<() => Promise<string>>().mockRejectedValue(new ApiError('mail/no-recipients'))
  await expect(overBrokenLines(refused)).rejects.toThrow('mail/no-recipients')
  expect(refused).toHaveBeenCalledOnce()
})
