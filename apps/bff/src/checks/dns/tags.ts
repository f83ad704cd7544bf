/** The tag lists of RFC 6376 §3.2, which DKIM, DMARC, MTA-STS and TLS-RPT write in. */
export interface Tags {
  /** In the order they stand in; folding white space is gone. */
  entries: [name: string, value: string][]
  get: (name: string) => string | undefined
  /** What is no tag, or there twice. */
  wrong: string[]
}

/** The longest that are defined have a dozen. */
const MOST_TAGS = 50

/** Never throws: what cannot be read is in `wrong`. */
export function readTags(text: string): Tags {
  const entries: [string, string][] = []
  const wrong: string[] = []
  const pieces = text.split(';', MOST_TAGS + 1)
  // The last semicolon may have nothing after it.
  if (pieces.at(-1)?.trim() === '') pieces.pop()
  if (pieces.length > MOST_TAGS) wrong.push(pieces.pop()!)
  for (const piece of pieces) {
    const match = /^[ \t\r\n]*([a-z][a-z0-9_]*)[ \t\r\n]*=([\x20-\x7e\t\r\n]*)$/i.exec(piece)
    const name = match?.[1]?.toLowerCase()
    if (name === undefined || entries.some(([known]) => known === name)) wrong.push(piece.trim())
    else entries.push([name, match![2]!.trim()])
  }
  return { entries, wrong, get: (name) => entries.find(([known]) => known === name)?.[1] }
}
