import { checkIds, type CheckOutcome, type CheckState } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'

export function keyOf({ check, subject }: Pick<CheckOutcome, 'check' | 'subject'>): string {
  return `${check} ${subject}`
}

const ranks: Record<CheckState, number> = { error: 0, attention: 1, ok: 2, 'not-applicable': 3 }

/** What is to be mended first, and then as people read them. */
export function worstFirst(outcomes: CheckOutcome[]): CheckOutcome[] {
  return outcomes.toSorted(
    (a, b) =>
      ranks[a.state] - ranks[b.state] ||
      checkIds.indexOf(a.check) - checkIds.indexOf(b.check) ||
      a.subject.localeCompare(b.subject),
  )
}

function countOf(outcomes: CheckOutcome[], state: CheckState): number {
  return outcomes.filter((outcome) => outcome.state === state).length
}

/** "12 superate, 1 attenzione, 1 errore": what there is none of is left out. */
export function summaryOf(outcomes: CheckOutcome[], t: Translate): string {
  return (['ok', 'attention', 'error'] as const)
    .map((state) => ({ state, count: countOf(outcomes, state) }))
    .filter(({ state, count }) => count > 0 || state === 'ok')
    .map(({ state, count }) => t(`checks.report.summary.${state}`, { count }))
    .join(', ')
}
