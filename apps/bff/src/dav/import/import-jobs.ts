import type { Readable } from 'node:stream'
import type { ErrorCode } from '@staffetta/contract'
import { BlobTooLarge, deleteBlob, storeBlob } from '../../db/blobs.ts'
import * as table from '../../db/file-imports.ts'
import type { FileImportRow, ImportArea } from '../../db/schema/dav.ts'
import { accountKey, type Account } from '../../http/account.ts'
import { AppError } from '../../http/app-error.ts'
import { openSealedAccount, sealAccount, type SealedDeps } from '../../http/sealed-account.ts'

/** A node that said nothing for so long is gone, and its imports are somebody else's. */
const SILENT_SECONDS = 30
const SWEEP_MS = 5_000

export type ImportChange = Parameters<typeof table.advanceImport>[3]

/** What an area does with its files. */
export interface ImportWork {
  area: ImportArea
  mostBytes: number
  codes: { gone: ErrorCode; tooLarge: ErrorCode }
  /** Says to whoever looks that an import is another by now. */
  tell: (key: string, importId: string) => void
  run: (account: Account, row: FileImportRow, running: Running) => Promise<void>
  davError: (error: unknown) => unknown
}

export interface Running {
  /** Writes down how far it is; aborts `signal` where it was cancelled meanwhile, here or on another node. */
  save: (change: ImportChange) => Promise<void>
  /** What was on its way when it was cancelled is told, too. */
  saveCancelled: (change: ImportChange) => Promise<void>
  signal: AbortSignal
}

/**
 * Files on their way into collections, as rows in the database: ready → running → done, cancelled or failed. Each step is one
 * UPDATE from a named state, and a row knows how far it is: another node, or the next start, goes on from there.
 */
export class ImportJobs {
  readonly #deps: SealedDeps
  readonly #work: ImportWork
  readonly #running = new Map<string, AbortController>()
  readonly #sweep: NodeJS.Timeout

  constructor(deps: SealedDeps, work: ImportWork) {
    this.#deps = deps
    this.#work = work
    this.#sweep = setInterval(() => void this.#takeStuck().catch(() => undefined), SWEEP_MS).unref()
  }

  /** Keeps the file once it makes sense to `summarise`. */
  async keep(
    account: Account,
    { fileName, type, content }: { fileName: string; type: string; content: Readable },
    summarise: (blobId: string) => Promise<object>,
  ): Promise<FileImportRow> {
    const { db } = this.#deps
    const { area, mostBytes, codes } = this.#work
    const blob = await storeBlob(db, account, { fileName, type, content, maxBytes: mostBytes }).catch(
      (error: unknown) => {
        throw error instanceof BlobTooLarge ? new AppError(codes.tooLarge) : error
      },
    )
    try {
      const summary = await summarise(blob.id)
      return await table.insertImport(db, area, account, { blobId: blob.id, fileName, summary })
    } catch (error) {
      await deleteBlob(db, account, blob.id)
      throw error
    }
  }

  async list(account: Account): Promise<FileImportRow[]> {
    return table.listImports(this.#deps.db, this.#work.area, account)
  }

  async row(account: Account, id: string): Promise<FileImportRow> {
    const row = await table.findImport(this.#deps.db, this.#work.area, account, id)
    if (row === undefined) throw new AppError(this.#work.codes.gone)
    return row
  }

  /** While nothing is stored of it. */
  async changeReady(account: Account, id: string, change: ImportChange): Promise<FileImportRow> {
    await this.row(account, id)
    await table.advanceImport(this.#deps.db, id, ['ready'], change)
    return this.row(account, id)
  }

  /** What its area knows of it besides how far it is. */
  async note(account: Account, id: string, change: ImportChange): Promise<void> {
    await table.changeImport(this.#deps.db, account, id, change)
    this.#work.tell(account.key, id)
  }

  /** `placeFor`: where it goes, asked only of what has not begun: what began goes on into the same place. */
  async start(account: Account, id: string, placeFor: () => Promise<ImportChange>): Promise<FileImportRow> {
    const { db, config } = this.#deps
    const known = await this.row(account, id)
    if (known.state !== 'ready' && known.state !== 'failed') return known
    const place = known.href === null ? await placeFor() : {}
    const row = await table.advanceImport(db, id, ['ready', 'failed'], {
      ...place,
      state: 'running',
      error: null,
      sealed: sealAccount(config, account, id),
      beat_at: new Date(),
    })
    if (row === undefined) return this.row(account, id)
    void this.#run(row)
    return row
  }

  /** What is stored stays. */
  async cancel(account: Account, id: string): Promise<FileImportRow> {
    await this.row(account, id)
    const change = { state: 'cancelled', sealed: null }
    const row = await table.advanceImport(this.#deps.db, id, ['running', 'failed'], change)
    this.#running.get(id)?.abort()
    if (row !== undefined) this.#tell(row)
    return this.row(account, id)
  }

  /** The file goes too. */
  async forget(account: Account, id: string): Promise<void> {
    await this.cancel(account, id)
    await table.deleteImport(this.#deps.db, account, id)
    this.#work.tell(account.key, id)
  }

  close(): void {
    clearInterval(this.#sweep)
    for (const running of this.#running.values()) running.abort()
  }

  async #takeStuck(): Promise<void> {
    for (const row of await table.takeStuckImports(this.#deps.db, this.#work.area, SILENT_SECONDS))
      if (!this.#running.has(row.id)) void this.#run(row)
  }

  async #run(row: FileImportRow): Promise<void> {
    const running = new AbortController()
    this.#running.set(row.id, running)
    try {
      const account = await openSealedAccount(this.#deps, row)
      if (account === undefined) throw new AppError('auth/credentials-refused')
      const save = async (change: ImportChange) => {
        const after = await table.advanceImport(this.#deps.db, row.id, ['running'], change)
        if (after === undefined) running.abort()
        else this.#tell(after)
      }
      const saveCancelled = async (change: ImportChange) => {
        const after = await table.advanceImport(this.#deps.db, row.id, ['cancelled'], change)
        if (after !== undefined) this.#tell(after)
      }
      await this.#work.run(account, row, { save, saveCancelled, signal: running.signal })
    } catch (error) {
      // Of a node that ends, another one goes on.
      if (!running.signal.aborted) await this.#fail(row, this.#work.davError(error))
    } finally {
      this.#running.delete(row.id)
    }
  }

  async #fail(row: FileImportRow, error: unknown): Promise<void> {
    const code = error instanceof AppError ? error.code : 'request/failed'
    const change = { state: 'failed', error: code, sealed: null }
    const after = await table.advanceImport(this.#deps.db, row.id, ['running'], change).catch(() => undefined)
    if (after !== undefined) this.#tell(after)
  }

  #tell({ tenant_id, account_id, id }: FileImportRow): void {
    this.#work.tell(accountKey(tenant_id, account_id), id)
  }
}
