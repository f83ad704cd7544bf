import { boolean, object, oneOf, string, type Static } from './schema.ts'

/** What a body may have a default of its own for, and may lock. */
export const governed = ['language', 'shortcuts', 'notifications', 'collectsWritten'] as const
export const Governed = oneOf(...governed)
export type Governed = Static<typeof Governed>

/** How such a preference is written in a rule. */
export const RuleValue = oneOf('on', 'off', 'it', 'en')
export type RuleValue = Static<typeof RuleValue>

export const ruleValues = {
  language: ['it', 'en'],
  shortcuts: ['on', 'off'],
  notifications: ['on', 'off'],
  collectsWritten: ['on', 'off'],
} as const satisfies Record<Governed, readonly RuleValue[]>

/** A language is chosen in each browser as well, by everybody who reads it: a lock on it would not hold. */
export const lockable: readonly Governed[] = ['shortcuts', 'notifications', 'collectsWritten']

/** What a body decided of a preference: for whoever never chose, or for everybody. */
export const PreferenceRule = object({
  name: Governed,
  value: RuleValue,
  locked: boolean(),
  /** Why, in the words of who decided; said to everybody where it is locked. */
  reason: string({ maxLength: 300 }),
})
export type PreferenceRule = Static<typeof PreferenceRule>
