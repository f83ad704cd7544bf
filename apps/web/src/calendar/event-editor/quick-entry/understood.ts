import type { Locale } from '@staffetta/i18n'
import type { Day } from '../../clock/days.ts'
import type { DaysOfMonth, Frequency } from '../../recurrence/recurrence-form.ts'

/** What a piece of a sentence means. Of each kind the first that is found counts; the others stay in the title. */
export type Understood =
  | { kind: 'repeat'; frequency: Frequency; interval: number; weekdays?: number[]; on?: DaysOfMonth }
  | { kind: 'repeatEnd'; end: { kind: 'until'; until: Day } | { kind: 'count'; count: number } }
  /** Both included; `byWeekday`: the next such weekday, whichever date it has. */
  | { kind: 'days'; from: Day; to: Day; byWeekday?: true }
  | { kind: 'hours'; from: number; to: number | null }
  | { kind: 'length'; minutes: number }
  | { kind: 'lengthDays'; days: number }
  | { kind: 'allDay' }
  | { kind: 'place'; place: string }

export interface Now {
  today: Day
  minute: number
  language: Locale
}

/**
 * A way to say something: where it is found, and what it means there; null where it means nothing after all. The pattern
 * reads folded text, in which what was understood before is blanked out.
 */
export interface Rule {
  pattern: RegExp
  read: (match: Record<string, string | undefined>, now: Now) => Understood | null
}

/** What was understood is no letter and no space: words on both sides of it are not neighbours. */
export const blank = '\u0001'
