import type { ImportComparison } from '@staffetta/contract'
import { type Collection, fetchObjects } from '@staffetta/dav'
import type { FilePiece } from '@staffetta/icalendar/worker'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import { told } from '../account/dav-errors.ts'
import { syncIndex } from '../account/index-sync.ts'
import type { ImportFiles } from './file.ts'

/** What a calendar has under one UID. */
export interface Standing {
  href: string
  etag: string | undefined
  piece: FilePiece | undefined
}

export type Relation = 'fresh' | 'same' | 'changed' | 'older'

const around = { before: 7 * 86_400_000, after: 7 * 86_400_000 }

/** What of a file is in the calendar, as the server has it now. */
export async function standingOf(
  account: CalendarAccount,
  collection: Collection,
  { files, pieces }: { files: ImportFiles; pieces: readonly FilePiece[] },
): Promise<Map<string, Standing>> {
  const index = account.indexOf(collection)
  const now = Date.now()
  index.lookedAt = now
  await syncIndex(account, index, { from: now - around.before, to: now + around.after })
  if (index.error !== null) throw new AppError(index.error)
  const wanted = new Set(pieces.map(({ uid }) => uid))
  const uids = new Map<string, string>()
  for (const [href, { uid }] of index.entries) if (wanted.has(uid)) uids.set(href, uid)
  const standing = new Map<string, Standing>()
  for await (const { found } of fetched(account, collection, uids.keys())) {
    const read = await files.readStored(found.map(({ text }) => text))
    for (const [i, { href, etag }] of found.entries())
      standing.set(uids.get(href)!, { href, etag, piece: read[i] })
  }
  return standing
}

async function* fetched(account: CalendarAccount, collection: Collection, hrefs: Iterable<string>) {
  const batches = fetchObjects(account.dav, collection, hrefs)
  for (;;) {
    const { value, done } = await told('collection', batches.next())
    if (done === true) return
    yield value
  }
}

/** By what is said first: a server changes the letters, never that. */
export function relationOf(piece: FilePiece, there: FilePiece | undefined): Exclude<Relation, 'fresh'> {
  if (there === undefined) return 'changed'
  if (piece.print === there.print) return 'same'
  if (piece.sequence !== there.sequence) return piece.sequence < there.sequence ? 'older' : 'changed'
  const [mine, theirs] = [piece.modifiedAt, there.modifiedAt]
  return mine !== null && theirs !== null && mine < theirs ? 'older' : 'changed'
}

export function comparisonOf(
  pieces: readonly FilePiece[],
  standing: ReadonlyMap<string, Standing>,
): ImportComparison {
  const counts: ImportComparison = { fresh: 0, same: 0, changed: 0, older: 0 }
  for (const piece of pieces) {
    const there = standing.get(piece.uid)
    counts[there === undefined ? 'fresh' : relationOf(piece, there.piece)]++
  }
  return counts
}
