import { createHash } from 'node:crypto'

/**
 * What a detail was read as: the server's ETag, and of each field a few characters of its hash. So whoever changes
 * something read earlier is judged field by field, and no node has to remember what it once handed out.
 */
export function versionOf<Fields extends object>(
  etag: string,
  fields: Fields,
  named: readonly (keyof Fields)[],
): string {
  return [hash(etag), ...named.map((name) => hash(fields[name]).slice(0, 6))].join('.')
}

/** The fields among those being changed that somebody else changed to something else since that version. */
export function conflictsWith<Fields extends object>(
  version: string,
  { etag, fields, change }: { etag: string; fields: Fields; change: { [Name in keyof Fields]?: unknown } },
  named: readonly (keyof Fields)[],
): (keyof Fields)[] {
  const [read, ...hashes] = version.split('.')
  if (read === hash(etag)) return []
  return named.filter((name, i) => {
    if (change[name] === undefined) return false
    const stored = hash(fields[name])
    return stored.slice(0, 6) !== hashes[i] && stored !== hash(change[name])
  })
}

function hash(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('base64url')
    .slice(0, 22)
}
