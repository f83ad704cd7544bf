import type { Day } from '../clock/days.ts'
import type { Sentence } from './recurrence-form.ts'

/** What each piece of the sentence of a rule is given. */
export interface SentenceProps {
  sentence: Sentence
  start: Day
  onChange: (sentence: Sentence) => void
}
