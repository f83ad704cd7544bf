import type { Task } from '@staffetta/contract'
import { createStore } from '../app/store.ts'
import { keyOf } from './tasks-shown.ts'

/** Something done that the server has not yet shown back: what stood there, and what stands there now. */
export interface Change {
  id: string
  before: Task[]
  after: Task[]
}

/** What waits for the server. Lists see what was fetched through it, so that no answer in between undoes a hand's move. */
export const pending = createStore<{ changes: Change[] }>({ changes: [] })

/** Made here and not yet known to the server: it has a UID, and no name there. */
const savingPrefix = 'saving.'
export const savingRef = (uid: string): string => savingPrefix + uid
export const uidOfSaving = (ref: string): string | null =>
  ref.startsWith(savingPrefix) ? ref.slice(savingPrefix.length) : null

/** What stands after the changes. Applying one whose result is there already changes nothing. */
export function applyChanges(tasks: Task[], changes: readonly Change[]): Task[] {
  return changes.reduce((shown, { before, after }) => {
    const touched = new Set([...before, ...after].map(keyOf))
    const others = shown.filter((one) => !touched.has(keyOf(one)))
    const known = new Set(others.map(({ uid }) => uid))
    return [...others, ...after.filter(({ ref, uid }) => uidOfSaving(ref) === null || !known.has(uid))]
  }, tasks)
}

export function inverseOf({ id, before, after }: Change): Change {
  return { id: `${id}-undone`, before: after, after: before }
}
