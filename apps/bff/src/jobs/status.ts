import type { Db } from '../db/open.ts'
import { lookAtAll } from '../status/round.ts'
import type { Job } from './jobs.ts'

/** Whether the services of all bodies work. */
export function statusJob(db: Db, everySeconds: number): Job {
  return { name: 'status', everySeconds, run: () => lookAtAll({ db }) }
}
