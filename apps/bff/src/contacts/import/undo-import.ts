import { parentOf } from '@staffetta/dav'
import { UNDO_SECONDS, type UndoStep } from '../../dav/undo-list.ts'
import { deleteStored, storeOver } from '../../dav/write.ts'
import { AppError } from '../../http/app-error.ts'
import { writableAccess } from '../access.ts'
import { syncBook } from '../book-sync.ts'
import type { ContactsAccount } from '../contacts-account.ts'
import type { BookDeps } from '../contacts-deps.ts'
import { writing, type Writing } from '../write.ts'

/** More takes longer than somebody waits for an answer. */
const MOST_STEPS = 5_000
const MOST_CHARACTERS = 4_000_000
const AT_ONCE = 4

/** What an import does, while it does it: kept at its end to be taken back, whole or not at all. */
export class ImportDeeds {
  #steps: UndoStep[] | undefined
  #characters = 0

  /** `isWhole`: of what another node began, only half is known here. */
  constructor(isWhole: boolean) {
    this.#steps = isWhole ? [] : undefined
  }

  did(step: UndoStep): void {
    this.#characters += 'before' in step ? step.before.length : 0
    this.#steps?.push(step)
    if ((this.#steps?.length ?? 0) > MOST_STEPS || this.#characters > MOST_CHARACTERS) this.#steps = undefined
  }

  /** Until when it can be taken back; null where it cannot. */
  async keep(account: ContactsAccount, importId: string): Promise<Date | null> {
    if (this.#steps === undefined || this.#steps.length === 0) return null
    await account.undo.keep({ steps: this.#steps }, importId)
    return new Date(Date.now() + UNDO_SECONDS * 1000)
  }
}

/** What somebody changed since stays. */
export async function undoImport(
  deps: BookDeps,
  account: ContactsAccount,
  importId: string,
): Promise<{ undone: number; stayed: number }> {
  const { steps } = (await account.undo.take(importId)) ?? { steps: [] }
  const [first] = steps
  if (first === undefined) throw new AppError('contacts/undo-too-late')
  // What was taken back from this person in the meantime is no longer theirs to undo.
  const { via, collection } = await writableAccess(deps, account, parentOf(first.href))
  // Some servers name no version when they store something: only the book knows it.
  if (steps.some((step) => 'etag' in step && step.etag === '')) await syncBook(via, via.indexOf(collection))
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
