import { WorkingHours } from './calendar-hours.ts'
import { integer, nullable, object, string, type Static } from './schema.ts'

/** One letter is to so many at the most, where a body says nothing. */
export const mostRecipients = 500

/** So much one person sends within an hour, where a body says nothing: whoever steals a password gets no further. */
export const usualPace = { messages: 100, recipients: 1000 }

/** What holds for everybody who works for a body; null: as in the product. */
export const WorkRules = object({
  /** Where people change their password: a page of the body's own. */
  passwordPage: nullable(string({ maxLength: 500, pattern: '^https://' })),
  /** Of one message with its files, encoded; never more than the product takes. */
  messageBytes: nullable(integer({ minimum: 1_000_000, maximum: 2_000_000_000 })),
  /** Of one message. */
  recipients: nullable(integer({ minimum: 1, maximum: mostRecipients })),
  /** Of one person within an hour, also by what the calendar writes for them. */
  hourlyMessages: nullable(integer({ minimum: 1, maximum: 10_000 })),
  hourlyRecipients: nullable(integer({ minimum: 1, maximum: 100_000 })),
  /** When everybody works who has said nothing else. */
  hours: nullable(WorkingHours),
  /** Its own day of rest, `MM-DD`. */
  patron: nullable(
    object({
      day: string({ pattern: '^[0-9]{2}-[0-9]{2}$' }),
      name: string({ minLength: 1, maxLength: 100, pattern: '\\S' }),
    }),
  ),
})
export type WorkRules = Static<typeof WorkRules>
