import { createPublicKey, verify } from 'node:crypto'
import { listAnchors, listSegments, walkEntries } from '../db/register.ts'
import type { Db } from '../db/open.ts'
import { anchorText } from './anchor.ts'
import { faultOf, noHash, type Fault, type Start } from './chain.ts'

export interface Verdict {
  /** Entries that were read, and how many more are gone by the rules. */
  count: number
  purged: number
  /** The last entry that was signed for, and whether the signature is ours. */
  anchored: number
  first: { seq: number; fault: Fault | 'anchor' } | null
}

/**
 * Reads the whole register and names the first entry that is not what was written: changed, missing, put in, or cut off the
 * end behind a signed anchor.
 */
export async function verifyRegister(db: Db, publicKey: string): Promise<Verdict> {
  const [segments, anchors] = await Promise.all([listSegments(db), listAnchors(db)])
  const key = createPublicKey(publicKey)
  const signed = new Map(anchors.map((anchor) => [anchor.seq, anchor]))
  const verdict: Verdict = { count: 0, purged: 0, anchored: anchors.at(-1)?.seq ?? 0, first: null }

  let next: Start = { seq: 1, previous: noHash }
  for (const segment of segments) {
    if (segment.firstSeq !== next.seq || !segment.firstPrevious.equals(next.previous))
      return { ...verdict, first: { seq: segment.firstSeq, fault: 'chain' } }
    verdict.purged += segment.lastSeq - segment.firstSeq + 1
    next = { seq: segment.lastSeq + 1, previous: segment.lastHash }
  }
  let oldest: Date | undefined
  const told = new Set<string>()
  for await (const entry of walkEntries(db)) {
    const fault = faultOf(entry, next)
    if (fault !== null)
      return { ...verdict, first: { seq: fault === 'missing' ? next.seq : entry.seq, fault } }
    oldest ??= entry.at
    if (entry.act === 'register/purged') told.add(purgedHash(entry.record))
    const anchor = signed.get(entry.seq)
    if (anchor !== undefined && !anchor.hash.equals(entry.hash))
      return { ...verdict, first: { seq: entry.seq, fault: 'anchor' } }
    verdict.count++
    next = { seq: entry.seq + 1, previous: entry.hash }
  }
  // A purge is an entry itself, for as long as that is kept: a month that somebody only took away has none.
  const silent = segments.find(
    ({ purgedAt, lastHash }) =>
      (oldest === undefined || purgedAt > oldest) && !told.has(lastHash.toString('hex')),
  )
  if (silent !== undefined) return { ...verdict, first: { seq: silent.firstSeq, fault: 'missing' } }
  for (const anchor of anchors) {
    if (!verify(null, anchorText(anchor), key, anchor.signature))
      return { ...verdict, first: { seq: anchor.seq, fault: 'anchor' } }
    if (anchor.seq >= next.seq) return { ...verdict, first: { seq: next.seq, fault: 'missing' } }
  }
  return verdict
}

function purgedHash(record: string): string {
  return (JSON.parse(record) as { details: { lastHash: string } }).details.lastHash
}
