import type { Occurrence } from '@staffetta/contract'
import { createStore } from '../app/store.ts'
import { byStart, keyOf } from './occurrences.ts'

/**
 * Something a person has done that the server has not yet shown back: what stood there, and what stands there now. Either
 * may be empty: what is new was nothing, what is removed is nothing.
 */
export interface Change {
  id: string
  before: Occurrence[]
  after: Occurrence[]
}

/** What waits for the server. Views see the fetched occurrences through it, so that no answer in between undoes a hand's move. */
export const pending = createStore<{ changes: Change[] }>({ changes: [] })

/** What stands after the changes. Applying one whose result is there already changes nothing. */
export function applyChanges(occurrences: Occurrence[], changes: readonly Change[]): Occurrence[] {
  if (changes.length === 0) return occurrences
  let shown = occurrences
  for (const { before, after } of changes) {
    const touched = new Set([...before, ...after].map(keyOf))
    shown = [...shown.filter((one) => !touched.has(keyOf(one))), ...after]
  }
  return shown.toSorted(byStart)
}

/** What takes a change back. */
export function inverseOf({ id, before, after }: Change): Change {
  return { id: `${id}-undone`, before: after, after: before }
}
