import type { Occurrence } from '@staffetta/contract'
import { createStore } from '../../app/store.ts'
import { byStart, keyOf } from '../occurrences/occurrences.ts'

/**
 * Something a person has done that the server has not yet shown back: what stood there, and what stands there now. Either
 * may be empty: what is new was nothing, what is removed is nothing.
 */
export interface Change<Thing = Occurrence> {
  id: string
  before: Thing[]
  after: Thing[]
}

/** What waits for the server. Views see what was fetched through it, so that no answer in between undoes a hand's move. */
export const createPending = <Thing>() => createStore<{ changes: Change<Thing>[] }>({ changes: [] })
export type Pending<Thing> = ReturnType<typeof createPending<Thing>>

export const pending = createPending<Occurrence>()

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
export function inverseOf<Thing>({ id, before, after }: Change<Thing>): Change<Thing> {
  return { id: `${id}-undone`, before: after, after: before }
}
