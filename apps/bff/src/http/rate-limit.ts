import { AppError } from './app-error.ts'

/** A bucket by key: `burst` at once, refilled at `perMinute`. In memory of this node; forgets the idle ones. */
export class RateLimit {
  readonly #burst: number
  readonly #perMs: number
  readonly #buckets = new Map<string, { left: number; at: number }>()

  constructor(limit: { burst: number; perMinute: number }) {
    this.#burst = limit.burst
    this.#perMs = limit.perMinute / 60_000
  }

  /** Takes one, or throws request/too-many with the seconds to wait. */
  take(key: string, now = Date.now()): void {
    const bucket = this.#level(key, now)
    if (bucket.left < 1) {
      const retryAfter = Math.ceil((1 - bucket.left) / this.#perMs / 1000)
      throw new AppError('request/too-many', undefined, { retryAfter })
    }
    bucket.left -= 1
  }

  /** Gives one back: what succeeded was not an attack. */
  giveBack(key: string, now = Date.now()): void {
    const bucket = this.#level(key, now)
    bucket.left = Math.min(this.#burst, bucket.left + 1)
  }

  #level(key: string, now: number): { left: number; at: number } {
    let bucket = this.#buckets.get(key)
    if (bucket === undefined) {
      if (this.#buckets.size >= 50_000) this.#forgetFull(now)
      bucket = { left: this.#burst, at: now }
      this.#buckets.set(key, bucket)
    }
    bucket.left = Math.min(this.#burst, bucket.left + (now - bucket.at) * this.#perMs)
    bucket.at = now
    return bucket
  }

  #forgetFull(now: number): void {
    for (const [key, bucket] of this.#buckets) {
      if (bucket.left + (now - bucket.at) * this.#perMs >= this.#burst) this.#buckets.delete(key)
    }
  }
}
