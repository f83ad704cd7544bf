import { randomUUID } from 'node:crypto'
import type { CalendarColour, CalendarId } from '@staffetta/contract'
import { type Collection, createCollection, type DavAccount, isWritable } from '@staffetta/dav'
import type { CalendarChoice } from '../../db/calendar-choices.ts'
import type { Db } from '../../db/open.ts'
import { AppError } from '../../http/app-error.ts'
import { readPreferences } from '../../settings/preferences.ts'
import type { CalendarAccount, Lent } from '../account/calendar-account.ts'
import { choicesOf, isLentShown, isRemoved, isShown } from './choices.ts'
import { isShared, nameOfCollection } from '../../dav/collection-facts.ts'
import { hexOf } from '../../dav/colours.ts'
import { told } from '../account/dav-errors.ts'
import { calendarIdOf } from '../account/refs.ts'
import type { ServiceCalendars } from '../account/service-calendars.ts'
import { lentTo } from '../../dav/lent.ts'

/** First calendars on their way. */
const making = new WeakMap<CalendarAccount, Promise<Collection[]>>()
/** What the first calendar of somebody who has none is called. */
const firstNames = { it: 'Personale', en: 'Personal' } as const

/** The account's calendars that hold events and are shown. */
export async function shownCalendars(db: Db, account: CalendarAccount): Promise<Collection[]> {
  const { collections } = await account.collections()
  const choices = await choicesOf(db, account)
  return collections.filter((one) => holdsEvents(one) && isShown(choices, one) && !isRemoved(choices, one))
}

/** Those one is lent that hold events and are shown: of what is shared with everyone only what one asked to see. */
export async function shownLent(
  deps: { db: Db; services: ServiceCalendars },
  account: CalendarAccount,
): Promise<Lent[]> {
  const lent = await lentTo(deps, account)
  if (lent.length === 0) return []
  const choices = await choicesOf(deps.db, account)
  return lent.filter(
    (one) => holdsEvents(one.collection) && isLentShown(choices, one) && !isRemoved(choices, one.collection),
  )
}

/** Every calendar that holds tasks; of what is shared with everyone only what one asked to see. */
export async function taskLists(
  deps: { db: Db; services: ServiceCalendars },
  account: CalendarAccount,
): Promise<{ own: Collection[]; lent: Lent[] }> {
  const { collections } = await account.collections()
  const [lent, choices] = await Promise.all([lentTo(deps, account), choicesOf(deps.db, account)])
  const isList = (one: Collection) => holds(one, 'VTODO') && !isRemoved(choices, one)
  return {
    own: collections.filter(isList),
    lent: lent.filter((one) => isList(one.collection) && (!one.everyone || isLentShown(choices, one))),
  }
}

/** One's own that hold events, shown or not: what lies in them takes one's time, apart from what is set to take none. */
export async function ownTimeCalendars(account: CalendarAccount): Promise<Collection[]> {
  const { collections } = await account.collections()
  const own = await account.discovered()
  return collections.filter((one) => holdsEvents(one) && !isShared(one, own) && !one.transparent)
}

/** Those one may write events to, the default first. */
export async function writableCalendars(db: Db, account: CalendarAccount): Promise<Collection[]> {
  const listed = await withOneAtLeast(db, account)
  const chosen = defaultOf(listed, await choicesOf(db, account), await account.discovered())
  return listed
    .filter((one) => holdsEvents(one) && isWritable(one))
    .toSorted((a, b) => Number(b.href === chosen) - Number(a.href === chosen) || byOrder(a, b))
}

export async function createCalendar(
  account: CalendarAccount,
  wanted: { name: string; colour: CalendarColour; description: string; holds?: 'events' | 'tasks' },
): Promise<{ calendarId: CalendarId }> {
  const { calendarHomes } = await account.discovered()
  const [home] = calendarHomes
  if (home === undefined) throw new AppError('calendar/not-permitted')
  const { collection } = await told(
    'collection',
    createCollection(
      account.dav,
      home,
      {
        kind: 'calendar',
        name: randomUUID(),
        displayName: wanted.name,
        colour: hexOf(wanted.colour),
        ...(wanted.holds !== undefined && { components: [wanted.holds === 'tasks' ? 'VTODO' : 'VEVENT'] }),
        ...(wanted.description !== '' && { description: wanted.description }),
      },
      account.patience(),
    ),
  )
  await account.seenAnew()
  return { calendarId: calendarIdOf(collection.href) }
}

/** The calendars, also of somebody who never opened theirs. */
export async function withOneAtLeast(db: Db, account: CalendarAccount): Promise<Collection[]> {
  const { collections, failure } = await account.collections()
  if (collections.some(holdsEvents) || failure !== null) return collections
  // An invitation and the list of calendars may ask at the same time.
  const made = making.get(account) ?? withFirstCalendar(db, account).finally(() => making.delete(account))
  making.set(account, made)
  return made
}

/** Somebody without any calendar gets one, in their language. */
async function withFirstCalendar(db: Db, account: CalendarAccount): Promise<Collection[]> {
  const { language } = await readPreferences(db, account.account)
  try {
    await createCalendar(account, { name: firstNames[language ?? 'it'], colour: 'petrolio', description: '' })
  } catch (error) {
    // Somebody else keeps the calendars here: then there are none, and the list says so.
    if (!(error instanceof AppError)) throw error
  }
  return (await account.collections()).collections
}

export function holdsEvents(collection: Collection): boolean {
  return holds(collection, 'VEVENT')
}

export function holds({ components }: Collection, component: string): boolean {
  return components === undefined || components.includes(component)
}

/** The one chosen; else the first of one's own that can be written to. */
export function defaultOf(
  collections: Collection[],
  choices: CalendarChoice[],
  own: DavAccount,
): string | undefined {
  const usable = collections.filter((one) => holdsEvents(one) && isWritable(one))
  const chosen = usable.find(({ href }) => choices.some((choice) => choice.isDefault && choice.href === href))
  const mine = usable.filter((one) => !isShared(one, own)).toSorted(byOrder)
  return (chosen ?? mine[0] ?? usable[0])?.href
}

function byOrder(one: Collection, other: Collection): number {
  return (
    (one.order ?? Infinity) - (other.order ?? Infinity) ||
    nameOfCollection(one).localeCompare(nameOfCollection(other), 'it')
  )
}
