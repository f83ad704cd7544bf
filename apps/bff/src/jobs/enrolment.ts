import { deleteOldDrafts } from '../db/enrolments.ts'
import type { Db } from '../db/open.ts'
import type { Notices } from '../enrolment/notices.ts'
import { activateDue } from '../enrolment/transitions.ts'
import type { Job } from './jobs.ts'

/** A draft nobody touched for so long is thrown away, with whom it names. */
const DRAFT_DAYS = 90

/** Services that begin at their time, and mail to whoever asked. */
export function enrolmentJob(db: Db, notices: Notices): Job {
  return {
    name: 'enrolment',
    everySeconds: 30,
    run: async () => {
      await activateDue(db)
      await notices.run()
    },
  }
}

export function tidyDraftsJob(db: Db): Job {
  return { name: 'tidy-drafts', everySeconds: 3600, run: () => deleteOldDrafts(db, DRAFT_DAYS) }
}
