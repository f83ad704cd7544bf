import type { Task } from '@staffetta/contract'
import { type Change, createPending } from '../calendar/state/pending.ts'
import { keyOf } from './tasks-shown.ts'

export const pending = createPending<Task>()

/** Made here and not yet known to the server: it has a UID, and no name there. */
const savingPrefix = 'saving.'
export const savingRef = (uid: string): string => savingPrefix + uid
export const uidOfSaving = (ref: string): string | null =>
  ref.startsWith(savingPrefix) ? ref.slice(savingPrefix.length) : null

/** What stands after the changes. Applying one whose result is there already changes nothing. */
export function applyChanges(tasks: Task[], changes: readonly Change<Task>[]): Task[] {
  return changes.reduce((shown, { before, after }) => {
    const touched = new Set([...before, ...after].map(keyOf))
    const others = shown.filter((one) => !touched.has(keyOf(one)))
    const known = new Set(others.map(({ uid }) => uid))
    return [...others, ...after.filter(({ ref, uid }) => uidOfSaving(ref) === null || !known.has(uid))]
  }, tasks)
}
