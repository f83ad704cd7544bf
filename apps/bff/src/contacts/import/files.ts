import { buffer } from 'node:stream/consumers'
import type { ContactsImport, ImportColumnTarget } from '@staffetta/contract'
import type { CsvTarget } from '@staffetta/vcard'
import { type CardThreads, type ContactsFile, TooMuchWork } from '@staffetta/vcard/worker'
import { KeptFiles } from '../../dav/import/kept-files.ts'
import { readBlob } from '../../db/blobs.ts'
import type { Db } from '../../db/open.ts'
import { AppError } from '../../http/app-error.ts'

export const MOST_BYTES = 50_000_000
const MOST_PROBLEMS = 200
const MOST_COLUMNS = 200
const SAMPLE = 8

/** What a person decided of a file. */
export interface Choices {
  /** Of a table. */
  columns?: ImportColumnTarget[]
  mode?: 'all' | 'skip' | 'update'
}

/** Files that are imported, read in a thread of their own: fifty megabytes must not hold up anybody else. */
export class ContactsFiles {
  readonly #db: Db
  readonly #threads: CardThreads
  readonly #kept = new KeptFiles<ContactsFile>()

  constructor(db: Db, threads: CardThreads) {
    this.#db = db
    this.#threads = threads
  }

  /** Throws what is wrong with the file as a whole. */
  open(blobId: string, { columns }: Choices = {}): Promise<ContactsFile> {
    const key = `${blobId} ${JSON.stringify(columns ?? null)}`
    return this.#kept.open(key, () => this.#read(blobId, columns?.map(targetOf)))
  }

  close(): void {
    this.#kept.close()
  }

  async #read(blobId: string, targets: CsvTarget[] | undefined): Promise<ContactsFile> {
    const octets = await buffer(readBlob(this.#db, blobId))
    const read = await this.#threads.read(octets, targets).catch((error: unknown) => {
      throw error instanceof TooMuchWork ? new AppError('contacts/import-too-large') : error
    })
    if (read.kind === 'read') return read
    throw new AppError(
      read.reason === 'not-contacts' ? 'contacts/import-unreadable' : `contacts/import-${read.reason}`,
    )
  }
}

function targetOf({ kind, name }: ImportColumnTarget): CsvTarget {
  if (kind === 'field') return { kind, field: name }
  return kind === 'custom' ? { kind, label: name } : { kind }
}

function wireOf(target: CsvTarget): ImportColumnTarget {
  const name = target.kind === 'field' ? target.field : target.kind === 'custom' ? target.label : ''
  return { kind: target.kind, name }
}

/** What is told of a file before anything is done with it. */
export type Summary = Pick<
  ContactsImport,
  | 'format'
  | 'encoding'
  | 'people'
  | 'groups'
  | 'sample'
  | 'columns'
  | 'problems'
  | 'leftCount'
  | 'partlyCount'
>

export function summaryOf({ format, encoding, cards, columns, problems }: ContactsFile): Summary {
  const groups = cards.filter(({ group }) => group).length
  const left = problems.filter(({ whole }) => whole)
  const partly = problems.filter(({ whole }) => !whole)
  return {
    format,
    encoding,
    people: cards.length - groups,
    groups,
    sample: cards.slice(0, SAMPLE).map(({ name, organisation, emails, phone, group }) => ({
      name: name.slice(0, 200),
      organisation,
      email: (emails[0] ?? '').slice(0, 200),
      phone,
      group,
    })),
    columns: columns.slice(0, MOST_COLUMNS).map(({ name, samples, suggested, target }) => ({
      name,
      samples,
      suggested: wireOf(suggested),
      target: wireOf(target),
    })),
    problems: [...left, ...partly].slice(0, MOST_PROBLEMS),
    leftCount: left.length,
    partlyCount: partly.length,
  }
}
