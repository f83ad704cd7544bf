import type { EventRef, Task, TaskDetail } from '@staffetta/contract'
import { type DavObject, getObject } from '@staffetta/dav'
import { type CalendarObject, parse, type TaskData } from '@staffetta/icalendar'
import type { Digest } from '@staffetta/icalendar/worker'
import { AppError } from '../../http/app-error.ts'
import type { Db } from '../../db/open.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import { told } from '../account/dav-errors.ts'
import { versionOf } from '../../dav/versions.ts'
import { windowOf } from '../index/digest-texts.ts'
import { placeOf } from '../events/events.ts'
import { hrefOfCalendar, readEventRef } from '../account/refs.ts'
import type { ServiceCalendars } from '../account/service-calendars.ts'
import { type Access, accessTo } from '../calendars/access.ts'
import { checkZone } from '../index/zones.ts'
import { rowsOf, tasksOf, timesOf, type TaskRow, taskIn } from '../index/task-entry.ts'
import { asTask } from './task-errors.ts'
import { taskFieldNames, taskFieldsOf, type TaskTimes } from './task-fields.ts'
import { isSeen, taskOf } from './tasks.ts'

const dayMs = 86_400_000
const limits = { occurrences: 2_000, ms: 800 }
/** Larger ones are shown and not edited: editing happens on the event loop. */
const MOST_EDITED = 1_000_000

/** One task as the server has it now, read in a thread, with the occurrence that is meant. */
export interface OpenTask {
  href: string
  access: Access
  stored: DavObject
  digest: Digest
  /** What describes the occurrence: its override, else the series. */
  data: TaskData
  times: TaskTimes
  row: TaskRow
}

export async function openTask(
  deps: { db: Db; services: ServiceCalendars },
  account: CalendarAccount,
  ref: EventRef,
  recurrenceId: string | null,
): Promise<OpenTask> {
  return asTask(async () => {
    const { calendarId, href } = readEventRef(ref, account.dav.url)
    const access = await accessTo(deps, account, hrefOfCalendar(calendarId))
    const stored = await told('object', getObject(access.via.dav, href, account.patience()))
    const digest = await digestOf(account, stored.text, recurrenceId)
    const { data, times, row } = occurrenceIn(digest, recurrenceId)
    if (!isSeen(data, access.sight)) throw new AppError('calendar/not-permitted')
    return { href, access, stored, digest, data, times, row }
  })
}

/** The object for editing; it was read in a thread before, within bounds. Throws what keeps one from changing it. */
export function editable({ stored, digest, access }: OpenTask): CalendarObject {
  if (!access.write) throw new AppError('calendar/not-permitted')
  if (stored.text.length > MOST_EDITED || digest.expansion?.reason === 'too-complex')
    throw new AppError('calendar/too-complex')
  const result = parse(stored.text)
  const objects = result.kind === 'unreadable' ? [] : [result.object, ...result.others]
  const object = objects.find(({ kind, uid }) => kind === 'task' && uid === digest.uid)
  if (object === undefined) throw new AppError('calendar/task-unreadable')
  return object
}

export async function getTask(
  deps: { db: Db; services: ServiceCalendars },
  account: CalendarAccount,
  ref: EventRef,
  { recurrenceId, zone }: { recurrenceId?: string; zone: string },
): Promise<TaskDetail> {
  checkZone(zone)
  const open = await openTask(deps, account, ref, recurrenceId ?? null)
  const fields = taskFieldsOf(open.data, open.times)
  const task: Task = taskOf(placeOf(open.href), open.digest.uid, open.row, zone)
  return {
    task,
    etag: versionOf(open.stored.etag ?? '', fields, taskFieldNames),
    fields,
    can: { change: open.access.write },
    problems: open.digest.problems.length,
  }
}

function occurrenceIn(
  digest: Digest,
  recurrenceId: string | null,
): { data: TaskData; times: TaskTimes; row: TaskRow } {
  const { master, overrides } = tasksOf(digest.description)
  const rows = rowsOf(digest)
  if (recurrenceId === null) {
    const data = master ?? overrides[0]
    const row = rows.find((one) => one.recurrenceId === null) ?? rows[0]
    if (data === undefined || row === undefined) throw new AppError('calendar/task-gone')
    return { data, row, times: { due: row.due, start: row.start } }
  }
  const own = overrides.find((data) => data.recurrenceId === recurrenceId)
  const base = own ?? master
  const occurrence = digest.expansion?.occurrences.find((one) => one.recurrenceId === recurrenceId)
  if (base === undefined || occurrence === undefined) throw new AppError('calendar/task-gone')
  // An exception has no rule of its own: it is that of its series.
  const data = master?.recurrence === undefined ? base : { ...base, recurrence: master.recurrence }
  const times = timesOf(base, occurrence)
  const known = rows.find((one) => one.recurrenceId === recurrenceId)
  const row = known ?? { ...rowsOf({ ...digest, description: { overrides: [base] } })[0]!, recurrenceId }
  return { data, times, row: { ...row, ...times } }
}

async function digestOf(
  account: CalendarAccount,
  text: string,
  recurrenceId: string | null,
): Promise<Digest> {
  const at = recurrenceId === null ? Date.now() : Date.parse(recurrenceId)
  if (Number.isNaN(at)) throw new AppError('request/invalid', { field: 'recurrenceId' })
  // An occurrence may have been postponed: what is looked for is its name, not its day.
  const window = windowOf({ from: at - 2 * dayMs, to: at + 400 * dayMs })
  const now = new Date().toISOString()
  const outcome = await account.expander.digestOne(text, { window, limits, now })
  if (outcome.kind === 'too-complex') throw new AppError('calendar/too-complex')
  const digest = taskIn(outcome)
  if (digest === undefined) throw new AppError('calendar/task-unreadable')
  return digest
}
