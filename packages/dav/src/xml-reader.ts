import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { DavError } from './errors.ts'
import { nameIn } from './xml.ts'

/** An element as read: its name by namespace, its own text, its children. */
export interface XmlElement {
  name: string
  attributes: Record<string, string>
  children: XmlElement[]
  /** The text directly inside, CDATA included, nothing trimmed. */
  text: string
}

const maxDepth = 40
/** So much markup takes a fifth of a second to read; a slice of a listing has a hundredth of it. */
const maxMarkup = 100_000

// Entities are ours to decode: the five of XML and numbers, nothing a document declares.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  processEntities: false,
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: maxDepth,
  strictReservedNames: false,
})

/** Reads a whole document. Throws `invalid-answer` for a DTD, for broken or unfinished XML, and for nesting or markup beyond reason. */
export function readXml(text: string): XmlElement {
  refuseDoctype(text)
  if (occursMoreThan(text, '<', maxMarkup) || occursMoreThan(text, '="', maxMarkup))
    throw new DavError('invalid-answer')
  let nodes: unknown
  try {
    // The parser closes what was left open; a listing cut in half must not pass for a short one.
    if (XMLValidator.validate(text) !== true) throw new DavError('invalid-answer')
    nodes = parser.parse(text)
  } catch (cause) {
    throw cause instanceof DavError ? cause : new DavError('invalid-answer', { cause })
  }
  const root = childNodes(nodes).find(({ tag }) => !tag.startsWith('#'))
  if (!root) throw new DavError('invalid-answer')
  return convert(root, new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]), 0)
}

export function childOf(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return parent?.children.find((child) => child.name === name)
}

export function childrenOf(parent: XmlElement | undefined, name: string): XmlElement[] {
  return parent?.children.filter((child) => child.name === name) ?? []
}

/** The trimmed text of a child, `undefined` when there is none or nothing in it. */
export function textOf(parent: XmlElement | undefined, name: string): string | undefined {
  return childOf(parent, name)?.text.trim() || undefined
}

/** Text of iCalendar or vCard as it left the server: XML makes every line end a line feed, both formats want CRLF. */
export function carriedText(carrier: XmlElement): string {
  return carrier.text.replace(/\r?\n/g, '\r\n')
}

/** A DTD can stand only before the root: what looks like one later is text or CDATA, or not well-formed. */
function refuseDoctype(text: string): void {
  const beforeRoot = /^\ufeff?(?:\s+|<\?[^]*?\?>|<!--[^]*?-->)*/.exec(text)?.[0] ?? ''
  if (text.startsWith('<!', beforeRoot.length)) throw new DavError('invalid-answer')
}

function occursMoreThan(text: string, sought: string, times: number): boolean {
  let count = 0
  for (let at = text.indexOf(sought); at >= 0 && count <= times; at = text.indexOf(sought, at + 1)) count += 1
  return count > times
}

interface RawNode {
  tag: string
  attributes: [string, string][]
  content: unknown
}

/** The parser's ordered form: each node an object with its tag as key, and `:@` for the attributes. */
function childNodes(nodes: unknown): RawNode[] {
  if (!Array.isArray(nodes)) return []
  return nodes.flatMap((node: unknown): RawNode[] => {
    if (typeof node !== 'object' || node === null) return []
    const entries: [string, unknown][] = Object.entries(node)
    const named = entries.find(([key]) => key !== ':@')
    if (!named) return []
    const attributes = entries.find(([key]) => key === ':@')?.[1]
    return [{ tag: named[0], content: named[1], attributes: stringEntries(attributes) }]
  })
}

function stringEntries(value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).map(([key, text]) => [key, String(text)])
}

function convert(node: RawNode, outer: ReadonlyMap<string, string>, depth: number): XmlElement {
  if (depth > maxDepth) throw new DavError('invalid-answer')
  const scope = scopeOf(node, outer)
  const [prefix, local] = splitName(node.tag)
  const result: XmlElement = {
    name: nameIn(scope.get(prefix) ?? '', local),
    attributes: {},
    children: [],
    text: '',
  }
  for (const [key, value] of node.attributes) {
    if (!/^xmlns(:|$)/.test(key)) result.attributes[splitName(key)[1]] = decodeEntities(value)
  }
  for (const child of childNodes(node.content)) {
    if (child.tag === '#text') result.text += decodeEntities(String(child.content))
    else if (child.tag === '#cdata') result.text += childNodes(child.content).map(plainText).join('')
    else result.children.push(convert(child, scope, depth + 1))
  }
  return result
}

function plainText({ content }: RawNode): string {
  return String(content)
}

function scopeOf(node: RawNode, outer: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const declared = node.attributes.filter(([key]) => /^xmlns(:|$)/.test(key))
  if (declared.length === 0) return outer
  const scope = new Map(outer)
  for (const [key, value] of declared) scope.set(key === 'xmlns' ? '' : key.slice(6), decodeEntities(value))
  return scope
}

function splitName(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':')
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)]
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return entities[name] ?? whole
    const point = typeof hex === 'string' ? parseInt(hex, 16) : Number(decimal)
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'
  })
}
