import { expect, test } from 'vitest'
import { RateLimit } from './rate-limit.ts'

test('after the burst one has to wait, and is told how long', () => {
  const limit = new RateLimit({ burst: 2, perMinute: 6 })

  limit.take('a', 0)
  limit.take('a', 0)

  expect(() => limit.take('a', 0)).toThrow(
    expect.objectContaining({ code: 'request/too-many', retryAfter: 10 }),
  )
  expect(() => limit.take('a', 10_000)).not.toThrow()
})

test('one key does not spend the share of another', () => {
  const limit = new RateLimit({ burst: 1, perMinute: 1 })

  limit.take('a', 0)

  expect(() => limit.take('b', 0)).not.toThrow()
})
