import type { Collection } from '@staffetta/dav'
import {
  type CalendarChoice,
  deleteCalendarChoice,
  listCalendarChoices,
  putCalendarChoice,
} from '../../db/calendar-choices.ts'
import type { Db } from '../../db/open.ts'
import type { CalendarAccount, Lent } from '../account/calendar-account.ts'

/** What was chosen on another node is seen after this. */
const FRESH_MS = 10_000

/** What the person chose: which calendars are shown, which takes new events. */
export async function choicesOf(db: Db, account: CalendarAccount): Promise<CalendarChoice[]> {
  const known = account.choices
  if (known !== undefined && Date.now() - known.at < FRESH_MS) return known.rows
  const rows = await listCalendarChoices(db, account.account.accountId)
  account.choices = { rows, at: Date.now() }
  return rows
}

export async function choose(
  db: Db,
  account: CalendarAccount,
  href: string,
  choice: Partial<Omit<CalendarChoice, 'href'>>,
): Promise<void> {
  await putCalendarChoice(db, account.account, href, choice)
  account.choices = undefined
}

export async function forgetChoice(db: Db, account: CalendarAccount, href: string): Promise<void> {
  await deleteCalendarChoice(db, account.account.accountId, href)
  account.choices = undefined
}

export function isShown(choices: readonly CalendarChoice[], { href }: Collection): boolean {
  return choices.find((choice) => choice.href === href)?.shown ?? true
}

/** Taken from the list, whatever it is shared for. */
export function isRemoved(choices: readonly CalendarChoice[], { href }: Collection): boolean {
  return choices.some((choice) => choice.removed && choice.href === href)
}

/** Of a colleague's calendar that everyone may see, nothing is shown until one wants it. */
export function isLentShown(
  choices: readonly CalendarChoice[],
  { collection, everyone }: Pick<Lent, 'collection' | 'everyone'>,
): boolean {
  const choice = choices.find(({ href }) => href === collection.href)
  return choice?.shown ?? !everyone
}
