import { parseInert, trusted, type SafeHtml } from './safe-html.ts'

/** The frame's own law, below the sandbox and the sanitiser: pictures of ours, styles, nothing else. */
export const frameContentPolicy =
  "default-src 'none'; img-src 'self' blob: data:; style-src 'unsafe-inline'; font-src 'self'; form-action 'none'; base-uri 'none'; frame-src 'none'"

/** No scripts, no forms, no navigation of the page around it; links may open, outside. */
export const frameSandbox = 'allow-popups allow-popups-to-escape-sandbox allow-same-origin'

export interface MessageDocumentOptions {
  /** BCP 47; for the reader's voice and the hyphenation. */
  language: string
  title: string
  /** Rules of the application: type, colours, the look of what was blocked. */
  style: string
}

/** The whole document for `srcdoc`. Where the page demands trusted types this is one. */
export function messageDocument(content: SafeHtml, options: MessageDocumentOptions): string {
  const shell = parseInert('<!doctype html><html><head></head><body></body></html>')
  shell.documentElement.lang = options.language
  shell.head.append(
    element(shell, 'meta', { charset: 'utf-8' }),
    element(shell, 'meta', { 'http-equiv': 'Content-Security-Policy', content: frameContentPolicy }),
    element(shell, 'meta', { name: 'referrer', content: 'no-referrer' }),
    element(shell, 'base', { target: '_blank' }),
  )
  shell.title = options.title
  const style = shell.createElement('style')
  style.textContent = options.style
  shell.head.append(style)
  const [before, after] = `<!doctype html>${shell.documentElement.outerHTML}`.split('</body>') as [
    string,
    string,
  ]
  return trusted(`${before}${content}</body>${after}`)
}

/** Puts a message into a frame that is already there, in place of the one before. */
export function fillDocument(frame: Document, content: SafeHtml): void {
  const parsed = parseInert(content)
  frame.body.replaceChildren(...[...parsed.body.childNodes].map((node) => frame.importNode(node, true)))
}

function element(document: Document, name: string, attributes: Record<string, string>): Element {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

/** The elements of what was sanitised, in a document where nothing runs or loads: for an editor that builds its own from them. */
export function bodyOf(content: SafeHtml): HTMLElement {
  return parseInert(content).body
}
