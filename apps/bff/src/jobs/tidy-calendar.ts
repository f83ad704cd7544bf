import { deleteOldImports } from '../db/file-imports.ts'
import { deleteOldMailClaims } from '../db/calendar-mail.ts'
import type { Db } from '../db/open.ts'
import { deleteOldReminderStates } from '../db/reminder-states.ts'
import { deleteOldUndoables } from '../db/undoables.ts'
import { UNDO_SECONDS } from '../dav/undo-list.ts'
import type { Job } from './jobs.ts'

/** A file is kept for what could not be stored of it, a claim for as long as a mail could be sent twice. */
export const IMPORT_DAYS = 7
const CLAIM_DAYS = 14
const REMINDER_DAYS = 62

export function tidyCalendarJob(db: Db): Job {
  return {
    name: 'tidy-calendar',
    everySeconds: 3600,
    run: async () => {
      await deleteOldImports(db, IMPORT_DAYS)
      await deleteOldMailClaims(db, CLAIM_DAYS)
      await deleteOldReminderStates(db, REMINDER_DAYS)
      await deleteOldUndoables(db, UNDO_SECONDS)
    },
  }
}
