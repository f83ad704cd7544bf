import { type Recurrence, weekly } from '@staffetta/contract'

/** For tests: every week, but for what is named. */
export const aRule = (rule: Partial<Recurrence>): Recurrence => ({ ...weekly, ...rule })
