import { purgeMailLogs } from '../admin/retention/purge-mail-log.ts'
import { truncateClients } from '../db/mail-log.ts'
import type { Db } from '../db/open.ts'
import type { Job } from './jobs.ts'

/** Of an address that is a day old its network is left: looked at often, so that a day is one. */
export function mailLogClientsJob(db: Db): Job {
  return { name: 'mail-log-clients', everySeconds: 900, run: () => truncateClients(db, new Date()) }
}

export function mailLogJob(db: Db): Job {
  return { name: 'mail-log', everySeconds: 86_400, run: () => purgeMailLogs(db) }
}
