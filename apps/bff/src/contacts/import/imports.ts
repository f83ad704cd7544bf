import type { Readable } from 'node:stream'
import type {
  ContactsComparison,
  ContactsImport,
  ContactsLiveEvent,
  ImportColumnTarget,
} from '@staffetta/contract'
import { CardThreads } from '@staffetta/vcard/worker'
import { ImportJobs, type Running } from '../../dav/import/import-jobs.ts'
import { hrefOfId, idOfHref } from '../../dav/refs.ts'
import type { FileImportRow } from '../../db/schema/dav.ts'
import type { Account } from '../../http/account.ts'
import type { SealedDeps } from '../../http/sealed-account.ts'
import { type Access, writableAccess } from '../access.ts'
import type { ContactsAccount } from '../contacts-account.ts'
import type { ContactsDeps } from '../contacts-deps.ts'
import { ownErrors } from '../dav-errors.ts'
import { type Choices, ContactsFiles, MOST_BYTES, type Summary, summaryOf } from './files.ts'
import { type Refused, runImport } from './run.ts'
import { comparisonOf, standingOf } from './standing.ts'
import { ImportDeeds, undoImport } from './undo-import.ts'

const MOST_PROBLEMS = 200
const ASKED_EVERY_MS = 5_000

interface Deps extends SealedDeps, ContactsDeps {
  publish: (key: string, events: ContactsLiveEvent[]) => void
}

/** Files on their way into address books. */
export class ContactsImports {
  readonly threads = new CardThreads()
  readonly #deps: Deps
  readonly #files: ContactsFiles
  readonly #jobs: ImportJobs

  constructor(deps: Deps) {
    this.#deps = deps
    this.#files = new ContactsFiles(deps.db, this.threads)
    this.#jobs = new ImportJobs(deps, {
      area: 'contacts',
      mostBytes: MOST_BYTES,
      codes: { gone: 'contacts/import-gone', tooLarge: 'contacts/import-too-large' },
      tell: (key, importId) => deps.publish(key, [{ type: 'contacts.import-changed', importId }]),
      run: (account, row, running) => this.#run(account, row, running),
      davError: (error) => ownErrors.davError(error, 'collection'),
    })
  }

  async read(account: Account, fileName: string, content: Readable): Promise<ContactsImport> {
    const file = {
      fileName: fileName.slice(0, 255) || 'contatti',
      type: 'application/octet-stream',
      content,
    }
    const row = await this.#jobs.keep(account, file, async (blobId) =>
      summaryOf(await this.#files.open(blobId)),
    )
    return this.#told(row)
  }

  async list(account: Account): Promise<ContactsImport[]> {
    return (await this.#jobs.list(account)).map((row) => this.#told(row))
  }

  async get(account: Account, id: string): Promise<ContactsImport> {
    return this.#told(await this.#jobs.row(account, id))
  }

  /** A table read anew, its columns as somebody wants them. */
  async changeColumns(account: Account, id: string, columns: ImportColumnTarget[]): Promise<ContactsImport> {
    const row = await this.#jobs.row(account, id)
    const choices = { ...(row.choices as Choices), columns }
    const summary = summaryOf(await this.#files.open(row.blob_id, choices))
    const change = { choices: JSON.stringify(choices), summary: JSON.stringify(summary) }
    return this.#told(await this.#jobs.changeReady(account, id, change))
  }

  async compare(account: ContactsAccount, id: string, bookId: string): Promise<ContactsComparison> {
    const row = await this.#jobs.row(account.account, id)
    const { via, collection } = await writableAccess(this.#deps, account, hrefOfId(bookId))
    const file = await this.#files.open(row.blob_id, row.choices as Choices)
    return comparisonOf(this.threads, file, await standingOf(via, collection, file))
  }

  async start(
    account: ContactsAccount,
    id: string,
    { bookId, mode }: { bookId: string; mode: 'all' | 'skip' | 'update' },
  ): Promise<ContactsImport> {
    const { choices } = await this.#jobs.row(account.account, id)
    const row = await this.#jobs.start(account.account, id, async () => {
      const { collection } = await writableAccess(this.#deps, account, hrefOfId(bookId))
      return { href: collection.href, choices: JSON.stringify({ ...(choices as Choices), mode }) }
    })
    return this.#told(row)
  }

  /** What is stored stays. */
  async cancel(account: Account, id: string): Promise<ContactsImport> {
    return this.#told(await this.#jobs.cancel(account, id))
  }

  async undo(account: ContactsAccount, id: string): Promise<{ undone: number; stayed: number }> {
    await this.#jobs.row(account.account, id)
    const outcome = await undoImport(this.#deps, account, id)
    await this.#jobs.note(account.account, id, { undo_until: null })
    return outcome
  }

  async forget(account: Account, id: string): Promise<void> {
    await this.#jobs.forget(account, id)
  }

  close(): void {
    this.#jobs.close()
    this.#files.close()
    void this.threads.close()
  }

  async #run(account: Account, row: FileImportRow, running: Running): Promise<void> {
    const deeds = new ImportDeeds(row.done === 0)
    const kept = async () => ({ undo_until: await deeds.keep(this.#deps.contacts.of(account), row.id) })
    await runImport(
      {
        signal: running.signal,
        save: async (change) =>
          running.save(change.state === 'done' ? { ...change, ...(await kept()) } : change),
        saveCancelled: async (change) => running.saveCancelled({ ...change, ...(await kept()) }),
        book: this.#bookOf(account, row),
        files: this.#files,
        threads: this.threads,
        did: (step) => deeds.did(step),
      },
      row,
    )
  }

  /** What is lent may be taken back meanwhile: it is asked for again now and then. */
  #bookOf(account: Account, { href }: FileImportRow): () => Promise<Access> {
    let known: { access: Access; at: number } | undefined
    return async () => {
      if (known === undefined || known.access.via.closed || Date.now() - known.at > ASKED_EVERY_MS) {
        const access = await writableAccess(this.#deps, this.#deps.contacts.of(account), href ?? '')
        known = { access, at: Date.now() }
      }
      return known.access
    }
  }

  #told(row: FileImportRow): ContactsImport {
    const summary = row.summary as Summary
    const refused = (row.refused as Refused[]).map((one) => ({ ...one, column: '', whole: true }))
    const isOver = row.state === 'done' || row.state === 'cancelled'
    return {
      ...summary,
      id: row.id,
      fileName: row.file_name,
      state: row.state as ContactsImport['state'],
      done: row.done,
      added: row.added,
      updated: row.updated,
      kept: row.kept,
      problems: [...refused, ...summary.problems].slice(0, MOST_PROBLEMS),
      leftCount: refused.length + summary.leftCount,
      bookId: row.href === null ? null : idOfHref(row.href),
      error: row.error,
      undoable: isOver && (row.undo_until?.getTime() ?? 0) > Date.now(),
    }
  }
}
