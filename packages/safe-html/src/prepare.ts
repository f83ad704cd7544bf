import { remoteAddress } from './addresses.ts'
import { allowedTags, droppedWhole } from './allowed-html.ts'
import { filterStylesheet } from './css/filter-stylesheet.ts'
import type { Rewriting } from './rewriting.ts'

const mostNodes = 60_000
/** Parsers flatten at 512, each in its own way. */
const deepest = 200

/** Leaves in the body one element that holds the message, rewritten. True when some of it had to be left out. */
export function prepare(document: Document, rewriting: Rewriting): boolean {
  const sheet = collectSheet(document, rewriting)
  for (const literal of document.querySelectorAll('xmp,plaintext,listing')) {
    const pre = document.createElement('pre')
    pre.textContent = literal.textContent
    literal.replaceWith(pre)
  }
  const root = wrap(document, rewriting)
  // Pictures first: a picture element's sources are gone afterwards.
  for (const image of root.querySelectorAll('picture > img')) rewriting.element(image)
  dropForeign(root, rewriting)
  const truncated = [flattenBeyond(root, deepest), dropBeyond(root, mostNodes)].some(Boolean)
  rewriting.element(root)
  for (const element of root.querySelectorAll('*')) rewriting.element(element)
  for (const pre of root.querySelectorAll('pre')) dropLeadingBreak(pre)
  if (sheet !== '') {
    const style = document.createElement('style')
    style.textContent = rewriting.issue(sheet)
    root.prepend(style)
  }
  return truncated
}

function collectSheet(document: Document, rewriting: Rewriting): string {
  let sheet = ''
  for (const style of document.querySelectorAll('style')) {
    const media = style.getAttribute('media')?.trim() ?? ''
    style.remove()
    if (style.namespaceURI !== document.documentElement.namespaceURI) continue
    const text = style.textContent ?? ''
    if (media === '' || /^(?:all|screen)$/i.test(media)) sheet += filterStylesheet(text, rewriting)
    else if (/^[\w\s(),:-]+$/.test(media)) sheet += filterStylesheet(`@media ${media}{${text}}`, rewriting)
    else rewriting.noteDropped(text)
  }
  return sheet
}

/** What the body element said is said by an element of our own: the frame's body belongs to the application. */
function wrap(document: Document, rewriting: Rewriting): Element {
  const { body } = document
  const only = body.firstElementChild
  if (only?.getAttribute('data-mail') === 'body' && body.childNodes.length === 1) return only
  const root = document.createElement('div')
  for (const name of ['style', 'class', 'bgcolor', 'background', 'dir', 'lang', 'align']) {
    const value = body.getAttribute(name)
    if (value !== null) root.setAttribute(name, value)
  }
  const colour = body.getAttribute('text')
  if (colour !== null) root.setAttribute('style', `color:${colour};${root.getAttribute('style') ?? ''}`)
  if (rewriting.scope !== null) root.classList.add(rewriting.scope.slice(1))
  root.setAttribute('data-mail', 'body')
  root.append(...body.childNodes)
  for (const stray of Array.from(document.documentElement.childNodes)) if (stray !== body) stray.remove()
  for (const inner of root.querySelectorAll('[data-mail]')) inner.removeAttribute('data-mail')
  body.replaceChildren(root)
  return root
}

const loads = ['src', 'href', 'data', 'poster', 'srcset', 'xlink:href', 'action', 'formaction', 'content']

function dropForeign(root: Element, rewriting: Rewriting): void {
  for (const element of root.querySelectorAll(droppedWhole)) {
    if (!element.isConnected) continue
    for (const inner of [element, ...element.querySelectorAll('*')]) {
      if (inner.localName === 'form' || inner.localName === 'a') continue
      for (const name of loads) {
        const address = inner.getAttribute(name)
        if (address !== null && remoteAddress(address.replace(/^[\d;\s]*url=/i, '')) !== null)
          rewriting.blocked.other(address)
      }
    }
    element.remove()
  }
  const known = new Set(allowedTags)
  for (const element of root.querySelectorAll('*')) {
    if (known.has(element.localName)) continue
    const poster = element.getAttribute('poster') ?? element.getAttribute('data')
    if (poster !== null && remoteAddress(poster) !== null) rewriting.blocked.other(poster)
  }
}

/** What is nested deeper keeps its words and nothing else. */
function flattenBeyond(element: Element, levels: number): boolean {
  if (levels === 0) {
    const deep = element.firstElementChild !== null
    if (deep) element.replaceChildren(element.textContent ?? '')
    return deep
  }
  let flattened = false
  for (const child of element.children) flattened = flattenBeyond(child, levels - 1) || flattened
  return flattened
}

function dropBeyond(root: Element, limit: number): boolean {
  const walker = root.ownerDocument.createTreeWalker(root)
  for (let count = 0; count < limit; count++) if (walker.nextNode() === null) return false
  const rest = root.ownerDocument.createRange()
  rest.setStartBefore(walker.currentNode)
  rest.setEndAfter(root.lastChild!)
  rest.deleteContents()
  return true
}

/** The parser swallows a line break that opens a `pre`, so writing one out and reading it again loses it. */
function dropLeadingBreak(pre: Element): void {
  for (let text = pre.firstChild; text?.nodeType === 3; text = pre.firstChild) {
    const trimmed = (text.textContent ?? '').replace(/^[\r\n]+/, '')
    text.textContent = trimmed
    if (trimmed !== '') return
    text.remove()
  }
}
