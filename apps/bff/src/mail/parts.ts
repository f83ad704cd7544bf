import { Readable } from 'node:stream'
import type { MessageRef, MessageSummary } from '@staffetta/contract'
import { AppError } from '../http/app-error.ts'
import { decodeText } from './charset.ts'
import type { ImapAccount } from './imap-account.ts'
import type { Imap } from './imap-client.ts'
import {
  containerKind,
  findInside,
  openInside,
  openMessage,
  stepsOf,
  WHOLE,
  writtenInto,
  type Inside,
} from './inside.ts'
import { pathOf } from './mailbox-tree.ts'
import { checkValidity } from './messages.ts'
import { rowFor } from './mailbox-sync.ts'
import { readRef } from './refs.ts'
import { bodyParts, type Part } from './structure.ts'
import { decodeTransfer, transferEncoding } from './transfer.ts'

export interface PartStream {
  part: Part
  content: Readable
}

/** Text shown in a tab: a log of gigabytes is for downloading. */
const MOST_SHOWN_TEXT = 2_000_000
/** What is inside a part is read in memory: a message that carries more is for another program. */
const MOST_INSIDE = 60_000_000

/**
 * Runs `work` with a part's decoded stream, on a connection of its own: a slow reader must not hold up the list.
 * The connection closes when `work` is done or the reader goes away.
 */
export async function withPart<T>(
  account: ImapAccount,
  ref: MessageRef,
  partId: string,
  work: (stream: PartStream) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const { path, uid, parts } = await partsOf(account, ref)
  return account.side.apart(path, async (imap) => work(await partOpener(imap, uid, parts)(partId)), signal)
}

/** What is inside a part, a message or a winmail.dat; undefined where it is not what it says. */
export interface OpenedPart {
  inside: Inside | undefined
  part: Part
  /** Of the message it is all in. */
  summary: MessageSummary
}

/** Runs `work` with what is inside a part. */
export async function withInside<T>(
  account: ImapAccount,
  ref: MessageRef,
  partId: string,
  work: (opened: OpenedPart) => T,
): Promise<T> {
  const { path, uid, parts, summary } = await partsOf(account, ref)
  return account.side.apart(path, async (imap) => {
    const { part, content } = await partOpener(imap, uid, parts)(partId)
    const kind = containerKind(part)
    if (kind === undefined) throw new AppError('mail/part-gone')
    return work({ inside: openInside(kind, partId, await collect(content)), part, summary })
  })
}

/** Where a message is and all its parts, bodies included, as the server tells them. */
export async function partsOf(
  account: ImapAccount,
  ref: MessageRef,
): Promise<{ path: string; uid: number; parts: Part[]; summary: MessageSummary }> {
  const { mailboxId, uidValidity, uid } = readRef(ref)
  const path = await pathOf(account, mailboxId)
  return account.inMailbox(
    path,
    async (imap, view) => {
      checkValidity(view, uidValidity)
      const { structure, summary } = await rowFor(imap, view, uid)
      return { path, uid, summary, parts: [...bodyParts(structure), ...structure.attachments] }
    },
    { onlyReads: true },
  )
}

/**
 * Opens the parts of a message by their ids, the server's own and those inside another (inside.ts); what holds several is
 * fetched and read once while they are asked for in a row. Throws `mail/part-gone` where there is none.
 */
export function partOpener(imap: Imap, uid: number, parts: Part[]): (partId: string) => Promise<PartStream> {
  let last: { id: string; find: (steps: string[]) => Found } | undefined
  return async (partId) => {
    const steps = stepsOf(partId)
    const [id] = steps as [string]
    const outer = parts.find((part) => part.partId === id)
    if (steps.length === 1 && outer !== undefined)
      return { part: outer, content: await openPart(imap, uid, outer) }
    if (last?.id !== id) last = { id, find: await finderIn(imap, uid, id === WHOLE ? 'whole' : outer) }
    const found = last.find(steps)
    if (found === undefined) throw new AppError('mail/part-gone')
    return { part: found.part, content: Readable.from([found.content], { objectMode: false }) }
  }
}

async function finderIn(
  imap: Imap,
  uid: number,
  outer: Part | 'whole' | undefined,
): Promise<(steps: string[]) => Found> {
  if (outer === undefined) return () => undefined
  const whole = outer === 'whole'
  const bytes = await collect(await (whole ? openSource(imap, uid) : openPart(imap, uid, outer)))
  const kind = whole ? undefined : containerKind(outer)
  const inside = whole ? openMessage(WHOLE, bytes) : kind && openInside(kind, outer.partId, bytes)
  if (inside !== undefined) return (steps) => inwards(inside, steps, 1)
  const text = { ...(outer as Part), encoding: undefined }
  return (steps) => (steps.length === 2 ? writtenInto(text, bytes, steps.join('_')) : undefined)
}

type Found = { part: Part; content: Buffer } | undefined

/** One step after the other into what each holds; what is no container may still be a text with a file written into it. */
function inwards(inside: Inside, steps: string[], at: number): Found {
  const found = findInside(inside, steps.slice(0, at + 1).join('_'))
  if (found === undefined || at + 1 >= steps.length) return found
  const kind = containerKind(found.part)
  const next = kind && openInside(kind, found.part.partId, found.content)
  return next === undefined
    ? findInside(inside, steps.slice(0, at + 2).join('_'))
    : inwards(next, steps, at + 1)
}

/** The decoded bytes of a part; never converts a charset: a file is what was sent. */
async function openPart(imap: Imap, uid: number, part: Part): Promise<Readable> {
  const download = await imap.download(String(uid), part.partId, {
    uid: true,
    decodeText: false,
    chunkSize: 1_000_000,
  })
  // A part without content is NIL to some servers; only the message itself can be gone.
  const content = download.content ?? (await nothingOf(imap, uid))
  if (transferEncoding(part.encoding) !== 'uuencode') return content
  return Readable.from([decodeTransfer(await collect(content), part.encoding)], { objectMode: false })
}

async function nothingOf(imap: Imap, uid: number): Promise<Readable> {
  if ((await imap.fetchOne(String(uid), { uid: true }, { uid: true })) === false)
    throw new AppError('mail/message-gone')
  return Readable.from([Buffer.alloc(0)], { objectMode: false })
}

async function openSource(imap: Imap, uid: number): Promise<Readable> {
  const download = await imap.download(String(uid), undefined, { uid: true, chunkSize: 1_000_000 })
  if (download.content === undefined) throw new AppError('mail/message-gone')
  return download.content
}

async function collect(content: Readable): Promise<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of content as AsyncIterable<Buffer>) {
    pieces.push(piece)
    length += piece.length
    if (length > MOST_INSIDE) throw new AppError('mail/message-unreadable')
  }
  return Buffer.concat(pieces)
}

/** The whole message as it is stored. */
export async function withSource<T>(
  account: ImapAccount,
  ref: MessageRef,
  work: (content: Readable) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const { path, uid } = await partsOf(account, ref)
  return account.side.apart(
    path,
    async (imap) => {
      return work(await openSource(imap, uid))
    },
    signal,
  )
}

/** A text part in UTF-8, to be shown as text. */
export async function shownText(content: Readable, part: Part): Promise<Readable> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of content as AsyncIterable<Buffer>) {
    pieces.push(piece)
    length += piece.length
    if (length >= MOST_SHOWN_TEXT) break
  }
  const { text } = decodeText(Buffer.concat(pieces), part.charset)
  return Readable.from([Buffer.from(text)], { objectMode: false })
}

const signatures: [string, (head: Buffer) => boolean][] = [
  ['image/png', (head) => head.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))],
  ['image/jpeg', (head) => head.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))],
  ['image/gif', (head) => /^GIF8[79]a/.test(head.toString('latin1', 0, 6))],
  [
    'image/webp',
    (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP',
  ],
  ['image/bmp', (head) => head.toString('latin1', 0, 2) === 'BM' && head.length > 14],
  ['image/avif', (head) => head.toString('latin1', 4, 12) === 'ftypavif'],
  ['application/pdf', (head) => head.subarray(0, 1024).includes('%PDF-')],
]

/** The type the first bytes say, of those that may be shown; never what the message claims. */
export function shownType(head: Buffer): string | undefined {
  return signatures.find(([, fits]) => fits(head))?.[0]
}

/** The first bytes of a stream, and the stream with them still in it. */
export async function peek(content: Readable, bytes: number): Promise<{ head: Buffer; content: Readable }> {
  const pieces: Buffer[] = []
  let length = 0
  const source = (content as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
  while (length < bytes) {
    const { done, value } = await source.next()
    if (done === true) break
    pieces.push(value)
    length += value.length
  }
  const head = Buffer.concat(pieces)
  async function* whole(): AsyncIterable<Buffer> {
    if (head.length > 0) yield head
    for (;;) {
      const { done, value } = await source.next()
      if (done === true) return
      yield value
    }
  }
  return { head, content: Readable.from(whole(), { objectMode: false }) }
}
