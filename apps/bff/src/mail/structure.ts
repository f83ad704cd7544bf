import type { MessageStructureObject } from 'imapflow'
import { decodeParameter } from './parameters.ts'
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

export interface Structure {
  text: Part | undefined
  html: Part | undefined
  /** Everything that is neither, in the order of the message. */
  attachments: Part[]
  tooMany: boolean
  broken: boolean
}

/** Beyond this a message is a bomb: the rest stays in the source. */
const MOST_PARTS = 500
const MOST_DEPTH = 30

/**
 * Chooses what is shown from BODYSTRUCTURE alone. In multipart/alternative the richest we can show wins (RFC 2046
 * §5.1.4); of several bodies in a row the first of each kind is the body and the others are offered as files.
 */
export function readStructure(root: MessageStructureObject | undefined): Structure {
  const found: Structure = {
    text: undefined,
    html: undefined,
    attachments: [],
    tooMany: false,
    broken: root === undefined,
  }
  if (root !== undefined) walk(root, { depth: 0, alternative: false, count: { parts: 0 } }, found)
  return found
}

interface Place {
  depth: number
  alternative: boolean
  count: { parts: number }
}

function walk(node: MessageStructureObject, place: Place, found: Structure): void {
  const type = node.type.toLowerCase()
  if (type.startsWith('multipart/') && node.childNodes !== undefined) {
    if (place.depth >= MOST_DEPTH) {
      found.tooMany = true
      return
    }
    const alternative = type === 'multipart/alternative'
    for (const child of node.childNodes) walk(child, { ...place, depth: place.depth + 1, alternative }, found)
    return
  }
  if (++place.count.parts > MOST_PARTS) {
    found.tooMany = true
    return
  }
  if (node.part === undefined && type.startsWith('multipart/')) {
    found.broken = true
    return
  }
  const part = partOf(node, type)
  const offered = part.disposition === 'attachment'
  if (
    !offered &&
    type === 'text/plain' &&
    found.text === undefined &&
    (!part.named || found.html === undefined)
  )
    found.text = part
  else if (!offered && type === 'text/html' && found.html === undefined) found.html = part
  else found.attachments.push(part)
}

function partOf(node: MessageStructureObject, type: string): Part {
  const given =
    decodeParameter(node.dispositionParameters, 'filename') ??
    decodeParameter(node.parameters, 'name') ??
    (type === 'message/rfc822' && node.envelope?.subject ? `${node.envelope.subject}.eml` : undefined)
  const fileName = safeFileName(given, type)
  const parameters = node.parameters ?? {}
  return {
    partId: node.part ?? '1',
    type,
    charset: parameters['charset'],
    encoding: node.encoding?.toLowerCase(),
    encodedBytes: node.size ?? 0,
    disposition: node.disposition?.toLowerCase(),
    fileName,
    named: given !== undefined,
    contentId: node.id?.replaceAll(/^\s*<|>\s*$/g, '') ?? null,
    flowed: parameters['format']?.toLowerCase() === 'flowed',
    delSp: parameters['delsp']?.toLowerCase() === 'yes',
    calendarMethod: type === 'text/calendar' ? (parameters['method'] ?? '').toUpperCase() : undefined,
    dangerous: isDangerous(fileName, type),
  }
}

/** Bytes after decoding, near enough to show. */
export function decodedBytes(part: Part): number {
  return part.encoding === 'base64' ? Math.floor((part.encodedBytes * 3) / 4.11) : part.encodedBytes
}

/** Files a person would call attachments: not the images a body refers to, not the signature of the mail itself. */
export function isRealAttachment(part: Part): boolean {
  if (part.disposition === 'attachment') return true
  if (part.contentId !== null && part.type.startsWith('image/')) return false
  if (/^application\/(pkcs7-signature|x-pkcs7-signature|pgp-signature)$/.test(part.type)) return false
  return part.named || !part.type.startsWith('text/')
}
