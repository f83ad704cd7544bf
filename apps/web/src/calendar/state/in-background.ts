import { tellFailure } from '../../app/errors.tsx'

/** For what nobody waits for: a failure is told, what was shown is true again. */
export function inBackground(work: Promise<unknown>): void {
  work.catch((error: unknown) => tellFailure(error))
}
