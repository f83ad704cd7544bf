import type { MessageStructureObject } from 'imapflow'
import { decodeParameter } from './parameters.ts'
import { transferEncoding } from './transfer.ts'
import { isDangerous, safeFileName } from './file-name.ts'

/** A leaf of the MIME tree: what has to be known to show it, fetch it or offer it. */
export interface Part {
  partId: string
  type: string
  charset: string | undefined
  encoding: string | undefined
  /** As stored, encoded. */
  encodedBytes: number
  disposition: string | undefined
  fileName: string
  named: boolean
  contentId: string | null
  flowed: boolean
  delSp: boolean
  calendarMethod: string | undefined
  dangerous: boolean
}

/** A stretch of what is read: the same words in two forms, or in the one there is. Its parts are shown in a row. */
export interface Body {
  plain: Part[]
  rich: Part[]
}

export interface Structure {
  /** In the order of the message. Apple Mail writes text, picture, text; a list adds its footer as a text behind. */
  bodies: Body[]
  /** Everything that is no body, in the order of the message. */
  attachments: Part[]
  tooMany: boolean
  broken: boolean
}

/** Beyond this a message is a bomb: the rest stays in the source. */
const MOST_PARTS = 500
const MOST_DEPTH = 30
/** More texts than this in a row are files. */
const MOST_BODIES = 50

/**
 * Chooses what is shown from the tree alone. In multipart/alternative the richest we can show wins (RFC 2046 §5.1.4) and
 * the first text is its plain form; elsewhere every text that is not named or meant to be a file is read in its place.
 */
export function readStructure(root: MessageStructureObject | undefined): Structure {
  const found: Found = { attachments: [], tooMany: false, broken: root === undefined, parts: 0, bodies: 0 }
  const bodies = root === undefined ? [] : walk(root, 0, found)
  const { attachments, tooMany, broken } = found
  return { bodies, attachments, tooMany, broken }
}

/** The part whose first words stand for the message in a list. */
export function previewPart({ bodies }: Structure): Part | undefined {
  return bodies[0]?.plain[0] ?? bodies[0]?.rich[0]
}

/** Every part that is read, in both forms. */
export function bodyParts({ bodies }: Structure): Part[] {
  return bodies.flatMap(({ plain, rich }) => [...rich, ...plain])
}

interface Found {
  attachments: Part[]
  tooMany: boolean
  broken: boolean
  parts: number
  bodies: number
}

function walk(node: MessageStructureObject, depth: number, found: Found): Body[] {
  const type = node.type.toLowerCase()
  if (type.startsWith('multipart/') && node.childNodes !== undefined) {
    if (depth >= MOST_DEPTH) {
      found.tooMany = true
      return []
    }
    const children = node.childNodes.map((child) => walk(child, depth + 1, found))
    return type === 'multipart/alternative' ? oneOf(children, found) : children.flat()
  }
  if (++found.parts > MOST_PARTS) {
    found.tooMany = true
    return []
  }
  if (node.part === undefined && type.startsWith('multipart/')) {
    found.broken = true
    return []
  }
  const part = partOf(node, type)
  // A text with a name is a file, unless nothing else came before it that could be read.
  const read =
    part.disposition !== 'attachment' && (!part.named || found.bodies === 0) && found.bodies < MOST_BODIES
  const kind = bodyKind(type)
  if (read && kind !== undefined) {
    found.bodies++
    return [kind === 'rich' ? { plain: [], rich: [part] } : { plain: [part], rich: [] }]
  }
  found.attachments.push(part)
  return []
}

const dataInText =
  /^text\/(calendar|(x-)?vcard|directory|rfc822-headers|css|csv|xml|rtf|(java|ecma)script|x-(amp-html|watch-html))$/

/** RFC 2045 §5.2 and RFC 2046 §4.1.4: what has no type, and a text of a kind nobody knows, is plain text. */
function bodyKind(type: string): 'plain' | 'rich' | undefined {
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'rich'
  const typeless = type === '' || type.startsWith('/') || (type.startsWith('text') && !type.includes('/'))
  return typeless || (type.startsWith('text/') && !dataInText.test(type)) ? 'plain' : undefined
}

/** The forms of one content: what is not chosen is offered as a file, unless it is a text like the chosen one. */
function oneOf(branches: Body[][], found: Found): Body[] {
  const chosen: Body = { plain: [], rich: [] }
  for (const branch of branches) {
    if (branch.length === 0) continue
    const rich = branch.some((body) => body.rich.length > 0)
    const parts = branch.flatMap((body) => (body.rich.length > 0 ? body.rich : body.plain))
    if (rich && chosen.rich.length === 0) chosen.rich = parts
    else if (!rich && chosen.plain.length === 0) chosen.plain = parts
    else found.attachments.push(...parts)
  }
  return chosen.plain.length + chosen.rich.length === 0 ? [] : [chosen]
}

function partOf(node: MessageStructureObject, type: string): Part {
  const given =
    decodeParameter(node.dispositionParameters, 'filename') ??
    decodeParameter(node.parameters, 'name') ??
    (type === 'message/rfc822' && node.envelope?.subject ? `${node.envelope.subject}.eml` : undefined)
  const fileName = safeFileName(given, type)
  const parameter = (name: string) => decodeParameter(node.parameters, name)
  return {
    partId: node.part ?? '1',
    type,
    charset: parameter('charset'),
    encoding: node.encoding,
    encodedBytes: node.size ?? 0,
    disposition: node.disposition?.toLowerCase(),
    fileName,
    named: given !== undefined,
    contentId: node.id?.trim().replaceAll(/^<|>$/g, '') || null,
    flowed: parameter('format')?.toLowerCase() === 'flowed',
    delSp: parameter('delsp')?.toLowerCase() === 'yes',
    calendarMethod: type === 'text/calendar' ? (parameter('method') ?? '').toUpperCase() : undefined,
    dangerous: isDangerous(fileName, type),
  }
}

/** Bytes after decoding, near enough to show. */
export function decodedBytes(part: Part): number {
  const base64 = transferEncoding(part.encoding) === 'base64'
  return base64 ? Math.floor((part.encodedBytes * 3) / 4.11) : part.encodedBytes
}

/** Files a person would call attachments: not the images a body refers to, not the signature of the mail itself. */
export function isRealAttachment(part: Part): boolean {
  if (part.disposition === 'attachment') return true
  if (part.contentId !== null && part.type.startsWith('image/')) return false
  if (/^application\/(pkcs7-signature|x-pkcs7-signature|pgp-signature)$/.test(part.type)) return false
  return part.named || !part.type.startsWith('text/')
}
