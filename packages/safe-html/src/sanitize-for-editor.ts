import { sanitizeMessage } from './sanitize-message.ts'
import { parseInert, type SafeHtml } from './safe-html.ts'
import { restoreWordLists } from './word-lists.ts'

const kept =
  'p,div,br,h1,h2,h3,h4,b,strong,i,em,u,s,del,strike,code,pre,ul,ol,li,blockquote,a,img,table,tbody,thead,tfoot,tr,td,th,hr,span,sub,sup'

export interface EditorOptions {
  /** Where a picture that belongs to the message is found. */
  inline?: (contentId: string) => string | null
}

/**
 * HTML for the editor, which lives in the page itself and not in a frame: no styles, no classes, no ids, nothing that
 * would load from outside. For drafts, signatures and what is pasted.
 */
export function sanitizeForEditor(unsafe: string, options: EditorOptions = {}): SafeHtml {
  let html = /mso-list/i.test(unsafe) ? withLists(unsafe) : unsafe
  // Taking elements away can change how the rest is read, so what is returned is what was checked last.
  for (let pass = 0; pass < 3; pass++) {
    const simplified = simplify(html, options)
    if (simplified === html) break
    html = simplified
  }
  return html as SafeHtml
}

function withLists(unsafe: string): string {
  const document = parseInert(unsafe)
  restoreWordLists(document)
  return document.body.innerHTML
}

function simplify(unsafe: string, options: EditorOptions): string {
  const { html } = sanitizeMessage(unsafe, { ...options, remote: { kind: 'blocked' } })
  const root = parseInert(html).body.firstElementChild!
  for (const style of root.querySelectorAll('style')) style.remove()
  for (const element of root.querySelectorAll('*')) {
    if (!element.matches(kept)) element.replaceWith(...element.childNodes)
    else if (element.localName === 'img' && !element.hasAttribute('src'))
      element.replaceWith(element.getAttribute('alt') ?? '')
    else
      for (const name of element.getAttributeNames()) if (!editable.has(name)) element.removeAttribute(name)
  }
  return root.innerHTML
}

const editable = new Set([
  'href',
  'target',
  'rel',
  'src',
  'alt',
  'width',
  'height',
  'colspan',
  'rowspan',
  'start',
  'data-cid',
  'title',
  'lang',
  'dir',
])
