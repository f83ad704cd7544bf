import type { Config } from '../config.ts'
import type { Db } from '../db/open.ts'
import { anchorRegister } from '../register/anchor.ts'
import { purgeRegister } from '../register/purge.ts'
import type { Job } from './jobs.ts'

/** What came since the last signature could be cut off the end without a trace: it is signed for often. */
export function registerJob(db: Db, { key, registerMonths }: Config): Job {
  return {
    name: 'register',
    everySeconds: 600,
    run: async () => {
      await purgeRegister(db, registerMonths)
      await anchorRegister(db, key)
    },
  }
}
