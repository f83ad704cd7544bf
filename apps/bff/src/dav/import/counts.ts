import type { FileImportRow } from '../../db/schema/dav.ts'
import type { ImportChange, Running } from './import-jobs.ts'

const SAVE_MS = 700

/** How far an import is, as its row says it: it is gone on with from there. */
export class Counts<Refused> {
  #done: number
  readonly #by: { added: number; updated: number; kept: number }
  readonly #refused: Refused[]

  constructor({ done, added, updated, kept, refused }: FileImportRow) {
    this.#done = done
    this.#by = { added, updated, kept }
    this.#refused = [...(refused as Refused[])]
  }

  get done(): number {
    return this.#done
  }

  /** Everything before `to` is behind it, and ended like this. */
  settle(to: number, fate: 'added' | 'updated' | 'kept' | { refused: Refused }): void {
    if (typeof fate === 'string') this.#by[fate] += to - this.#done
    else this.#refused.push(fate.refused)
    this.#done = to
  }

  written(): ImportChange {
    return { done: this.#done, ...this.#by, refused: JSON.stringify(this.#refused), beat_at: new Date() }
  }
}

/** Does the work of a row and writes down how far it is, from the beginning: to read a large file takes longer than a node may be silent. */
export async function counted<Refused>(
  row: FileImportRow,
  { save, saveCancelled, signal }: Running,
  work: (counts: Counts<Refused>) => Promise<void>,
  showWhatCame: () => Promise<void>,
): Promise<void> {
  const counts = new Counts<Refused>(row)
  const alive = setInterval(() => void save(counts.written()).catch(() => undefined), SAVE_MS)
  try {
    await work(counts)
  } finally {
    clearInterval(alive)
    // A list that is old for a moment is no failure.
    await showWhatCame().catch(() => undefined)
  }
  if (signal.aborted) await saveCancelled(counts.written())
  else await save({ ...counts.written(), state: 'done', sealed: null })
}
