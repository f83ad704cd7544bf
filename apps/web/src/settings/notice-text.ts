/** A part of a line, and a block of lines: all that a notice may be made of. */
export type Span = { text: string; bold: boolean }
export type Block = { kind: 'heading' | 'paragraph'; spans: Span[] } | { kind: 'list'; items: Span[][] }

/** Reads a notice as blocks. What is no heading, list or bold is text as it stands; there is no way to markup from here. */
export function readNotice(text: string): Block[] {
  const blocks: Block[] = []
  let paragraph: string[] = []
  const close = () => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', spans: spansOf(paragraph.join(' ')) })
    paragraph = []
  }
  for (const line of text.split(/\r?\n/)) {
    const [, mark, rest] = /^\s*(#{1,6}|[-*])\s+(.+?)\s*$/.exec(line) ?? []
    if (line.trim() === '' || mark !== undefined) close()
    if (mark === undefined) {
      if (line.trim() !== '') paragraph.push(line.trim())
      continue
    }
    const spans = spansOf(rest!)
    const last = blocks.at(-1)
    if (mark.startsWith('#')) blocks.push({ kind: 'heading', spans })
    else if (last?.kind === 'list') last.items.push(spans)
    else blocks.push({ kind: 'list', items: [spans] })
  }
  close()
  return blocks
}

function spansOf(text: string): Span[] {
  return text
    .split(/\*\*(.+?)\*\*/)
    .map((part, at) => ({ text: part, bold: at % 2 === 1 }))
    .filter((span) => span.text !== '')
}
