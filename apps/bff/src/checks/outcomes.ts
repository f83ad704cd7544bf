import { checkIds, type CheckOutcome } from '@staffetta/contract'

/** As people read them: by check, and then by what it was looked at. */
export function sortOutcomes(outcomes: CheckOutcome[]): CheckOutcome[] {
  return outcomes.toSorted(
    (a, b) => checkIds.indexOf(a.check) - checkIds.indexOf(b.check) || a.subject.localeCompare(b.subject),
  )
}
