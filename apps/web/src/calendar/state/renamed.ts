import type { EventRef, Occurrence } from '@staffetta/contract'
import { keyOf } from '../occurrences/occurrences.ts'
import type { Change } from './pending.ts'

type Name = Pick<Occurrence, 'ref' | 'recurrenceId'>

/** What it was called: what it is called since. Only what got another name is here. */
const renamed = new Map<string, Name>()

/** Half a series, what went into another calendar and what was new are called otherwise once they are stored. */
export function rename({ before, after }: Pick<Change, 'before' | 'after'>, ref: EventRef): void {
  after.forEach((one, at) => {
    const name = { ref, recurrenceId: recurrenceIdOf(one, before[at]) }
    // It may be called as it once was: then nothing leads away from it.
    renamed.delete(keyOf(name))
    if (ref !== one.ref) renamed.set(keyOf(one), name)
  })
}

/** What was done is taken back: they are called as they were. */
export function renameBack({ after }: Pick<Change, 'after'>): void {
  for (const one of after) renamed.delete(keyOf(one))
}

/**
 * The occurrence as it is called now. A question or an open card holds one for as long as somebody thinks, and what is done then
 * must not be done to the half of a series it was cut from.
 */
export function asNamed(occurrence: Occurrence): Occurrence {
  const name = renamed.get(keyOf(occurrence))
  return name === undefined ? occurrence : asNamed({ ...occurrence, ...name })
}

/** Where the times of a series changed, each occurrence is known by its new one. */
function recurrenceIdOf({ days, startAt, recurrenceId }: Occurrence, before?: Occurrence): string | null {
  if (recurrenceId === null || startAt === before?.startAt) return recurrenceId
  return days === null ? startAt.replace('.000Z', 'Z') : days.start
}
