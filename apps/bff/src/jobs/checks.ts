import type { CheckDeps } from '../checks/run.ts'
import { runDueChecks } from '../checks/run-due.ts'
import { tellWorse } from '../enrolment/check-letters.ts'
import type { Notices } from '../enrolment/notices.ts'
import type { Job } from './jobs.ts'

/** A turn takes a minute at the most; with one every ten minutes 200 bodies come round in nine hours. */
const A_TURN = 4

/** Who administers a body hears of what became worse since the last look. */
export function checksJob(deps: CheckDeps, everySeconds: number, notices: Notices): Job {
  return {
    name: 'checks',
    everySeconds,
    run: async () => {
      const looked = await runDueChecks(deps, { most: A_TURN })
      const place = await notices.placeOf()
      if (place === null) return
      for (const { tenant, worse } of looked) await tellWorse(deps.db, tenant, worse, place)
    },
  }
}
