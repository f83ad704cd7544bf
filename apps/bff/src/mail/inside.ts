import type { Header } from '@staffetta/contract'
import { filePart, readBodies } from './bodies.ts'
import { typeOfName } from './file-name.ts'
import { readMime } from './mime.ts'
import { bodyParts, readStructure, type Part, type Structure } from './structure.ts'
import { readTnef } from './tnef.ts'
import { decodeTransfer } from './transfer.ts'

/** A message that was read from bytes: one inside a part, or the whole where the server did not understand it. */
export interface Inside {
  headers: Header[]
  structure: Structure
  /** The stored bytes of a part, by its whole id. */
  bytes: Map<string, Buffer>
}

/**
 * Ids of parts: "2.1" is IMAP's. "2_1.3" is part 1.3 of what is inside part 2 (a message, a winmail.dat, a text with files
 * written into it), and so on inwards; "0" is the whole message as it is read here and not by the server.
 */
export const WHOLE = '0'
const separator = '_'
const MOST_INWARDS = 12

export function stepsOf(partId: string): string[] {
  return partId.split(separator).slice(0, MOST_INWARDS)
}

export type Container = 'message' | 'tnef'

/** What a part can be opened as. */
export function containerKind(part: Pick<Part, 'type' | 'fileName'>): Container | undefined {
  if (/^message\/(rfc822|global|news)$/.test(part.type)) return 'message'
  if (/^application\/(vnd\.)?ms-tnef$/.test(part.type)) return 'tnef'
  if (!/^(application\/(octet-stream|x-.*|pkcs7-mime)|text\/plain)$/.test(part.type)) return undefined
  if (/\.eml$/i.test(part.fileName)) return 'message'
  return /^winmail\.dat$/i.test(part.fileName) ? 'tnef' : undefined
}

/** Opens the decoded bytes of a part. Undefined where it is not what it says. */
export function openInside(kind: Container, partId: string, bytes: Buffer): Inside | undefined {
  return kind === 'message' ? openMessage(partId, bytes) : openTnef(partId, bytes)
}

export function openMessage(partId: string, bytes: Buffer): Inside {
  const { headers, root, bytes: stored, broken, tooMany } = readMime(bytes)
  const structure = readStructure(root)
  const prefix = (part: Part) => {
    part.partId = `${partId}${separator}${part.partId}`
  }
  for (const part of [...bodyParts(structure), ...structure.attachments]) prefix(part)
  return {
    headers,
    structure: { ...structure, broken: structure.broken || broken, tooMany: structure.tooMany || tooMany },
    bytes: new Map([...stored].map(([id, content]) => [`${partId}${separator}${id}`, content])),
  }
}

function openTnef(partId: string, bytes: Buffer): Inside | undefined {
  const tnef = readTnef(bytes)
  if (tnef === undefined) return undefined
  const contents = new Map<string, Buffer>()
  const add = (name: string | undefined, type: string, content: Buffer, contentId?: string): Part => {
    const id = `${partId}${separator}${contents.size + 1}`
    contents.set(id, content)
    return filePart({
      partId: id,
      name,
      type,
      bytes: content.length,
      contentId: contentId?.replaceAll(/^<|>$/g, '') ?? null,
    })
  }
  const utf8 = { disposition: undefined, named: false, charset: 'utf-8' }
  const plain =
    tnef.text.trim() === '' ? [] : [{ ...add(undefined, 'text/plain', Buffer.from(tnef.text)), ...utf8 }]
  const rich =
    tnef.html === undefined
      ? []
      : [{ ...add(undefined, 'text/html', tnef.html), ...utf8, charset: tnef.htmlCharset }]
  const attachments = tnef.files.map((file) =>
    add(file.name, typeOf(file.type, file.name), file.content, file.contentId),
  )
  const bodies = plain.length + rich.length > 0 ? [{ plain, rich }] : []
  return {
    headers: [],
    structure: { bodies, attachments, tooMany: false, broken: tnef.broken },
    bytes: contents,
  }
}

function typeOf(claimed: string | undefined, name: string | undefined): string {
  if (claimed !== undefined && /^[a-z0-9.+-]+\/[a-z0-9.+-]+$/.test(claimed)) return claimed
  return typeOfName(name ?? '')
}

/** A part of what was opened, decoded: one of its own, or a file that is written into one of its texts. */
export function findInside(inside: Inside, partId: string): { part: Part; content: Buffer } | undefined {
  const { bodies, files } = { bodies: bodyParts(inside.structure), files: inside.structure.attachments }
  const own = [...bodies, ...files].find((part) => part.partId === partId)
  if (own !== undefined) return { part: own, content: contentOf(inside, own) }
  const outer = bodies.find((part) => partId.startsWith(`${part.partId}${separator}`))
  return outer && writtenInto(outer, inside.bytes.get(outer.partId) ?? Buffer.alloc(0), partId)
}

/** A file that is written into a text (uuencode). */
export function writtenInto(
  text: Part,
  stored: Buffer,
  partId: string,
): { part: Part; content: Buffer } | undefined {
  const structure = { bodies: [{ plain: [text], rich: [] }], attachments: [], tooMany: false, broken: false }
  return readBodies(structure, () => ({ bytes: stored, cut: false })).files.find(
    ({ part }) => part.partId === partId,
  )
}

function contentOf({ bytes }: Inside, part: Part): Buffer {
  return decodeTransfer(bytes.get(part.partId) ?? Buffer.alloc(0), part.encoding)
}
