import { contentIdOf, linkAddress, rasterData, remoteAddress } from './addresses.ts'
import { Blocked } from './blocked-content.ts'
import type { CssContext } from './css/css-context.ts'
import { filterDeclarations } from './css/filter-declarations.ts'
import type { SanitizeOptions } from './sanitize-message.ts'

/** Ids keep clear of the page's own names. */
const idPrefix = 'm-'

/**
 * Turns one parsed message into what may be shown, element by element. Every address and every style it writes is
 * remembered in `issued`: the last step lets no other through.
 */
export class Rewriting implements CssContext {
  readonly blocked = new Blocked()
  readonly issued = new Set<string>()
  readonly scope: string | null
  designed = false
  readonly #options: SanitizeOptions

  constructor(options: SanitizeOptions) {
    this.#options = options
    this.scope = options.scope === undefined ? null : `.${options.scope}`
  }

  element(element: Element): void {
    const tag = element.localName
    if (tag === 'img') this.#image(element)
    else if (element.hasAttribute('src')) this.#dropAddress(element, 'src')
    if (tag === 'a') this.#link(element)
    else element.removeAttribute('href')
    if (tag === 'a' || element.hasAttribute('id')) this.#id(element)
    if (element.hasAttribute('background')) this.#background(element)
    if (element.hasAttribute('style')) this.#style(element)
    this.#size(element)
    if (element.hasAttribute('bgcolor') && isColour(element.getAttribute('bgcolor')!)) this.designed = true
    if (tag === 'table' && element.parentElement?.closest('table')) this.designed = true
  }

  /** A `cid:` background has no place to keep its name once resolved, and no mail program of note writes one. */
  resolveImage(address: string): string | null {
    if (contentIdOf(address) !== null) return null
    const found = this.#resolve(address)
    if (found?.src != null) this.designed = true
    return found?.src ?? null
  }

  noteDropped(text: string): void {
    this.blocked.dropped(text)
  }

  noteDeclaration(property: string, value: string): void {
    if (property.startsWith('background') && isColour(value)) this.designed = true
  }

  prefixId(id: string): string {
    return id.startsWith(idPrefix) ? id : idPrefix + id
  }

  issue(value: string): string {
    this.issued.add(value)
    return value
  }

  #image(element: Element): void {
    const cid = element.getAttribute('data-cid')
    const candidates = candidatesOf(element)
    const address =
      element.getAttribute('data-remote') ??
      (cid === null ? null : `cid:${encodeURIComponent(cid)}`) ??
      element.getAttribute('src') ??
      candidates[0] ??
      ''
    for (const name of ['src', 'data-remote', 'data-cid']) element.removeAttribute(name)
    const found = this.#resolve(address)
    if (found === null) {
      const other = candidates.find((candidate) => remoteAddress(candidate) !== null)
      if (other !== undefined) this.blocked.image(other)
      return
    }
    if (found.src !== null) element.setAttribute('src', this.issue(found.src))
    if (found.remote !== undefined) element.setAttribute('data-remote', found.remote)
    if (found.contentId !== undefined) element.setAttribute('data-cid', found.contentId)
  }

  #resolve(address: string): { src: string | null; remote?: string; contentId?: string } | null {
    const contentId = contentIdOf(address)
    if (contentId !== null) {
      const src = this.#options.inline?.(contentId) ?? null
      return this.#options.remote.kind === 'kept'
        ? { src: src ?? `cid:${encodeURIComponent(contentId)}` }
        : { src, contentId }
    }
    const data = rasterData(address)
    if (data !== null) return { src: data }

    const policy = this.#options.remote
    if (policy.kind === 'proxied' && policy.owns(address)) return { src: address }
    const remote = remoteAddress(address)
    if (remote === null) {
      if (/^\s*[a-z][a-z0-9+.-]*:|[/\\]{2}/i.test(address) && !/^\s*(?:data|about):/i.test(address))
        this.blocked.other(address)
      return null
    }
    if (policy.kind === 'kept') return { src: remote }
    if (policy.kind === 'proxied') return { src: policy.toUrl(remote), remote }
    this.blocked.image(remote)
    return { src: null, remote }
  }

  #background(element: Element): void {
    const address = element.getAttribute('background')!
    element.removeAttribute('background')
    const src = this.resolveImage(address)
    if (src === null) return
    const style = element.getAttribute('style') ?? ''
    element.setAttribute('style', `background-image:url("${src}");${style}`)
  }

  #link(element: Element): void {
    const raw = element.getAttribute('href') ?? ''
    const anchor = raw.startsWith('#') ? this.prefixId(raw.slice(1)) : element.getAttribute('data-anchor')
    element.removeAttribute('data-anchor')
    element.removeAttribute('href')
    element.removeAttribute('target')
    element.removeAttribute('rel')
    if (anchor !== null && /^m-[\w:.-]{1,80}$/.test(anchor)) {
      element.setAttribute('data-anchor', anchor)
      return
    }
    const href = linkAddress(raw)
    if (href === null) return
    element.setAttribute('href', this.issue(href))
    element.setAttribute('target', '_blank')
    element.setAttribute('rel', 'noopener noreferrer nofollow')
  }

  #id(element: Element): void {
    const id = element.getAttribute('id') ?? element.getAttribute('name')
    element.removeAttribute('id')
    if (id !== null && /^[\w:.-]{1,80}$/.test(id)) element.setAttribute('id', this.prefixId(id).slice(0, 82))
  }

  #style(element: Element): void {
    const kept = filterDeclarations(element.getAttribute('style')!, this)
    if (kept === '') element.removeAttribute('style')
    else element.setAttribute('style', this.issue(kept))
  }

  #size(element: Element): void {
    for (const [name, limit] of sizeLimits) {
      const value = element.getAttribute(name)
      if (value !== null && !isModestSize(value, limit)) element.removeAttribute(name)
    }
  }

  #dropAddress(element: Element, name: string): void {
    const address = element.getAttribute(name)!
    element.removeAttribute(name)
    if (remoteAddress(address) !== null) this.blocked.other(address)
  }
}

const sizeLimits = [
  ['width', 5000],
  ['height', 5000],
  ['border', 50],
  ['cellpadding', 200],
  ['cellspacing', 200],
  ['hspace', 200],
  ['vspace', 200],
  ['size', 100],
  ['colspan', 100],
  ['rowspan', 500],
  ['span', 100],
] as const

function isModestSize(value: string, limit: number): boolean {
  const match = /^\s*[+-]?(\d{1,6})(?:\.\d+)?\s*(%|px|\*)?\s*$/.exec(value)
  return match !== null && Number(match[1]) <= (match[2] === '%' ? 100 : limit)
}

/** White and nothing are what paper is anyway. */
function isColour(value: string): boolean {
  return !/^(?:\s|,|none|transparent|inherit|initial|unset|white|#fff(?:fff)?|rgb\(255,255,255\)|repeat|no-repeat|scroll|center|top|left|0%?|0px|auto)*$/i.test(
    value,
  )
}

function candidatesOf(element: Element): string[] {
  const set = element.getAttribute('srcset') ?? ''
  element.removeAttribute('srcset')
  const sources = [...(element.closest('picture')?.querySelectorAll('source') ?? [])].map(
    (source) => source.getAttribute('srcset') ?? '',
  )
  return [set, ...sources]
    .flatMap((list) => list.split(/,\s+|,(?=\S+\s+[\d.]+[xw])/))
    .map((candidate) => candidate.trim().split(/\s+/)[0]!)
    .filter((candidate) => candidate !== '')
}
