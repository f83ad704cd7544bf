import { Readable } from 'node:stream'
import type { MessageRef } from '@staffetta/contract'
import { AppError } from '../http/app-error.ts'
import { decodeText, decodeTransfer } from './charset.ts'
import type { ImapAccount } from './imap-account.ts'
import type { Imap } from './imap-client.ts'
import { pathOf } from './mailbox-tree.ts'
import { checkValidity } from './messages.ts'
import { rowFor } from './message.ts'
import { readRef } from './refs.ts'
import type { Part } from './structure.ts'

export interface PartStream {
  part: Part
  content: Readable
}

/** Text shown in a tab: a log of gigabytes is for downloading. */
const MOST_SHOWN_TEXT = 2_000_000

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
  const part = parts.find((candidate) => candidate.partId === partId)
  if (part === undefined) throw new AppError('mail/part-gone')
  return account.apart(path, async (imap) => work({ part, content: await openPart(imap, uid, part) }), signal)
}

/** Where a message is and all its parts, bodies included. */
export async function partsOf(
  account: ImapAccount,
  ref: MessageRef,
): Promise<{ path: string; uid: number; parts: Part[] }> {
  const { mailboxId, uidValidity, uid } = readRef(ref)
  const path = await pathOf(account, mailboxId)
  return account.inMailbox(
    path,
    async (imap, view) => {
      checkValidity(view, uidValidity)
      const { text, html, attachments } = (await rowFor(imap, view, uid)).structure
      return { path, uid, parts: [text, html, ...attachments].filter((part) => part !== undefined) }
    },
    { onlyReads: true },
  )
}

/** The decoded bytes of a part; never converts a charset: a file is what was sent. */
export async function openPart(imap: Imap, uid: number, part: Part): Promise<Readable> {
  const download = await imap.download(String(uid), part.partId, {
    uid: true,
    decodeText: false,
    chunkSize: 1_000_000,
  })
  if (download.content === undefined) throw new AppError('mail/part-gone')
  return download.content
}

/** The whole message as it is stored. */
export async function withSource<T>(
  account: ImapAccount,
  ref: MessageRef,
  work: (content: Readable) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const { path, uid } = await partsOf(account, ref)
  return account.apart(
    path,
    async (imap) => {
      const download = await imap.download(String(uid), undefined, { uid: true, chunkSize: 1_000_000 })
      if (download.content === undefined) throw new AppError('mail/message-gone')
      return work(download.content)
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
  const { text } = decodeText(decodeTransfer(Buffer.concat(pieces), undefined), part.charset)
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
