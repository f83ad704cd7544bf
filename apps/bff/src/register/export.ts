import { listAnchors, listSegments, walkEntries } from '../db/register.ts'
import type { Db } from '../db/open.ts'

/**
 * The register as lines of JSON, for whoever verifies it elsewhere: first the key and what was purged, then every entry with its
 * hash, then the signed anchors. For one body, of what is not about it only the link of the chain. `apps/bff/bin/verify-register.mjs` does, with nothing of ours.
 */
export async function* exportRegister(db: Db, publicKey: string, tenantId?: string): AsyncGenerator<string> {
  const segments = (await listSegments(db)).map(({ firstPrevious, lastHash, ...segment }) => ({
    ...segment,
    firstPrevious: firstPrevious.toString('hex'),
    lastHash: lastHash.toString('hex'),
  }))
  yield line({ kind: 'register', publicKey, segments })
  for await (const { seq, record, previous, hash, tenantId: about } of walkEntries(db)) {
    const link = { seq, previous: previous.toString('hex'), hash: hash.toString('hex') }
    const shown = tenantId === undefined || tenantId === about
    yield line(shown ? { kind: 'entry', ...link, record } : { kind: 'link', ...link })
  }
  for (const { seq, hash, at, signature } of await listAnchors(db))
    yield line({
      kind: 'anchor',
      seq,
      hash: hash.toString('hex'),
      at: at.toISOString(),
      signature: signature.toString('base64'),
    })
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`
}
