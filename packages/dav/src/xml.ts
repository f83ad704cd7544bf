/** The namespaces we write and recognise, by the prefix that stands for them in this package, whatever a server calls it. */
const namespaces = {
  D: 'DAV:',
  C: 'urn:ietf:params:xml:ns:caldav',
  R: 'urn:ietf:params:xml:ns:carddav',
  S: 'http://calendarserver.org/ns/',
  I: 'http://apple.com/ns/ical/',
} as const

type Prefix = keyof typeof namespaces

/** `D:getetag`, `C:calendar-data`: an element's name in this package. */
export type XmlName = `${Prefix}:${string}`

const prefixes = new Map<string, string>(Object.entries(namespaces).map(([prefix, uri]) => [uri, prefix]))

/** The name as this package writes it; an element of a namespace we do not know is `{uri}name`. */
export function nameIn(uri: string, local: string): string {
  const prefix = prefixes.get(uri)
  return prefix ? `${prefix}:${local}` : `{${uri}}${local}`
}

/** A piece of XML this writer made. Text in its place is a string, which is escaped. */
export interface Xml {
  readonly markup: string
}

/** An element with its children; every string in it, attribute or child, is escaped. Names come from the code, never from data. */
export function element(
  name: XmlName,
  ...content: (Xml | string | undefined | Record<string, string>)[]
): Xml {
  let attributes = ''
  let inside = ''
  for (const piece of content) {
    if (piece === undefined) continue
    if (typeof piece === 'string') inside += escapeXml(piece)
    else if (isXml(piece)) inside += piece.markup
    else for (const [key, value] of Object.entries(piece)) attributes += ` ${key}="${escapeXml(value)}"`
  }
  return { markup: inside ? `<${name}${attributes}>${inside}</${name}>` : `<${name}${attributes}/>` }
}

/** The whole document, with the namespaces declared at its root. */
export function xmlDocument(root: Xml): string {
  const declarations = Object.entries(namespaces)
    .map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`)
    .join('')
  return `<?xml version="1.0" encoding="utf-8"?>\n${root.markup.replace(/^<[^\s/>]+/, `$&${declarations}`)}`
}

function isXml(piece: Xml | Record<string, string>): piece is Xml {
  return typeof piece.markup === 'string'
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}

/** Text for an element or an attribute. What XML 1.0 cannot say at all (control characters, half a surrogate pair) is left out. */
function escapeXml(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')
      .replace(/[&<>"\r\n\t]/g, (character) => escapes[character] ?? '')
  )
}
