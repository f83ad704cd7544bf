import { createHash } from 'node:crypto'
import type { LeftReason } from '@staffetta/contract'
import { createObject, getObject, isDavError, memberHref, putObject } from '@staffetta/dav'
import type { FilePiece } from '@staffetta/icalendar/worker'
import { type Fate, WRITE_MS } from '../../dav/import/store-all.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { ImportFiles } from './file.ts'
import { relationOf, type Standing } from './standing.ts'

export interface Target {
  /** Asked for each time: who signs out meanwhile closes the connection, and the import goes on with another. */
  account: () => CalendarAccount
  href: string
  updates: boolean
  files: ImportFiles
  standing: ReadonlyMap<string, Standing>
}

/** What is to be done with one piece. */
export async function storePiece(target: Target, piece: FilePiece): Promise<Fate<LeftReason>> {
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

async function storeOver(target: Target, piece: FilePiece, there: Standing): Promise<Fate<LeftReason>> {
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
