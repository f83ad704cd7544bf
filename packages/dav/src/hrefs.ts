import { DavError } from './errors.ts'

/**
 * Hrefs in this package are paths in one spelling: each segment decoded and encoded again, so that `@` and `%40` are the
 * same string and `===` compares. They never carry a host: everything is asked of the one origin that was opened.
 */

/** The path of what a server sent. Throws `outside` for another host and for dot segments hidden in an encoding. */
export function readHref(href: string, base: URL): string {
  const text = href.trim()
  if (text.length > 8192 || !URL.canParse(text, base.href)) throw new DavError('invalid-answer')
  const url = new URL(text, base)
  // Behind a proxy that ends TLS a server says http:// or its inner port; only the path is used, on our own origin.
  if (!/^https?:$/.test(url.protocol) || url.hostname !== base.hostname)
    throw new DavError('outside', { origin: url.origin })
  return url.pathname.split('/').map(respell).join('/')
}

/** The address of a new member of a collection. Throws `outside` for a name that is none. */
export function memberHref(collection: string, name: string): string {
  if (name === '' || name === '.' || name === '..' || /[/\\]|\p{Cc}/u.test(name))
    throw new DavError('outside')
  return withSlash(collection) + encodeSegment(name.replace(/\p{Surrogate}/gu, '\ufffd'))
}

/** True for what lies inside the collection; the collection itself does not. */
export function isUnder(href: string, collection: string): boolean {
  const folder = withSlash(collection)
  return href.startsWith(folder) && href.length > folder.length
}

export function isSame(one: string, other: string): boolean {
  return withSlash(one) === withSlash(other)
}

export function withSlash(href: string): string {
  return href.endsWith('/') ? href : `${href}/`
}

export function parentOf(href: string): string {
  return href.replace(/[^/]+\/?$/, '')
}

/** The decoded last segment. */
export function nameOf(href: string): string {
  const last = href.replace(/\/$/, '').split('/').at(-1) ?? ''
  return decodeSegment(last) ?? last
}

function respell(segment: string): string {
  const decoded = decodeSegment(segment)
  // Not UTF-8, or a bare percent sign: only the server knows what it means, so it stays as it is.
  if (decoded === undefined) return segment
  if (decoded.split(/[/\\]/).some((part) => part === '.' || part === '..') || /\p{Cc}/u.test(decoded))
    throw new DavError('outside')
  return encodeSegment(decoded)
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replaceAll('%40', '@')
}
