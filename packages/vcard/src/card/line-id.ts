import type { Line } from '../text/line.ts'

/** Names lines by what they say, so that a name means the same line in a newer version of the card; equal lines are counted. */
export function lineIds(lines: readonly Line[]): Map<Line, string> {
  const counts = new Map<string, number>()
  return new Map(
    lines.map((line) => {
      const hash = hashOfLine(line)
      const count = counts.get(hash) ?? 0
      counts.set(hash, count + 1)
      return [line, count === 0 ? hash : `${hash}.${count}`]
    }),
  )
}

const hashes = new WeakMap<Line, string>()

/** Kept: a photo of megabytes is hashed once. */
function hashOfLine(line: Line): string {
  const known = hashes.get(line)
  if (known !== undefined) return known
  const hash = hashOf(`${line.group}.${line.name}${line.head}:${line.value}`)
  hashes.set(line, hash)
  return hash
}

/** FNV-1a over two seeds: it only has to tell the few lines of one card apart. */
function hashOf(text: string): string {
  let [a, b] = [0x811c9dc5, 0x01000193]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x85ebca6b)
  }
  return (a >>> 0).toString(36) + (b >>> 0).toString(36)
}
