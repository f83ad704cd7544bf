import { parseInert, type SafeHtml } from './safe-html.ts'

/**
 * The page a message is put into, served from the application's own origin. It carries its own policy (pictures of ours,
 * styles, nothing else), so that the application itself needs no inline style: a `srcdoc` would inherit the application's.
 */
export const framePath = '/message-frame.html'

/** No scripts, no forms, no navigation of the page around it; links may open, outside. */
export const frameSandbox = 'allow-popups allow-popups-to-escape-sandbox allow-same-origin'

export interface FrameDress {
  /** BCP 47; for the reader's voice and the hyphenation. */
  language: string
  title: string
  /** Rules of the application: type, colours, the look of what was blocked. */
  style: string
}

/** Gives a frame that has loaded `framePath` the application's look; again, when that or the language is another. */
export function dressDocument(frame: Document, { language, title, style }: FrameDress): void {
  frame.documentElement.lang = language
  frame.title = title
  const element = frame.head.querySelector('style') ?? frame.head.appendChild(frame.createElement('style'))
  element.textContent = style
}

/** Puts a message into a frame that is already there, in place of the one before. */
export function fillDocument(frame: Document, content: SafeHtml): void {
  const parsed = parseInert(content)
  frame.body.replaceChildren(...[...parsed.body.childNodes].map((node) => frame.importNode(node, true)))
}

/** The elements of what was sanitised, in a document where nothing runs or loads: for an editor that builds its own from them. */
export function bodyOf(content: SafeHtml): HTMLElement {
  return parseInert(content).body
}
