import type { Line } from '../text/line.ts'

/** What stands before the comma of a data: URI, at most. */
const mostMediaType = 2_000

/** Octets in a line: a data: URI (4.0), or base64 (3.0, 2.1). Undefined where it is a link. */
export function dataIn(line: Line): { mediaType: string; base64: string } | undefined {
  const value = line.value.trim()
  const uri = /^data:([^;,]*)((?:;[^;,]*)*),/i.exec(value.slice(0, mostMediaType))
  if (uri) {
    const rest = value.slice(uri[0].length)
    const isBase64 = /;base64$/i.test(uri[2]!)
    return {
      mediaType: uri[1]!.toLowerCase(),
      base64: isBase64 ? rest : Buffer.from(unescaped(rest)).toString('base64'),
    }
  }
  if (!/;(?:ENCODING=)?"?(?:b|base64)"?(?=;|$)/i.test(line.head)) return undefined
  const type =
    /[;,"](?:TYPE|MEDIATYPE)=(?:image\/)?"?([a-z0-9+.-]+)/i.exec(line.head)?.[1] ?? bareType(line.head)
  return {
    mediaType:
      type === ''
        ? ''
        : `${line.name === 'PHOTO' || line.name === 'LOGO' ? 'image/' : ''}${type.toLowerCase()}`,
    base64: value,
  }
}

const mediaTypes = new Map([
  ['image/jpg', 'image/jpeg'],
  ['pgp', 'application/pgp-keys'],
  ['x509', 'application/pkix-cert'],
])

/** As a URI, as 4.0 has it: the octets within, or the link. */
export function inlineUri(line: Line): string {
  const inline = dataIn(line)
  if (!inline) return line.value.trim()
  const unknown = line.name === 'KEY' ? 'application/octet-stream' : 'image/jpeg'
  const mediaType = mediaTypes.get(inline.mediaType) ?? (inline.mediaType || unknown)
  return `data:${mediaType};base64,${inline.base64.replace(/\s+/g, '')}`
}

function bareType(head: string): string {
  return /;(JPEG|JPG|PNG|GIF|BMP|TIFF|WEBP|PGP|X509)\b/i.exec(head)?.[1] ?? ''
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Octets of a base64 text, without decoding it. */
export function sizeOf(base64: string): number {
  const text = base64.replace(/[\s=]+/g, '')
  return Math.floor((text.length * 3) / 4)
}
