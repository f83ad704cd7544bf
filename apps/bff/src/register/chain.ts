import { createHash } from 'node:crypto'
import type { RegisterRow } from '../db/register.ts'

/** Before the first entry there is nothing: 32 zeros. */
export const noHash = Buffer.alloc(32)

export function hashOf(previous: Buffer, record: string): Buffer {
  return createHash('sha256').update(previous).update(record, 'utf8').digest()
}

export type Fault = 'missing' | 'changed' | 'chain'

/** Where a chain is to begin: at nothing, or behind what was purged. */
export interface Start {
  seq: number
  previous: Buffer
}

/**
 * What is wrong with the next entry, if anything: one is missing before it, what it says is not what was hashed, or it does not
 * follow the one before.
 */
export function faultOf(entry: RegisterRow, start: Start): Fault | null {
  if (entry.seq !== start.seq) return 'missing'
  if (!entry.hash.equals(hashOf(entry.previous, entry.record))) return 'changed'
  if (!columnsAgree(entry)) return 'changed'
  return entry.previous.equals(start.previous) ? null : 'chain'
}

function columnsAgree(entry: RegisterRow): boolean {
  const { seq, at, act, actor, tenantId } = JSON.parse(entry.record) as {
    seq: number
    at: string
    act: string
    actor: { name: string }
    tenantId: string | null
  }
  return (
    seq === entry.seq &&
    at === entry.at.toISOString() &&
    act === entry.act &&
    actor.name === entry.actor &&
    tenantId === entry.tenantId
  )
}
