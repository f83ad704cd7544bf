import { userInfo } from 'node:os'
import type { Act } from '@staffetta/contract'
import { insertEntry, lastLink, lockRegister } from '../db/register.ts'
import type { Db } from '../db/open.ts'
import type { Actor } from '../http/actor.ts'
import { hashOf } from './chain.ts'

export interface Deed {
  act: Act
  actor: Actor
  /** The body it concerns. */
  tenantId: string | null
  /** What in it: an address, a service, a domain. */
  subject?: string
  reason?: string
  /** Before and after, or whatever else one wants to know of it in a year; never a secret, never content. */
  details?: Record<string, unknown>
}

/** The command line has no name but that of the account on the machine. */
export function commandLine(env: Record<string, string | undefined>): Actor {
  return {
    kind: 'command-line',
    name: env['SUDO_USER'] ?? userInfo().username,
    tenantId: null,
    ip: null,
  }
}

export const product: Actor = { kind: 'product', name: 'staffetta', tenantId: null, ip: null }

/**
 * Adds to the register, in the transaction of what is recorded: both stand, or neither. Holds every other writer of the
 * register until that transaction ends, so it comes last in it.
 */
export async function record(tx: Db, deed: Deed, now = new Date()): Promise<void> {
  await lockRegister(tx)
  const last = await lastLink(tx)
  const seq = last.seq + 1
  const text = JSON.stringify({
    seq,
    at: now.toISOString(),
    act: deed.act,
    actor: deed.actor,
    tenantId: deed.tenantId,
    subject: deed.subject ?? null,
    reason: deed.reason ?? null,
    details: deed.details ?? {},
  })
  await insertEntry(tx, {
    seq,
    at: now,
    act: deed.act,
    actor: deed.actor.name,
    tenantId: deed.tenantId,
    record: text,
    previous: last.hash,
    hash: hashOf(last.hash, text),
  })
}

/** Does something and records it: both stand, or neither. */
export async function recorded<T>(db: Db, deed: Deed, change: (tx: Db) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    const result = await change(tx)
    await record(tx, deed)
    return result
  })
}
