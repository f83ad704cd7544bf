import type { Header } from '@staffetta/contract'
import type { MessageStructureObject } from 'imapflow'
import { decodeWords } from './encoded-words.ts'
import { headerLines, headerOf } from './header-lines.ts'
import { readParameters } from './parameters.ts'
import { decodeTransfer, transferEncoding } from './transfer.ts'

/** A message read from its own bytes: its header, its tree as IMAP would tell it, and the bytes of each leaf. */
export interface MimeMessage {
  headers: Header[]
  root: MessageStructureObject
  /** The body of a part as it is stored, by part number. */
  bytes: Map<string, Buffer>
  /** Something was not as RFC 2046 wants it and had to be guessed. */
  broken: boolean
  tooMany: boolean
}

const MOST_PARTS = 500
const MOST_DEPTH = 30
const MOST_HEADER_BYTES = 1_000_000
/** Where a boundary that the header does not name is looked for. */
const LOOKED_THROUGH = 100_000

/**
 * Reads a message without a mail server: one inside another, and one whose server did not understand it. Whatever comes
 * gives a tree: a multipart without boundaries is the text it holds. Time grows with the bytes times the depth.
 */
export function readMime(message: Buffer): MimeMessage {
  const reading: Reading = { bytes: new Map(), parts: 0, broken: false, tooMany: false }
  const { headers, body } = splitHeader(message)
  const root = entity(headers, body, { path: [], depth: 0, plainType: 'text/plain' }, reading)
  return { headers, root, bytes: reading.bytes, broken: reading.broken, tooMany: reading.tooMany }
}

interface Reading {
  bytes: Map<string, Buffer>
  parts: number
  broken: boolean
  tooMany: boolean
}

interface Place {
  path: number[]
  depth: number
  /** What a part without a type is: a message in multipart/digest (RFC 2046 §5.1.5). */
  plainType: string
}

function entity(headers: Header[], stored: Buffer, place: Place, reading: Reading): MessageStructureObject {
  const { value, parameters } = readParameters(headerOf(headers, 'content-type') ?? '')
  const type = value.includes('/') ? value : place.plainType
  const encoding = headerOf(headers, 'content-transfer-encoding')
  if (type.startsWith('multipart/')) {
    // RFC 2045 §6.4 forbids it; programs that encode everything do it.
    const body = transferEncoding(encoding) === 'base64' ? decodeTransfer(stored, encoding) : stored
    const children = childrenOf(body, parameters['boundary'], reading)
    if (children !== undefined) return multipart(type, parameters, children, { ...place, reading })
    reading.broken = true
    return leaf({ type: textTypeOf(body), parameters: {} }, body, headers, place, reading)
  }
  return leaf({ type, parameters, encoding }, stored, headers, place, reading)
}

function multipart(
  type: string,
  parameters: Record<string, string>,
  children: Buffer[],
  { path, depth, reading }: Place & { reading: Reading },
): MessageStructureObject {
  const node: MessageStructureObject = { type, parameters, childNodes: [] }
  if (path.length > 0) node.part = path.join('.')
  if (depth >= MOST_DEPTH) {
    reading.tooMany = true
    return node
  }
  const plainType = type === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
  for (const [i, child] of children.entries()) {
    if (reading.parts >= MOST_PARTS) {
      reading.tooMany = true
      break
    }
    const { headers, body } = splitHeader(child)
    node.childNodes!.push(
      entity(headers, body, { path: [...path, i + 1], depth: depth + 1, plainType }, reading),
    )
  }
  return node
}

function leaf(
  {
    type,
    parameters,
    encoding,
  }: { type: string; parameters: Record<string, string>; encoding?: string | undefined },
  body: Buffer,
  headers: Header[],
  { path }: Place,
  reading: Reading,
): MessageStructureObject {
  reading.parts++
  const part = path.length > 0 ? path.join('.') : '1'
  reading.bytes.set(part, body)
  const disposition = readParameters(headerOf(headers, 'content-disposition') ?? '')
  const id = headerOf(headers, 'content-id')
  const node: MessageStructureObject = { part, type, parameters, size: body.length }
  if (encoding !== undefined) node.encoding = encoding
  if (id !== undefined) node.id = id
  if (disposition.value !== '') {
    node.disposition = disposition.value
    node.dispositionParameters = disposition.parameters
  }
  if (type === 'message/rfc822') {
    const subject = headerOf(headerLines(body.subarray(0, 20_000)), 'subject')
    if (subject !== undefined) node.envelope = { subject: decodeWords(subject) }
  }
  return node
}

/** The header ends at the first blank line; what does not begin like a header is all body. */
function splitHeader(bytes: Buffer): { headers: Header[]; body: Buffer } {
  const looked = bytes.subarray(0, MOST_HEADER_BYTES * 4)
  const ends = [
    [looked.indexOf('\r\n\r\n'), 4],
    [looked.indexOf('\n\n'), 2],
    [looked.indexOf('\n\r\n'), 3],
  ].filter(([at]) => at! >= 0) as [number, number][]
  if (bytes[0] === 0x0a || (bytes[0] === 0x0d && bytes[1] === 0x0a))
    return { headers: [], body: bytes.subarray(bytes[0] === 0x0a ? 1 : 2) }
  const [at, gap] = ends.toSorted((a, b) => a[0] - b[0])[0] ?? [bytes.length, 0]
  const block = bytes.subarray(0, Math.min(at, MOST_HEADER_BYTES))
  const headers = headerLines(block)
  if (headers.length === 0 && block.length > 0) return { headers, body: bytes }
  return { headers, body: bytes.subarray(at + gap) }
}

/** Undefined where no boundary is to be found. */
function childrenOf(body: Buffer, boundary: string | undefined, reading: Reading): Buffer[] | undefined {
  const named = boundary === undefined || boundary === '' ? undefined : splitAt(body, boundary)
  if (named !== undefined && named.length > 0) return named
  const guessed = guessBoundary(body)
  const found = guessed === undefined ? undefined : splitAt(body, guessed)
  if (found === undefined || found.length === 0) return undefined
  reading.broken = true
  return found
}

/** What lies between the lines of a boundary; what comes after the last is a part too when nothing closed it. */
function splitAt(body: Buffer, boundary: string): Buffer[] {
  const mark = Buffer.from(`--${boundary}`, 'utf8')
  const children: Buffer[] = []
  let start = -1
  for (
    let at = body.indexOf(mark);
    at >= 0 && children.length <= MOST_PARTS;
    at = body.indexOf(mark, at + mark.length)
  ) {
    if (at > 0 && body[at - 1] !== 0x0a && body[at - 1] !== 0x0d) continue
    const end = lineEnd(body, at)
    const rest = body.toString('latin1', at + mark.length, Math.min(end, at + mark.length + 200)).trim()
    if (rest !== '' && rest !== '--') continue
    if (start >= 0) children.push(body.subarray(start, beforeBreak(body, at, start)))
    if (rest === '--') {
      start = -1
      break
    }
    start = Math.min(end + 1, body.length)
  }
  if (start >= 0 && start < body.length && children.length <= MOST_PARTS) children.push(body.subarray(start))
  return children
}

function lineEnd(body: Buffer, from: number): number {
  const end = body.indexOf(0x0a, from)
  return end < 0 ? body.length : end
}

/** The line break before a boundary belongs to the boundary. */
function beforeBreak(body: Buffer, at: number, start: number): number {
  let end = at
  if (end > start && body[end - 1] === 0x0a) end--
  if (end > start && body[end - 1] === 0x0d) end--
  return end
}

/** The first line that looks like a boundary: header fields follow it. */
function guessBoundary(body: Buffer): string | undefined {
  const head = body.toString('utf8', 0, LOOKED_THROUGH)
  return /(?:^|\n)--([^\r\n]{1,200}?)[ \t]*\r?\n(?=content-[a-z-]{1,40}:)/i.exec(head)?.[1]
}

function textTypeOf(body: Buffer): string {
  return /^\s*(<!doctype html|<html|<body|<div|<p\b|<table)/i.test(body.toString('latin1', 0, 500))
    ? 'text/html'
    : 'text/plain'
}
