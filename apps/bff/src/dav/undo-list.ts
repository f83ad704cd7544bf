import { randomUUID } from 'node:crypto'

/** One thing that was done to one object. */
export type UndoStep =
  /** It was made: undone by deleting it, as long as it is that version. */
  | { kind: 'created'; href: string; etag: string }
  | { kind: 'changed'; href: string; etag: string; before: string }
  | { kind: 'removed'; href: string; before: string }
  | { kind: 'moved'; href: string; etag: string; from: string }

/** What was done, step by step, and whatever the area has to take back with it. */
interface Steps {
  steps: UndoStep[]
}

const KEPT_MS = 10 * 60_000
const MOST_KEPT = 50
const MOST_CHARACTERS = 4_000_000

/** What a person did last, for some minutes, in memory alone. */
export class UndoList<Undoable extends Steps> {
  readonly #kept = new Map<string, Undoable & { at: number; characters: number }>()

  keep(undoable: Undoable): string {
    const token = randomUUID()
    const characters = undoable.steps.reduce(
      (sum, step) => sum + ('before' in step ? step.before.length : 0),
      0,
    )
    this.#kept.set(token, { ...undoable, at: Date.now(), characters })
    let sum = Array.from(this.#kept.values(), (kept) => kept.characters).reduce((a, b) => a + b, 0)
    for (const [oldest, kept] of this.#kept) {
      const fits = this.#kept.size <= MOST_KEPT && sum <= MOST_CHARACTERS && !isOver(kept.at)
      if (fits || oldest === token) break
      this.#kept.delete(oldest)
      sum -= kept.characters
    }
    return token
  }

  /** Once: what was undone cannot be undone again. */
  take(token: string): Undoable | undefined {
    const found = this.#kept.get(token)
    this.#kept.delete(token)
    return found === undefined || isOver(found.at) ? undefined : found
  }
}

function isOver(at: number): boolean {
  return Date.now() - at > KEPT_MS
}
