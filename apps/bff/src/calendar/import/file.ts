import { buffer } from 'node:stream/consumers'
import type { CalendarImport } from '@staffetta/contract'
import { type FilePiece, type FileRead, openExpander } from '@staffetta/icalendar/worker'
import { KeptFiles } from '../../dav/import/kept-files.ts'
import { readBlob } from '../../db/blobs.ts'
import type { Db } from '../../db/open.ts'
import type { FileImportRow } from '../../db/schema/dav.ts'
import { AppError } from '../../http/app-error.ts'
import { decodeText } from '../../mail/charset.ts'
import { timeOf } from '../events/fields.ts'

export type ReadFile = FileRead & { kind: 'read' }

export const MOST_BYTES = 20_000_000
const MOST_OBJECTS = 20_000
const MOST_LEFT = 200
const SAMPLE = 8

/** Files that are imported, read in a thread of their own: twenty megabytes must not hold up the views. */
export class ImportFiles {
  readonly #db: Db
  readonly #expander = openExpander({ threads: 1, timeoutMs: 40_000, memoryMb: 800 })
  readonly #kept = new KeptFiles<ReadFile>()

  constructor(db: Db) {
    this.#db = db
  }

  /** Throws `calendar/import-unreadable` for what is no calendar, `calendar/import-too-large` for what is too much of one. */
  open({ blob_id }: Pick<FileImportRow, 'blob_id'>, silent = false): Promise<ReadFile> {
    return this.#kept.open(`${blob_id} ${silent}`, () => this.#readBlob(blob_id, silent))
  }

  /** Stored texts, as the pieces of a file are: to be held against them. */
  async readStored(texts: string[]): Promise<(FilePiece | undefined)[]> {
    const read = await this.#expander.readFiles(texts)
    return read.map((one) => (one.kind === 'read' ? one.pieces[0] : undefined))
  }

  /** One text of all, the zones once. */
  async joined(texts: readonly string[]): Promise<string> {
    const zones = new Map<string, string>()
    const bodies: string[] = []
    for (let at = 0; at < texts.length; at += 500) {
      for (const piece of await this.#expander.pieces(texts.slice(at, at + 500))) {
        for (const [tzid, text] of piece.zones) zones.set(tzid, text)
        bodies.push(piece.body)
      }
    }
    const head = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Staffetta//IT\r\n'
    return [head, ...zones.values(), ...bodies, 'END:VCALENDAR\r\n'].join('')
  }

  close(): void {
    this.#kept.close()
    void this.#expander.close()
  }

  async #readBlob(blobId: string, silent: boolean): Promise<ReadFile> {
    const { text } = decodeText(await buffer(readBlob(this.#db, blobId)), undefined)
    const [read] = await this.#expander.readFiles([text], { silent })
    if (read?.kind === 'read' && read.pieces.length <= MOST_OBJECTS) return read
    const much = read?.kind === 'read' || (read?.kind === 'unreadable' && read.reason.startsWith('too-'))
    throw new AppError(much ? 'calendar/import-too-large' : 'calendar/import-unreadable')
  }
}

/** What is told of a file before anything is done with it. */
export type Summary = Pick<
  CalendarImport,
  'calendarName' | 'events' | 'tasks' | 'first' | 'last' | 'sample' | 'left' | 'leftCount'
>

export function summaryOf({ name, pieces, left }: ReadFile): Summary {
  const days = pieces.flatMap(({ start }) => dayOf(start) ?? []).toSorted()
  return {
    calendarName: name,
    events: pieces.filter(({ kind }) => kind === 'event').length,
    tasks: pieces.filter(({ kind }) => kind === 'task').length,
    first: days[0] ?? null,
    last: days.at(-1) ?? null,
    sample: pieces.slice(0, SAMPLE).map(({ title, kind, start, recurring }) => ({
      title,
      kind,
      start: start === null ? null : timeOf(start),
      recurring,
    })),
    left: left.slice(0, MOST_LEFT).map(({ title, reason, line }) => ({ title, reason, line })),
    leftCount: left.length,
  }
}

function dayOf(start: FilePiece['start']): string | undefined {
  if (start === null) return undefined
  return (start.kind === 'date' ? start.date : start.kind === 'utc' ? start.at : start.local).slice(0, 10)
}
