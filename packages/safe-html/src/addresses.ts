/** An address from outside as the browser would load it, or null when it is anything else than http or https. */
export function remoteAddress(text: string): string | null {
  const trimmed = withoutControls(text)
  try {
    const url = new URL(trimmed.startsWith('//') ? `https:${trimmed}` : trimmed)
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
    url.username = ''
    url.password = ''
    return url.href.length > 8000 ? null : encodeQuotes(url.href)
  } catch {
    return null
  }
}

/** Where a link may lead: the web, a message, a telephone. Relative ones would lead into the application. */
export function linkAddress(text: string): string | null {
  try {
    const url = new URL(withoutControls(text))
    if (!['https:', 'http:', 'mailto:', 'tel:'].includes(url.protocol)) return null
    return encodeQuotes(url.href)
  } catch {
    return null
  }
}

/** The Content-ID of a `cid:` address. */
export function contentIdOf(text: string): string | null {
  const match = /^cid:(.{1,250})$/i.exec(withoutControls(text))
  if (match === null) return null
  const id = decoded(match[1]!)
  return /^[^\s<>"'\]]+$/.test(id) ? id : null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const raster = /^data:image\/(?:png|jpe?g|gif|webp|bmp|avif);base64,[a-z0-9+/=]+$/i

/** A picture written into the message itself. SVG is none: it is a document. */
export function rasterData(text: string): string | null {
  const compact = text.replace(/\s+/g, '')
  return compact.length <= 3_000_000 && raster.test(compact) ? compact : null
}

// oxlint-disable-next-line no-control-regex -- browsers skip exactly these when they read an address
const controls = /[\u0000-\u001f\u007f]/g

function withoutControls(text: string): string {
  return text.replace(controls, '').trim()
}

/** The address goes into attributes and into CSS strings. */
function encodeQuotes(address: string): string {
  return address.replace(/["'()<>\\{}@;\s]/g, (character) =>
    character === '@' || character === ';'
      ? character
      : `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}
