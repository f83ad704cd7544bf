import type { DueReminder } from '@staffetta/contract'
import type { Db } from '../../db/open.ts'
import { listReminderStates, putReminderStates } from '../../db/reminder-states.ts'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import { coverSpan } from '../account/cover-span.ts'
import { isHidden, occurrenceOf, placeOf } from '../events/events.ts'
import type { Entry } from '../index/entry.ts'
import { lookAtOwn, lookAtTasks } from '../events/look.ts'
import type { ServiceCalendars } from '../account/service-calendars.ts'
import type { Access } from '../calendars/access.ts'
import { checkZone } from '../index/zones.ts'
import { type Due, duesOf } from './due.ts'
import { taskDuesOf } from './task-standing.ts'

const dayMs = 86_400_000
/** What was missed is told for a day; what was put off, for as long as one can put it off. */
const MISSED_MS = dayMs
const PUT_OFF_DAYS = 31
const MOST = 200

/** Where what reminds lies. */
interface Standing {
  href: string
  entry: Entry
  access: Access
  task: boolean
}

/** What is due until then, in the calendars that are shown and that one keeps oneself. */
export async function listReminders(
  deps: { db: Db; services: ServiceCalendars },
  account: CalendarAccount,
  { minutes, zone }: { minutes: number; zone: string },
): Promise<{ reminders: DueReminder[] }> {
  checkZone(zone)
  const now = Date.now()
  const to = now + minutes * 60_000
  const asked = { from: now - PUT_OFF_DAYS * dayMs, to, zone, by: 'screen' } as const
  const [looked, lists, states] = await Promise.all([
    lookAtOwn(deps.db, account, { from: now, to: now + dayMs }),
    lookAtTasks(deps, account),
    listReminderStates(deps.db, account.account),
  ])
  const reminders: (DueReminder & { at: number })[] = []
  const near = { from: now - dayMs, to: now + 7 * dayMs }
  for (const { index, access } of looked) {
    if (!access.write) continue
    // Somebody may have looked at another year: series are expanded for this one again.
    await coverSpan(account, index, near)
    for (const [href, entry] of index.entries) {
      for (const due of duesOf(entry, asked)) add(due, { href, entry, access, task: false })
    }
  }
  for (const { index, access } of lists) {
    // What colleagues lend is theirs to be reminded of.
    if (!access.write || access.lent !== null) continue
    for (const { due, href, entry } of taskDuesOf(index.entries, asked))
      add(due, { href, entry, access, task: true })
  }
  return {
    reminders: reminders
      .toSorted((one, other) => one.at - other.at)
      .slice(-MOST)
      .map(({ at: _at, ...reminder }) => reminder),
  }

  function add(due: Due, { href, entry, access, task }: Standing): void {
    const state = states.get(due.key)
    const at = state?.getTime() ?? due.at
    if (state === null || at >= to || (state === undefined && at < now - MISSED_MS)) return
    if (isHidden(due.facts, access.sight)) return
    const what = { entry, appearance: due.appearance }
    const occurrence = occurrenceOf(placeOf(href), what, { zone, sight: access.sight })
    reminders.push({ key: due.key, dueAt: new Date(at).toISOString(), occurrence, task, at })
  }
}

/** Away for good, or off until then; every tab of the person is told. */
export async function putOffReminders(
  db: Db,
  account: CalendarAccount,
  { keys, again }: { keys: string[]; again: string | null },
): Promise<void> {
  const until = again === null ? null : new Date(again)
  if (until !== null && !(until.getTime() < Date.now() + PUT_OFF_DAYS * dayMs))
    throw new AppError('request/invalid', { field: 'again' })
  await putReminderStates(db, account.account, keys, until)
  account.publish([{ type: 'calendar.reminders-changed', keys, again }])
}
