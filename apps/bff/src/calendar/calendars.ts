import { randomUUID } from 'node:crypto'
import type { Calendar, CalendarColour, CalendarId } from '@staffetta/contract'
import {
  type Collection,
  createCollection,
  type DavAccount,
  deleteCollection,
  isWritable,
  nameOf,
  updateCollection,
} from '@staffetta/dav'
import type { CalendarChoice } from '../db/calendar-choices.ts'
import type { Db } from '../db/open.ts'
import { AppError } from '../http/app-error.ts'
import { readPreferences } from '../settings/preferences.ts'
import type { CalendarAccount } from './calendar-account.ts'
import { choicesOf, choose, forgetChoice, isShown } from './choices.ts'
import { colourFor, hexOf, nearestColour } from './colours.ts'
import { told } from './dav-errors.ts'
import { calendarIdOf, eventRefOf, hrefOfCalendar } from './refs.ts'

const MOST_PROBLEMS = 50
/** First calendars on their way. */
const making = new WeakMap<CalendarAccount, Promise<Collection[]>>()
/** What the first calendar of somebody who has none is called. */
const firstNames = { it: 'Personale', en: 'Personal' } as const

export async function listCalendars(
  db: Db,
  account: CalendarAccount,
): Promise<{ calendars: Calendar[]; canCreate: boolean }> {
  const { failure, at } = await account.collections()
  const own = await account.discovered()
  const listed = await withOneAtLeast(db, account)
  const choices = await choicesOf(db, account)
  const chosen = defaultOf(listed, choices, own)
  const calendars = listed.toSorted(byOrder).map((collection): Calendar => {
    const index = account.indexes.get(collection.href)
    const error = failure?.code ?? index?.error ?? null
    const since = index?.syncedAt === 0 || index === undefined ? at : index.syncedAt
    const problems = problemsOf(index?.entries ?? new Map())
    return {
      id: calendarIdOf(collection.href),
      name: nameOfCalendar(collection),
      colour: nearestColour(collection.colour) ?? colourFor(collection.href),
      description: collection.description ?? '',
      kind: isShared(collection, own) ? 'shared' : 'own',
      owner: isShared(collection, own) ? ownerOf(collection) : null,
      isDefault: collection.href === chosen,
      shown: isShown(choices, collection),
      holds: { events: holdsEvents(collection), tasks: holds(collection, 'VTODO') },
      can: rightsOn(collection, own),
      state: error !== null ? 'failed' : index !== undefined && index.progress !== null ? 'syncing' : 'ready',
      progress: error === null ? (index?.progress ?? null) : null,
      error,
      staleSince: error === null ? null : new Date(since).toISOString(),
      ...(problems.length > 0 && { problems }),
    }
  })
  return { calendars, canCreate: own.calendarHomes.length > 0 }
}

/** The account's calendars that hold events and are shown. */
export async function shownCalendars(db: Db, account: CalendarAccount): Promise<Collection[]> {
  const { collections } = await account.collections()
  const choices = await choicesOf(db, account)
  return collections.filter((collection) => holdsEvents(collection) && isShown(choices, collection))
}

/** Every calendar that holds tasks. */
export async function taskLists(account: CalendarAccount): Promise<Collection[]> {
  return (await account.collections()).collections.filter((one) => holds(one, 'VTODO'))
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
    'calendar',
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
  await seenAnew(account)
  return { calendarId: calendarIdOf(collection.href) }
}

export async function updateCalendar(
  db: Db,
  account: CalendarAccount,
  id: CalendarId,
  change: {
    name?: string
    colour?: CalendarColour
    description?: string
    shown?: boolean
    isDefault?: boolean
  },
): Promise<void> {
  const collection = await account.collection(hrefOfCalendar(id))
  const { name, colour, description, shown, isDefault } = change
  const settings = {
    ...(name !== undefined && { displayName: name }),
    ...(colour !== undefined && { colour: hexOf(colour) }),
    ...(description !== undefined && { description }),
  }
  if (Object.keys(settings).length > 0) {
    const signal = account.patience()
    const outcome = await told(
      'calendar',
      updateCollection(account.dav, collection.href, settings, { kind: 'calendar', signal }),
    )
    const refused = Object.values(outcome.settings).filter((result) => result?.kind === 'refused')
    if (refused.length > 0) throw new AppError('calendar/not-permitted')
  }
  const choice = { ...(shown !== undefined && { shown }), ...(isDefault !== undefined && { isDefault }) }
  if (Object.keys(choice).length > 0) await choose(db, account, collection.href, choice)
  await seenAnew(account)
}

export async function deleteCalendar(db: Db, account: CalendarAccount, id: CalendarId): Promise<void> {
  const collection = await account.collection(hrefOfCalendar(id))
  if (!rightsOn(collection, await account.discovered()).remove) throw new AppError('calendar/not-permitted')
  await told('calendar', deleteCollection(account.dav, collection.href, account.patience()))
  await forgetChoice(db, account, collection.href)
  await seenAnew(account)
}

/** The list as it is now, and a word to every tab. */
async function seenAnew(account: CalendarAccount): Promise<void> {
  await account.collections(-1)
  account.publish([{ type: 'calendar.calendars-changed' }])
}

/** The calendars, also of somebody who never opened theirs. */
async function withOneAtLeast(db: Db, account: CalendarAccount): Promise<Collection[]> {
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

export function rightsOn(collection: Collection, own: DavAccount): Calendar['can'] {
  const { privileges } = collection
  const has = (...names: string[]) =>
    privileges === undefined || privileges.some((privilege) => names.includes(privilege))
  const mine = !isShared(collection, own)
  return {
    write: isWritable(collection),
    rename: mine && has('D:all', 'D:write', 'D:write-properties'),
    remove: mine && has('D:all', 'D:write', 'D:unbind'),
  }
}

export function isShared({ shared, owner }: Collection, { principal }: DavAccount): boolean {
  if (shared === 'with-me') return true
  return owner !== undefined && principal !== undefined && plain(owner) !== plain(principal)
}

function plain(href: string): string {
  return href.replace(/\/$/, '')
}

function ownerOf({ owner }: Collection): string | null {
  return owner === undefined ? null : nameOf(owner)
}

function nameOfCalendar({ displayName, href }: Collection): string {
  return displayName?.trim() || nameOf(href)
}

function holdsEvents(collection: Collection): boolean {
  return holds(collection, 'VEVENT')
}

function holds({ components }: Collection, component: string): boolean {
  return components === undefined || components.includes(component)
}

/** The one chosen; else the first of one's own that can be written to. */
function defaultOf(
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
    nameOfCalendar(one).localeCompare(nameOfCalendar(other), 'it')
  )
}

function problemsOf(
  entries: ReadonlyMap<string, { problem: string | null }>,
): NonNullable<Calendar['problems']> {
  const problems: NonNullable<Calendar['problems']> = []
  for (const [href, { problem }] of entries) {
    if (problem === null) continue
    problems.push({
      ref: eventRefOf(href),
      code: problem === 'too-complex' ? 'calendar/too-complex' : 'calendar/event-unreadable',
    })
    if (problems.length >= MOST_PROBLEMS) break
  }
  return problems
}
