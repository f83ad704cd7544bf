import type { Recurrence } from '@staffetta/contract'

/** For tests: every week, but for what is named. */
export const aRule = (rule: Partial<Recurrence>): Recurrence => ({
  kind: 'rule',
  frequency: 'weekly',
  interval: 1,
  weekdays: [],
  monthDays: [],
  months: [],
  positions: [],
  end: { kind: 'never' },
  weekStart: 'MO',
  ...rule,
})
