import { type Change, createPending } from '../../calendar/state/pending.ts'
import { type Contact, isSaving } from './contact.ts'

/** What was done to contacts and waits for the server. */
export const pending = createPending<Contact>()

/** What stands after the changes. Applying one whose result is there already changes nothing. */
export function applyChanges(
  contacts: readonly Contact[],
  changes: readonly Change<Contact>[],
): readonly Contact[] {
  return changes.reduce((shown, { before, after }) => {
    const touched = new Set([...before, ...after].map(({ ref }) => ref))
    const others = shown.filter(({ ref }) => !touched.has(ref))
    const known = new Set(others.map(({ uid }) => uid))
    return [...others, ...after.filter(({ ref, uid }) => !isSaving(ref) || !known.has(uid))]
  }, contacts)
}
