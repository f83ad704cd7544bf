const mostCharacters = 4_000_000
const mostOpenElements = 5000

/** Elements that hold nothing or end by themselves: leaving them open does not nest. */
const flat = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dd dt tr td th tbody thead tfoot option'.split(
    ' ',
  ),
)

/**
 * As much of the text as is safe to parse at once. Chromium 15x takes ten seconds over 100,000 elements that are never
 * closed, so what comes after the first few thousand of those is left out.
 */
export function bounded(text: string): { text: string; truncated: boolean } {
  // Cut well below the limit, so that what is written out of it is not cut again.
  const limit = text.length > mostCharacters ? mostCharacters * 0.9 : text.length
  let open = 0
  const tag = /<(\/?)([a-z][a-z0-9]*)/gi
  for (let match = tag.exec(text); match !== null && match.index < limit; match = tag.exec(text)) {
    if (flat.has(match[2]!.toLowerCase())) continue
    open = match[1] === '/' ? Math.max(0, open - 1) : open + 1
    if (open > mostOpenElements) return { text: text.slice(0, match.index), truncated: true }
  }
  return { text: text.slice(0, limit), truncated: limit < text.length }
}
