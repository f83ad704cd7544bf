import { parentOf } from '@staffetta/dav'
import type { UndoStep } from '../../dav/undo-list.ts'
import { deleteStored, storeOver } from '../../dav/write.ts'
import { AppError } from '../../http/app-error.ts'
import { writableAccess } from '../access.ts'
import type { ContactsAccount } from '../contacts-account.ts'
import type { BookDeps } from '../contacts-deps.ts'
import { writing, type Writing } from '../write.ts'

const KEPT_MS = 10 * 60_000
/** More takes longer than somebody waits for an answer. */
const MOST_STEPS = 5_000
const MOST_CHARACTERS = 20_000_000
const AT_ONCE = 4

interface Kept {
  steps: UndoStep[]
  characters: number
  since: number
}

/** What imports did, for some minutes, in memory alone. */
export class ImportUndo {
  readonly #kept = new Map<string, Kept>()

  begin(importId: string): (step: UndoStep) => void {
    const kept = { steps: [] as UndoStep[], characters: 0, since: Infinity }
    this.#kept.set(importId, kept)
    return (step) => {
      kept.characters += 'before' in step ? step.before.length : 0
      kept.steps.push(step)
      // Half of it is no undo.
      if (kept.steps.length > MOST_STEPS || kept.characters > MOST_CHARACTERS) this.#kept.delete(importId)
    }
  }

  /** From now on it can be taken back. */
  end(importId: string): void {
    const kept = this.#kept.get(importId)
    if (kept !== undefined) kept.since = Date.now()
    for (const [id, { since }] of this.#kept) if (Date.now() - since > KEPT_MS) this.#kept.delete(id)
  }

  drop(importId: string): void {
    this.#kept.delete(importId)
  }

  has(importId: string): boolean {
    const kept = this.#kept.get(importId)
    return kept !== undefined && kept.steps.length > 0 && Date.now() - kept.since < KEPT_MS
  }

  /** What somebody changed since stays. */
  async undo(
    deps: BookDeps,
    account: ContactsAccount,
    importId: string,
  ): Promise<{ undone: number; stayed: number }> {
    const { steps } = this.#kept.get(importId) ?? { steps: [] }
    const [first] = steps
    if (!this.has(importId) || first === undefined) throw new AppError('contacts/undo-too-late')
    // What was taken back from this person in the meantime is no longer theirs to undo.
    const { via } = await writableAccess(deps, account, parentOf(first.href))
    this.#kept.delete(importId)
    let undone = 0
    const waiting = steps.toReversed()
    const all = waiting.length
    await writing(async (own) => {
      const next = async (): Promise<void> => {
        for (let step = waiting.shift(); step !== undefined; step = waiting.shift())
          if (await undoStep(via, own, step)) undone++
      }
      await Promise.all(Array.from({ length: AT_ONCE }, next))
    })
    return { undone, stayed: all - undone }
  }
}

async function undoStep(via: ContactsAccount, own: Writing, step: UndoStep): Promise<boolean> {
  const etag = 'etag' in step && step.etag !== '' ? step.etag : rememberedEtag(via, step.href)
  // A version nobody can name may be somebody else's by now.
  if (etag === undefined) return false
  try {
    if (step.kind === 'created') return (await deleteStored(own.at(via), step.href, etag)) !== 'outdated'
    return (
      step.kind === 'changed' &&
      (await storeOver(own.at(via), step.href, step.before, etag)).kind === 'stored'
    )
  } catch (error) {
    if (error instanceof AppError && error.code === 'contacts/card-gone') return false
    throw error
  }
}

function rememberedEtag(via: ContactsAccount, href: string): string | undefined {
  return via.indexes.get(parentOf(href))?.entries.get(href)?.etag || undefined
}
