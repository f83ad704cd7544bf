import type { DueReminder } from '@staffetta/contract'
import type { Db } from '../../db/open.ts'
import { listReminderStates, putReminderStates } from '../../db/reminder-states.ts'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../calendar-account.ts'
import { coverSpan, isHidden, occurrenceOf, placeOf } from '../events.ts'
import { lookAtOwn } from '../look.ts'
import { checkZone } from '../zones.ts'
import { duesOf } from './due.ts'

const dayMs = 86_400_000
/** What was missed is told for a day; what was put off, for as long as one can put it off. */
const MISSED_MS = dayMs
const PUT_OFF_DAYS = 31
const MOST = 200

/** What is due until then, in the calendars that are shown and that one keeps oneself. */
export async function listReminders(
  db: Db,
  account: CalendarAccount,
  { minutes, zone }: { minutes: number; zone: string },
): Promise<{ reminders: DueReminder[] }> {
  checkZone(zone)
  const now = Date.now()
  const to = now + minutes * 60_000
  const [looked, states] = await Promise.all([
    lookAtOwn(db, account, { from: now, to: now + dayMs }),
    listReminderStates(db, account.account),
  ])
  const reminders: (DueReminder & { at: number })[] = []
  const near = { from: now - dayMs, to: now + 7 * dayMs }
  for (const { index, access } of looked) {
    if (!access.write) continue
    // Somebody may have looked at another year: series are expanded for this one again.
    await coverSpan(account, index, near)
    for (const [href, entry] of index.entries) {
      for (const due of duesOf(entry, { from: now - PUT_OFF_DAYS * dayMs, to, zone, by: 'screen' })) {
        const state = states.get(due.key)
        const at = state?.getTime() ?? due.at
        if (state === null || at >= to || (state === undefined && at < now - MISSED_MS)) continue
        if (isHidden(due.facts, access.sight)) continue
        const occurrence = occurrenceOf(
          placeOf(href),
          { entry, appearance: due.appearance },
          { zone, sight: access.sight },
        )
        reminders.push({ key: due.key, dueAt: new Date(at).toISOString(), occurrence, at })
      }
    }
  }
  return {
    reminders: reminders
      .toSorted((one, other) => one.at - other.at)
      .slice(-MOST)
      .map(({ at: _at, ...reminder }) => reminder),
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
