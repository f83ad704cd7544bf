/** Prints on paper of its own: a page beside ours, with words alone, that goes when it is printed. */
export function printPage(title: string, fill: (page: Document) => void): void {
  const frame = document.createElement('iframe')
  frame.className = 'print-frame'
  frame.setAttribute('aria-hidden', 'true')
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals')
  document.body.append(frame)
  const page = frame.contentDocument!
  // A sheet belongs to the page it was made in.
  const { CSSStyleSheet: Sheet } = frame.contentWindow as Window & typeof globalThis
  page.title = title
  const sheet = new Sheet()
  sheet.replaceSync(paper)
  page.adoptedStyleSheets = [sheet]
  fill(page)
  frame.contentWindow!.addEventListener('afterprint', () => frame.remove())
  frame.contentWindow!.focus()
  frame.contentWindow!.print()
}

/** One thing after the other on that page. */
export function put<Tag extends keyof HTMLElementTagNameMap>(
  into: Element,
  tag: Tag,
  text = '',
): HTMLElementTagNameMap[Tag] {
  const made = into.ownerDocument.createElement(tag)
  made.textContent = text
  into.append(made)
  return made
}

const paper = `
  body { font: 11pt/1.4 sans-serif; margin: 0; }
  h1 { font-size: 16pt; margin: 0 0 4pt; }
  h2 { font-size: 11pt; margin: 12pt 0 2pt; }
  p { margin: 0 0 8pt; white-space: pre-wrap; }
  table { border-collapse: collapse; width: 100%; }
  td, th { border-bottom: 0.5pt solid #999; padding: 3pt 8pt 3pt 0; text-align: left; vertical-align: top; }
  th { font-weight: 600; }
  tr { break-inside: avoid; }
`
