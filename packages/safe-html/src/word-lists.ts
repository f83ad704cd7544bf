/**
 * Word writes a list as paragraphs whose style says `mso-list:l0 level1 lfo1` and which begin with the bullet or the
 * number as text. Here they become lists again, before the styles that say so are taken away.
 */
export function restoreWordLists(document: Document): void {
  for (const first of document.querySelectorAll('p, h1, h2, h3')) {
    if (levelOf(first) === 0 || !first.isConnected) continue
    const items: Element[] = []
    for (let next: Element | null = first; next && levelOf(next) > 0; next = next.nextElementSibling)
      items.push(next)
    const place = document.createComment('')
    first.before(place)
    place.replaceWith(listOf(document, items))
  }
}

function listOf(document: Document, paragraphs: Element[]): Element {
  const root = document.createElement('div')
  /** The open lists, outermost first. */
  const open: Element[] = []
  for (const paragraph of paragraphs) {
    const level = Math.min(levelOf(paragraph), open.length + 1)
    const kind = takeMarker(paragraph)
    open.length = Math.min(open.length, level)
    if (open[level - 1]?.localName !== kind) {
      const list = document.createElement(kind)
      const parent = level === 1 ? root : (open[level - 2]!.lastElementChild ?? open[level - 2]!)
      parent.append(list)
      open[level - 1] = list
      open.length = level
    }
    const item = document.createElement('li')
    item.append(...paragraph.childNodes)
    open[level - 1]!.append(item)
    paragraph.remove()
  }
  return root
}

function levelOf(element: Element): number {
  const style = element.getAttribute('style') ?? ''
  return Math.min(9, Number(/mso-list:\s*l\d+\s+level(\d)/i.exec(style)?.[1] ?? 0))
}

/** Removes what stands for the bullet or the number, and says which of the two it was. */
function takeMarker(paragraph: Element): 'ol' | 'ul' {
  const marker = [...paragraph.querySelectorAll('span')].find((span) =>
    /mso-list:\s*ignore/i.test(span.getAttribute('style') ?? ''),
  )
  const text = marker?.textContent?.trim() ?? ''
  const shell = marker?.parentElement
  marker?.remove()
  if (shell && shell !== paragraph && shell.textContent?.trim() === '') shell.remove()
  return /^\(?(?:\d+|[a-z]|[ivxlc]+)[.)]/i.test(text) ? 'ol' : 'ul'
}
