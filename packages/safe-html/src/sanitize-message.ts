import createPurifier, { type Config, type DOMPurify } from 'dompurify'
import { allowedAttributes, allowedTags } from './allowed-html.ts'
import type { BlockedContent } from './blocked-content.ts'
import { bounded } from './bounded.ts'
import { foldQuotes } from './fold-quotes.ts'
import { prepare } from './prepare.ts'
import { Rewriting } from './rewriting.ts'
import { parseInert, type SafeHtml } from './safe-html.ts'

/** What becomes of addresses outside: nothing loads; through the application's own proxy; left alone, for a message that goes out. */
export type RemotePolicy =
  | { kind: 'blocked' }
  | { kind: 'proxied'; toUrl: (address: string) => string; owns: (address: string) => boolean }
  | { kind: 'kept' }

export interface SanitizeOptions {
  remote: RemotePolicy
  /** Where a picture that came inside the message is found; null when it did not come. */
  inline?: (contentId: string) => string | null
  /** A class name that the message's own style sheets are held under, for a message quoted in another. */
  scope?: string
  /** Folds what the sender quoted below their answer; the words of the handle. */
  foldQuotes?: string
}

export interface SanitizedMessage {
  html: SafeHtml
  blocked: BlockedContent
  /** simple: written by hand, may take the theme's colours; designed: has a paper of its own. */
  look: 'simple' | 'designed'
  /** The message was longer than is safe to show at once; the source has the rest. */
  truncated: boolean
}

const config: Config = {
  ALLOWED_TAGS: allowedTags,
  ALLOWED_ATTR: allowedAttributes,
  ADD_URI_SAFE_ATTR: ['data-remote', 'data-cid', 'data-anchor', 'style'],
  ALLOWED_NAMESPACES: ['http://www.w3.org/1999/xhtml'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOW_UNKNOWN_PROTOCOLS: false,
  SANITIZE_DOM: true,
  SAFE_FOR_XML: true,
}

const passes = 4

let purifier: DOMPurify | undefined
let issued: ReadonlySet<string> = new Set()

/**
 * The message as it may be shown. Runs in a real browser only, and throws elsewhere rather than let anything through.
 * Sanitising the result again changes nothing.
 */
export function sanitizeMessage(unsafe: string, options: SanitizeOptions): SanitizedMessage {
  let { text, truncated } = bounded(unsafe)
  let first: { rewriting: Rewriting; html: string } | undefined

  // What the browser reads from the result must be what was checked; where reading changes it, it is checked again.
  for (let pass = 0; pass < passes; pass++) {
    const rewriting = new Rewriting(options)
    const document = parseInert(text)
    truncated = prepare(document, rewriting) || truncated
    if (options.foldQuotes !== undefined) foldQuotes(document.body.firstElementChild!, options.foldQuotes)
    const html = purify(document.body.firstElementChild!, rewriting.issued)
    first ??= { rewriting, html }
    if (isStable(html)) {
      const { blocked, designed } = first.rewriting
      return {
        html: html as SafeHtml,
        blocked: blocked.result(),
        look: designed ? 'designed' : 'simple',
        truncated,
      }
    }
    text = html
  }
  return asText(first!.rewriting, text)
}

function purify(root: Element, written: ReadonlySet<string>): string {
  purifier ??= makePurifier()
  issued = written
  return purifier.sanitize(root, config) as string
}

function makePurifier(): DOMPurify {
  const made = createPurifier(window)
  if (!made.isSupported) throw new Error('This is not a browser in which mail can be shown safely.')
  made.addHook('uponSanitizeAttribute', (element, attribute) => {
    const { attrName, attrValue } = attribute
    const addresses = attrName === 'src' || attrName === 'href' || attrName === 'style'
    if (addresses && !issued.has(attrValue)) attribute.keepAttr = false
    if (attrName === 'src' && element.nodeName !== 'IMG') attribute.keepAttr = false
  })
  made.addHook('uponSanitizeElement', (node, { tagName }) => {
    if (tagName === 'style' && !issued.has(node.textContent ?? '')) node.textContent = ''
  })
  return made
}

function isStable(html: string): boolean {
  return parseInert(html).body.innerHTML === html
}

/** A message that reads differently each time is shown by its words alone. */
function asText(rewriting: Rewriting, html: string): SanitizedMessage {
  const document = parseInert('<div data-mail="body"></div>')
  const root = document.body.firstElementChild!
  for (const line of (parseInert(html).body.textContent ?? '').trim().split(/\n+/)) {
    root.append(line, document.createElement('br'))
  }
  const safe = purify(root, new Set())
  return { html: safe as SafeHtml, blocked: rewriting.blocked.result(), look: 'simple', truncated: true }
}
