import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LeftReason } from '@staffetta/contract'
import { createObject, type DavError, getObject, isDavError, memberHref, putObject } from '@staffetta/dav'
import type { FilePiece } from '@staffetta/icalendar/worker'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { ImportFiles } from './file.ts'
import { relationOf, type Standing } from './standing.ts'

/** What became of one piece. */
export type Fate = 'added' | 'updated' | 'kept' | { left: LeftReason }

export interface Target {
  /** Asked for each time: who signs out meanwhile closes the connection, and the import goes on with another. */
  account: () => CalendarAccount
  href: string
  updates: boolean
  files: ImportFiles
  standing: ReadonlyMap<string, Standing>
}

const PARALLEL = 4
const WRITE_MS = 60_000
/** A server that is away for a moment; longer, and the import stops where it is. */
const RETRIES_MS = [500, 2_000, 6_000]

/**
 * Stores pieces from a place in the file on, four at a time. `settled` is told in the order of the file, so that whoever goes
 * on later knows from where. Throws the DavError that stops everything.
 */
export async function storePieces(
  target: Target,
  pieces: readonly FilePiece[],
  { from, signal, settled }: { from: number; signal: AbortSignal; settled: (at: number, fate: Fate) => void },
): Promise<void> {
  const fates = new Map<number, Fate>()
  let next = from
  let behind = from
  let stopped = false
  const work = async () => {
    while (!stopped && !signal.aborted && next < pieces.length) {
      const at = next++
      try {
        fates.set(at, await storePatiently(target, pieces[at]!, signal))
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

async function storePatiently(target: Target, piece: FilePiece, signal: AbortSignal): Promise<Fate> {
  for (const waitMs of [...RETRIES_MS, undefined]) {
    try {
      return await storePiece(target, piece)
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

async function storePiece(target: Target, piece: FilePiece): Promise<Fate> {
  const there = target.standing.get(piece.uid)
  if (there !== undefined) return storeOver(target, piece, there)
  const { dav } = target.account()
  const name = nameFor(piece.uid)
  const signal = AbortSignal.timeout(WRITE_MS)
  try {
    await createObject(dav, target.href, name, piece.text, { readBack: 'never', signal })
    return 'added'
  } catch (error) {
    if (isDavError(error, 'uid-conflict')) {
      // RFC 6638 §3.2.4.1: in another calendar of the same person; else under another name in this one.
      return /scheduling/.test(error.condition ?? '') ? { left: 'elsewhere' } : 'kept'
    }
    if (!isDavError(error, 'precondition', 'conflict')) throw error
    const href = memberHref(target.href, name)
    const object = await getObject(dav, href, signal).catch((reason: unknown) => {
      if (isDavError(reason, 'not-found')) return undefined
      throw reason
    })
    if (object === undefined) return 'kept'
    const [read] = await target.files.readStored([object.text])
    return storeOver(target, piece, { href, etag: object.etag, piece: read })
  }
}

async function storeOver(target: Target, piece: FilePiece, there: Standing): Promise<Fate> {
  if (!target.updates || relationOf(piece, there.piece) !== 'changed') return 'kept'
  const signal = AbortSignal.timeout(WRITE_MS)
  await putObject(
    target.account().dav,
    there.href,
    piece.text,
    { etag: there.etag ?? '*' },
    {
      readBack: 'never',
      signal,
    },
  )
  return 'updated'
}

/** Made of the UID, so that what is repeated meets itself. */
function nameFor(uid: string): string {
  return `${createHash('sha256').update(uid).digest('hex').slice(0, 40)}.ics`
}

function leftBy({ kind }: DavError): LeftReason | undefined {
  if (kind === 'rejected' || kind === 'too-large' || kind === 'outside') return 'refused'
  if (kind === 'forbidden') return 'not-permitted'
  return kind === 'precondition' || kind === 'conflict' || kind === 'uid-conflict' ? 'conflict' : undefined
}

function passes({ kind }: DavError): boolean {
  return ['unreachable', 'dns', 'timeout', 'busy', 'server-error', 'invalid-answer'].includes(kind)
}
