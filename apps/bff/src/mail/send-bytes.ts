import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyReply } from 'fastify'
import ZipStream from 'zip-stream'
import type { Part } from './structure.ts'

/** What a browser may do with bytes that strangers wrote: nothing but show or save them. */
const inertPolicy = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; sandbox"

export interface ByteHeaders {
  type: string
  fileName: string
  disposition: 'attachment' | 'inline'
  sizeBytes?: number
  /** Made anew each time it is asked for. */
  fresh?: boolean
}

/** Streams to the browser with headers that keep it from running any of it. Ends quietly when the reader goes away. */
export async function sendBytes(reply: FastifyReply, content: Readable, headers: ByteHeaders): Promise<void> {
  reply.hijack()
  reply.raw.writeHead(200, {
    'content-type': headers.type,
    'content-disposition': dispositionOf(headers.disposition, headers.fileName),
    'content-security-policy': inertPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': headers.fresh === true ? 'no-store' : 'private, max-age=3600',
    ...(headers.sizeBytes !== undefined && { 'content-length': headers.sizeBytes }),
  })
  await pipeline(content, reply.raw).catch(() => reply.raw.destroy())
}

/** RFC 6266: the plain name for old programs, the true one in UTF-8. */
function dispositionOf(disposition: string, fileName: string): string {
  const ascii = fileName
    .normalize('NFD')
    .replaceAll(/[^\x20-\x7e]/g, '')
    .replaceAll(/["\\]/g, '_')
  const utf8 = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${disposition}; filename="${ascii || 'file'}"; filename*=UTF-8''${utf8}`
}

export interface ArchiveFile {
  name: string
  content: Readable
}

/** All parts as one zip. */
export function sendZip(
  reply: FastifyReply,
  fileName: string,
  parts: Part[],
  open: (part: Part) => Promise<Readable>,
): Promise<void> {
  async function* files(): AsyncIterable<ArchiveFile> {
    for (const part of parts) yield { name: part.fileName, content: await open(part) }
  }
  return sendArchive(reply, { fileName }, files())
}

/** Files as one zip, streamed one after the other as they come; equal names are numbered, no name leaves the archive. */
export async function sendArchive(
  reply: FastifyReply,
  headers: { fileName: string; fresh?: boolean },
  files: AsyncIterable<ArchiveFile>,
): Promise<void> {
  const zip = new ZipStream({ level: 1 })
  const sent = sendBytes(reply, zip, { type: 'application/zip', disposition: 'attachment', ...headers })
  const gone = once(reply.raw, 'close')
  const into = entriesOf(zip)
  try {
    for await (const file of files) {
      if (reply.raw.destroyed) return
      await Promise.race([into(file), gone])
    }
  } catch (error) {
    // The answer has begun: one that breaks off tells its reader that it is not whole, one without end keeps them waiting.
    zip.destroy()
    await sent
    throw error
  }
  zip.finish()
  await sent
}

/** Files as one zip that somebody reads as it comes. Ends with the error of the file that could not be read. */
export function archiveOf(files: AsyncIterable<ArchiveFile>): Readable {
  const zip = new ZipStream({ level: 1 })
  const into = entriesOf(zip)
  const write = async () => {
    for await (const file of files) await into(file)
    zip.finish()
  }
  write().catch((error: unknown) => zip.destroy(error instanceof Error ? error : new Error(String(error))))
  return zip
}

function entriesOf(zip: ZipStream): (file: ArchiveFile) => Promise<void> {
  const used = new Set<string>()
  return ({ name, content }) =>
    new Promise((resolve, reject) => {
      // Else one that fails while nobody reads it takes the process with it.
      content.once('error', reject)
      zip.entry(content, { name: numbered(name, used) }, (error: Error | null | undefined) =>
        error ? reject(error) : resolve(),
      )
    })
}

/** A name nobody in the archive has yet, in capitals or not: "a.pdf", "a (2).pdf". */
function numbered(fileName: string, used: Set<string>): string {
  const dot = fileName.lastIndexOf('.')
  const [stem, extension] = dot > 0 ? [fileName.slice(0, dot), fileName.slice(dot)] : [fileName, '']
  let name = fileName
  for (let count = 2; used.has(name.toLowerCase()); count++) name = `${stem} (${count})${extension}`
  used.add(name.toLowerCase())
  return name
}
