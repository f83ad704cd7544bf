import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { CalendarImport, CalendarLiveEvent, ImportComparison } from '@staffetta/contract'
import { collectionHref } from '@staffetta/dav'
import type { Config } from '../../config.ts'
import { BlobTooLarge, deleteBlob, storeBlob } from '../../db/blobs.ts'
import * as table from '../../db/calendar-imports.ts'
import type { Db } from '../../db/open.ts'
import type { CalendarImportRow } from '../../db/schema.ts'
import type { TenantDirectory } from '../../db/tenant-directory.ts'
import { accountKey, type Account } from '../../http/account.ts'
import { AppError } from '../../http/app-error.ts'
import { openSealedAccount, sealAccount } from '../../mail/sealed-account.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarAccounts } from '../account/calendar-accounts.ts'
import { rightsOn } from '../../dav/collection-facts.ts'
import { davError } from '../account/dav-errors.ts'
import { calendarIdOf, hrefOfCalendar } from '../account/refs.ts'
import { ImportFiles, MOST_BYTES, type ReadFile, type Summary, summaryOf } from './file.ts'
import { type Refused, runImport } from './run.ts'
import { comparisonOf, standingOf } from './standing.ts'

/** A node that said nothing for so long is gone, and its imports are somebody else's. */
const SILENT_SECONDS = 30
const SWEEP_MS = 5_000
const MOST_LEFT = 200

export interface ImportDeps {
  db: Db
  config: Config
  tenants: TenantDirectory
  calendars: CalendarAccounts
  publish: (key: string, events: CalendarLiveEvent[]) => void
}

/**
 * Files on their way into calendars, as rows in the database: ready → running → done, cancelled or failed. Each step is one
 * UPDATE from a named state, and a row knows how far it is: another node, or the next start, goes on from there.
 */
export class Imports {
  readonly #deps: ImportDeps
  readonly #files: ImportFiles
  readonly #running = new Map<string, AbortController>()
  readonly #sweep: NodeJS.Timeout

  constructor(deps: ImportDeps) {
    this.#deps = deps
    this.#files = new ImportFiles(deps.db)
    this.#sweep = setInterval(() => void this.#takeStuck().catch(() => undefined), SWEEP_MS).unref()
  }

  async read(account: Account, fileName: string, content: Readable): Promise<CalendarImport> {
    const { db } = this.#deps
    const name = fileName.slice(0, 255) || 'calendario.ics'
    const blob = await storeBlob(db, account, {
      fileName: name,
      type: 'text/calendar',
      content,
      maxBytes: MOST_BYTES,
    }).catch((error: unknown) => {
      throw error instanceof BlobTooLarge ? new AppError('calendar/import-too-large') : error
    })
    try {
      const summary = summaryOf(await this.#files.open({ blob_id: blob.id }))
      return importOf(await table.insertImport(db, account, { blobId: blob.id, fileName: name, summary }))
    } catch (error) {
      await deleteBlob(db, account, blob.id)
      throw error
    }
  }

  async list(account: Account): Promise<CalendarImport[]> {
    return (await table.listImports(this.#deps.db, account)).map(importOf)
  }

  async get(account: Account, id: string): Promise<CalendarImport> {
    return importOf(await this.#row(account, id))
  }

  async compare(account: CalendarAccount, id: string, calendarId: string): Promise<ImportComparison> {
    const row = await this.#row(account.account, id)
    const collection = await account.collection(hrefOfCalendar(calendarId))
    const { pieces } = await this.#files.open(row)
    return comparisonOf(pieces, await standingOf(account, collection, { files: this.#files, pieces }))
  }

  async start(
    account: CalendarAccount,
    id: string,
    wanted: { calendarId: string | null; name: string; update: boolean },
  ): Promise<CalendarImport> {
    const { db, config } = this.#deps
    const known = await this.#row(account.account, id)
    if (known.state !== 'ready' && known.state !== 'failed') return importOf(known)
    // What began goes on into the same calendar.
    const place = known.href === null ? await placeFor(account, wanted) : {}
    const row = await table.advanceImport(db, id, ['ready', 'failed'], {
      ...place,
      ...(known.href === null && { updates: wanted.update }),
      state: 'running',
      error: null,
      sealed: sealAccount(config, account.account, id),
      beat_at: new Date(),
    })
    if (row === undefined) return this.get(account.account, id)
    void this.#run(row)
    return importOf(row)
  }

  /** What is stored stays. */
  async cancel(account: Account, id: string): Promise<CalendarImport> {
    await this.#row(account, id)
    const change = { state: 'cancelled', sealed: null }
    const row = await table.advanceImport(this.#deps.db, id, ['running', 'failed'], change)
    this.#running.get(id)?.abort()
    if (row !== undefined) this.#tell(row)
    return this.get(account, id)
  }

  async forget(account: Account, id: string): Promise<void> {
    await this.cancel(account, id)
    await table.deleteImport(this.#deps.db, account, id)
    this.#deps.publish(account.key, [{ type: 'calendar.import-changed', importId: id }])
  }

  /** What is not in the calendar, in one file. */
  async leftOf(account: Account, id: string): Promise<{ text: string; fileName: string }> {
    const row = await this.#row(account, id)
    const { pieces, left } = await this.#files.open(row)
    const refused = (row.refused as Refused[]).map(({ at }) => pieces[at]!)
    const text = await this.#files.joined([...refused, ...left].map((one) => one.text))
    return { text, fileName: row.file_name }
  }

  close(): void {
    clearInterval(this.#sweep)
    for (const running of this.#running.values()) running.abort()
    this.#files.close()
  }

  async #row(account: Account, id: string): Promise<CalendarImportRow> {
    const row = await table.findImport(this.#deps.db, account, id)
    if (row === undefined) throw new AppError('calendar/import-gone')
    return row
  }

  async #takeStuck(): Promise<void> {
    for (const row of await table.takeStuckImports(this.#deps.db, SILENT_SECONDS))
      if (!this.#running.has(row.id)) void this.#run(row)
  }

  async #run(row: CalendarImportRow): Promise<void> {
    const { db, calendars } = this.#deps
    const running = new AbortController()
    this.#running.set(row.id, running)
    try {
      const account = await openSealedAccount(this.#deps, row)
      if (account === undefined) throw new AppError('auth/credentials-refused')
      const save = async (change: Parameters<typeof table.advanceImport>[3]) => {
        const after = await table.advanceImport(db, row.id, ['running'], change)
        if (after === undefined) running.abort()
        else this.#tell(after)
      }
      const open = (silent: boolean): Promise<ReadFile> => this.#files.open(row, silent)
      await runImport(
        { account: () => calendars.of(account), files: this.#files, open, save, signal: running.signal },
        row,
      )
    } catch (error) {
      // Of a node that ends, another one goes on.
      if (!running.signal.aborted) await this.#fail(row, davError(error, 'collection'))
    } finally {
      this.#running.delete(row.id)
    }
  }

  async #fail(row: CalendarImportRow, error: unknown): Promise<void> {
    const code = error instanceof AppError ? error.code : 'request/failed'
    const change = { state: 'failed', error: code, sealed: null }
    const after = await table.advanceImport(this.#deps.db, row.id, ['running'], change).catch(() => undefined)
    if (after !== undefined) this.#tell(after)
  }

  #tell({ tenant_id, account_id, id }: CalendarImportRow): void {
    this.#deps.publish(accountKey(tenant_id, account_id), [{ type: 'calendar.import-changed', importId: id }])
  }
}

async function placeFor(
  account: CalendarAccount,
  { calendarId, name }: { calendarId: string | null; name: string },
): Promise<{ href: string; new_name: string | null }> {
  const discovered = await account.discovered()
  if (calendarId === null) {
    const [home] = discovered.calendarHomes
    if (home === undefined) throw new AppError('calendar/not-permitted')
    return { href: collectionHref(home, randomUUID()), new_name: name.trim() || 'Calendario' }
  }
  const collection = await account.collection(hrefOfCalendar(calendarId))
  if (!rightsOn(collection, discovered).write) throw new AppError('calendar/not-permitted')
  return { href: collection.href, new_name: null }
}

function importOf(row: CalendarImportRow): CalendarImport {
  const summary = row.summary as Summary
  const refused = row.refused as Refused[]
  return {
    ...summary,
    id: row.id,
    fileName: row.file_name,
    state: row.state as CalendarImport['state'],
    done: row.done,
    added: row.added,
    updated: row.updated,
    kept: row.kept,
    left: [...refused, ...summary.left]
      .slice(0, MOST_LEFT)
      .map(({ title, reason, line }) => ({ title, reason, line })),
    leftCount: refused.length + summary.leftCount,
    calendarId: row.href === null ? null : calendarIdOf(row.href),
    error: row.error,
  }
}
