import type { CheckDeps } from '../checks/run.ts'
import { runDueChecks } from '../checks/run-due.ts'
import type { Job } from './jobs.ts'

/** A turn takes a minute at the most; with one every ten minutes 200 bodies come round in nine hours. */
const A_TURN = 4

export function checksJob(deps: CheckDeps, everySeconds: number): Job {
  return {
    name: 'checks',
    everySeconds,
    run: async () => {
      await runDueChecks(deps, { most: A_TURN })
    },
  }
}
