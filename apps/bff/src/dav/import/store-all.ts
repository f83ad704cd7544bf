import { setTimeout as sleep } from 'node:timers/promises'
import { type DavError, isDavError } from '@staffetta/dav'

/** Why one object of a file is not where it should be: the server says so. */
export type StoreRefusal = 'refused' | 'not-permitted' | 'conflict'
/** What became of one object. */
export type Fate<Left extends string = StoreRefusal> = 'added' | 'updated' | 'kept' | { left: Left }

const PARALLEL = 4
/** One write. */
export const WRITE_MS = 60_000
/** A server that is away for a moment; longer, and the import stops where it is. */
const RETRIES_MS = [500, 2_000, 6_000]

/**
 * Stores `count` objects from a place in the file on, four at a time. `settled` is told in the order of the file, so that whoever
 * goes on later knows from where. Throws the DavError that stops everything.
 */
export async function storeAll<Left extends string>(
  count: number,
  store: (at: number) => Promise<Fate<Left>>,
  {
    from,
    signal,
    settled,
  }: { from: number; signal: AbortSignal; settled: (at: number, fate: Fate<Left | StoreRefusal>) => void },
): Promise<void> {
  const fates = new Map<number, Fate<Left | StoreRefusal>>()
  let next = from
  let behind = from
  let stopped = false
  const work = async () => {
    while (!stopped && !signal.aborted && next < count) {
      const at = next++
      try {
        fates.set(at, await patiently(() => store(at), signal))
      } catch (error) {
        stopped = true
        throw error
      }
      for (let fate = fates.get(behind); fate !== undefined; fate = fates.get(behind)) {
        fates.delete(behind)
        settled(behind++, fate)
      }
    }
  }
  const outcomes = await Promise.allSettled(Array.from({ length: PARALLEL }, work))
  const failed = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}

async function patiently<Left extends string>(
  store: () => Promise<Fate<Left>>,
  signal: AbortSignal,
): Promise<Fate<Left | StoreRefusal>> {
  for (const waitMs of [...RETRIES_MS, undefined]) {
    try {
      return await store()
    } catch (error) {
      if (!isDavError(error)) throw error
      const left = leftBy(error)
      if (left !== undefined) return { left }
      if (!passes(error)) throw error
      if (waitMs === undefined || signal.aborted) {
        // A server that fails on this text alone answers the next one.
        if (error.kind === 'server-error') return { left: 'refused' }
        throw error
      }
      await sleep(Math.min(30_000, (error.retryAfterSeconds ?? 0) * 1000) || waitMs, undefined, {
        signal,
      }).catch(() => undefined)
    }
  }
  throw new Error('unreachable')
}

function leftBy({ kind }: DavError): StoreRefusal | undefined {
  if (kind === 'rejected' || kind === 'too-large' || kind === 'outside') return 'refused'
  if (kind === 'forbidden') return 'not-permitted'
  return kind === 'precondition' || kind === 'conflict' || kind === 'uid-conflict' ? 'conflict' : undefined
}

function passes({ kind }: DavError): boolean {
  return ['unreachable', 'dns', 'timeout', 'busy', 'server-error', 'invalid-answer'].includes(kind)
}
