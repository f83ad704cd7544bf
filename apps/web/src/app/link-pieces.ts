/** A line of words and links. */
type Piece = { kind: 'words'; text: string } | { kind: 'link'; text: string; href: string }

const address =
  /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}»”’]|\bwww\.[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/[^\s<>"']*[^\s<>"'.,;:!?)\]}»”’])?|[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi

/** The addresses in a line become links. */
export function linkPieces(line: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const match of line.matchAll(address)) {
    const text = match[0]
    if (match.index > from) pieces.push({ kind: 'words', text: line.slice(from, match.index) })
    const href = text.includes('://') ? text : text.includes('@') ? `mailto:${text}` : `https://${text}`
    pieces.push({ kind: 'link', text, href })
    from = match.index + text.length
  }
  if (from < line.length) pieces.push({ kind: 'words', text: line.slice(from) })
  return pieces
}
