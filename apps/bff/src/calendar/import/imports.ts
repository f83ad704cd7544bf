import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { CalendarImport, CalendarLiveEvent, ImportComparison } from '@staffetta/contract'
import { collectionHref } from '@staffetta/dav'
import { rightsOn } from '../../dav/collection-facts.ts'
import { type ImportChange, ImportJobs, type Running } from '../../dav/import/import-jobs.ts'
import type { FileImportRow } from '../../db/schema/dav.ts'
import type { Account } from '../../http/account.ts'
import type { SealedDeps } from '../../http/sealed-account.ts'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarAccounts } from '../account/calendar-accounts.ts'
import { davError } from '../account/dav-errors.ts'
import { calendarIdOf, hrefOfCalendar } from '../account/refs.ts'
import { ImportFiles, MOST_BYTES, type Summary, summaryOf } from './file.ts'
import { type Refused, runImport } from './run.ts'
import { comparisonOf, standingOf } from './standing.ts'

const MOST_LEFT = 200

export interface ImportDeps extends SealedDeps {
  calendars: CalendarAccounts
  publish: (key: string, events: CalendarLiveEvent[]) => void
}

/** Files on their way into calendars. */
export class Imports {
  readonly #calendars: CalendarAccounts
  readonly #files: ImportFiles
  readonly #jobs: ImportJobs

  constructor(deps: ImportDeps) {
    this.#calendars = deps.calendars
    this.#files = new ImportFiles(deps.db)
    this.#jobs = new ImportJobs(deps, {
      area: 'calendar',
      mostBytes: MOST_BYTES,
      codes: { gone: 'calendar/import-gone', tooLarge: 'calendar/import-too-large' },
      tell: (key, importId) => deps.publish(key, [{ type: 'calendar.import-changed', importId }]),
      run: (account, row, running) => this.#run(account, row, running),
      davError: (error) => davError(error, 'collection'),
    })
  }

  async read(account: Account, fileName: string, content: Readable): Promise<CalendarImport> {
    const file = { fileName: fileName.slice(0, 255) || 'calendario.ics', type: 'text/calendar', content }
    const row = await this.#jobs.keep(account, file, async (blobId) =>
      summaryOf(await this.#files.open({ blob_id: blobId })),
    )
    return importOf(row)
  }

  async list(account: Account): Promise<CalendarImport[]> {
    return (await this.#jobs.list(account)).map(importOf)
  }

  async get(account: Account, id: string): Promise<CalendarImport> {
    return importOf(await this.#jobs.row(account, id))
  }

  async compare(account: CalendarAccount, id: string, calendarId: string): Promise<ImportComparison> {
    const row = await this.#jobs.row(account.account, id)
    const collection = await account.collection(hrefOfCalendar(calendarId))
    const { pieces } = await this.#files.open(row)
    return comparisonOf(pieces, await standingOf(account, collection, { files: this.#files, pieces }))
  }

  async start(
    account: CalendarAccount,
    id: string,
    wanted: { calendarId: string | null; name: string; update: boolean },
  ): Promise<CalendarImport> {
    const placeFor = async () => ({ ...(await placeOf(account, wanted)), updates: wanted.update })
    return importOf(await this.#jobs.start(account.account, id, placeFor))
  }

  /** What is stored stays. */
  async cancel(account: Account, id: string): Promise<CalendarImport> {
    return importOf(await this.#jobs.cancel(account, id))
  }

  async forget(account: Account, id: string): Promise<void> {
    await this.#jobs.forget(account, id)
  }

  /** What is not in the calendar, in one file. */
  async leftOf(account: Account, id: string): Promise<{ text: string; fileName: string }> {
    const row = await this.#jobs.row(account, id)
    const { pieces, left } = await this.#files.open(row)
    const refused = (row.refused as Refused[]).map(({ at }) => pieces[at]!)
    const text = await this.#files.joined([...refused, ...left].map((one) => one.text))
    return { text, fileName: row.file_name }
  }

  close(): void {
    this.#jobs.close()
    this.#files.close()
  }

  async #run(account: Account, row: FileImportRow, running: Running): Promise<void> {
    const files = this.#files
    const open = (silent: boolean) => files.open(row, silent)
    await runImport({ ...running, account: () => this.#calendars.of(account), files, open }, row)
  }
}

async function placeOf(
  account: CalendarAccount,
  { calendarId, name }: { calendarId: string | null; name: string },
): Promise<ImportChange> {
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

function importOf(row: FileImportRow): CalendarImport {
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
