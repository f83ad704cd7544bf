import type { Occurrence } from '@staffetta/contract'
import { byStart, keyOf } from '../occurrences/occurrences.ts'
import type { Change } from './pending.ts'

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
