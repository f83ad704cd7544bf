import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ImportProblem } from '@staffetta/contract'
import { createObject, getObject, isDavError, memberHref, putObject } from '@staffetta/dav'
import type { CardThreads, PlanStep } from '@staffetta/vcard/worker'
import { counted } from '../../dav/import/counts.ts'
import type { Running as Job } from '../../dav/import/import-jobs.ts'
import { type Fate, storeAll, WRITE_MS } from '../../dav/import/store-all.ts'
import type { UndoStep } from '../../dav/undo-list.ts'
import type { FileImportRow } from '../../db/schema/dav.ts'
import { AppError } from '../../http/app-error.ts'
import { syncBook } from '../book-sync.ts'
import { versionFor } from '../changes.ts'
import type { Access } from '../access.ts'
import type { Choices, ContactsFiles } from './files.ts'
import { bookCards, standingOf, type Standing } from './standing.ts'

/** A small file is on screen when it is said to be done; a large one comes as it is read. */
const SHOWN_MS = 1_500

/** By its place in the file. */
export interface Refused {
  problem: ImportProblem
  at: number
  value: string
}

export interface Running extends Job {
  /** Asked for each time: who signs out meanwhile closes the connection, and the import goes on with another. */
  book: () => Promise<Access>
  files: ContactsFiles
  threads: CardThreads
  /** What was done, to be taken back. */
  did: (step: UndoStep) => void
}

/** Stores what is not stored yet. */
export async function runImport(running: Running, row: FileImportRow): Promise<void> {
  const { book, signal } = running
  const { href } = row
  if (href === null) throw new AppError('contacts/book-gone')
  const choices = row.choices as Choices
  await counted<Refused>(
    row,
    running,
    async (counts) => {
      const file = await running.files.open(row.blob_id, choices)
      const names = file.cards.map((_, at) => nameFor(row.id, at))
      const own = new Set(names.map((name) => memberHref(href, name)))
      const { via, collection } = await book()
      const standing = await standingOf(via, collection, { cards: file.cards, own })
      const steps = await running.threads.plan(
        file.cards.map(({ text }) => text),
        bookCards(standing),
        {
          mode: choices.mode ?? 'skip',
          isPartial: file.format !== 'vcard',
          version: versionFor(collection),
          now: new Date().toISOString(),
          seed: row.id,
        },
      )
      const store = (at: number) =>
        storeStep(running, steps[at]!, { folder: href, name: names[at]!, standing })
      await storeAll(steps.length, store, {
        from: counts.done,
        signal,
        settled: (at, fate) => {
          const { at: place, name } = file.cards[at]!
          const refused = (problem: ImportProblem) => ({ problem, at: place, value: name.slice(0, 200) })
          counts.settle(at + 1, typeof fate === 'string' ? fate : { refused: refused(fate.left) })
        },
      })
    },
    async () => showWhatCame(await book()),
  )
}

async function storeStep(
  { book, did }: Running,
  step: PlanStep,
  { folder, name, standing }: { folder: string; name: string; standing: Standing },
): Promise<Fate> {
  if (step.kind === 'keep') return 'kept'
  const { dav } = (await book()).via
  const options = { readBack: 'never', signal: AbortSignal.timeout(WRITE_MS) } as const
  if (step.kind === 'update') {
    const { text: before, etag } = standing.book.get(step.ref)!
    const stored = await putObject(dav, step.ref, step.text, { etag: etag ?? '*' }, options)
    did({ kind: 'changed', href: step.ref, etag: stored.etag ?? '', before })
    return 'updated'
  }
  const href = memberHref(folder, name)
  // Stored before this node or another went away.
  if (standing.hrefs.has(href)) return 'added'
  try {
    const stored = await createObject(dav, folder, name, step.text, options)
    did({ kind: 'created', href: stored.href, etag: stored.etag ?? '' })
    return 'added'
  } catch (error) {
    // Somebody stored it a moment ago.
    if (isDavError(error, 'uid-conflict')) return 'kept'
    if (!isDavError(error, 'precondition', 'conflict')) throw error
    await getObject(dav, href, options.signal).catch((missing: unknown) => {
      throw isDavError(missing, 'not-found') ? error : missing
    })
    return 'added'
  }
}

/** Made of the import and the place in its file, so that what is repeated meets itself. */
function nameFor(importId: string, at: number): string {
  return `${createHash('sha256').update(`${importId} ${at}`).digest('hex').slice(0, 40)}.vcf`
}

/** Lists show what came without waiting for the beat. */
async function showWhatCame({ via, collection }: Access): Promise<void> {
  const index = via.indexOf(collection)
  await index.running
  await Promise.race([syncBook(via, index), sleep(SHOWN_MS, undefined, { ref: false })])
}
