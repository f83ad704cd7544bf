/** A plain text in the pieces it is shown in. */
export type TextBlock =
  | { kind: 'text'; lines: string[] }
  /** Lines somebody else wrote, without their marks; `last` when nothing is written below. */
  | { kind: 'quote'; depth: number; lines: string[]; last: boolean }
  | { kind: 'signature'; lines: string[] }

/** RFC 3676: a line that ends in a space goes on in the next of the same depth; "-- " is the signature's. */
export function textBlocks(content: string, flowed: boolean): TextBlock[] {
  const blocks: TextBlock[] = []
  let signature = false
  let joins = false
  for (const raw of content.replace(/\r\n?/g, '\n').trimEnd().split('\n')) {
    const marks = /^(?:>\s?)+/.exec(raw)?.[0] ?? ''
    const depth = (marks.match(/>/g) ?? []).length
    let line = raw.slice(marks.length)
    if (flowed && depth === 0 && line.startsWith(' ')) line = line.slice(1)
    if (depth === 0 && raw === '-- ') {
      signature = true
      joins = false
      continue
    }
    const kind = depth > 0 ? 'quote' : signature ? 'signature' : 'text'
    const block = blocks.at(-1)
    const same = block?.kind === kind && (block.kind !== 'quote' || block.depth === depth)
    if (!same)
      blocks.push(kind === 'quote' ? { kind, depth, lines: [line], last: false } : { kind, lines: [line] })
    else if (joins) block.lines.push(block.lines.pop()! + line)
    else block.lines.push(line)
    joins = flowed && line.endsWith(' ')
  }
  for (let at = blocks.length - 1; at > 0; at--) {
    const block = blocks[at]!
    if (block.kind === 'quote') block.last = true
    else if (block.lines.some((line) => line.trim() !== '')) break
  }
  for (const block of blocks)
    while (block.lines.length > 1 && block.lines.at(-1)!.trim() === '') block.lines.pop()
  return blocks
}
