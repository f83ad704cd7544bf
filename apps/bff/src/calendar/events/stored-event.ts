import { type Collection, type DavObject, getObject } from '@staffetta/dav'
import { type CalendarObject, parse } from '@staffetta/icalendar'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { Span } from '../index/calendar-index.ts'
import { isShared, rightsOn } from '../../dav/collection-facts.ts'
import { told } from '../account/dav-errors.ts'
import { eventIn } from '../index/entry.ts'
import { syncIndex } from '../account/index-sync.ts'

/** A first reading of a large calendar takes long; to say that an event is not there, it has to be whole. */
const PATIENCE_MS = 15_000
/** Larger ones are shown and not edited: editing happens on the event loop. */
const MOST_EDITED = 1_000_000

/** One object of a calendar, as the server has it now, to be changed. */
export interface StoredEvent {
  href: string
  stored: DavObject
  object: CalendarObject
}

/**
 * The event of a UID in one's own calendars; in those of others too where `everywhere`, since the copy of a colleague who
 * is asked as well has the same UID and is theirs. Undefined where there is none.
 */
export async function findStored(
  account: CalendarAccount,
  uid: string,
  { around, everywhere }: { around: Span; everywhere: boolean },
): Promise<StoredEvent | undefined> {
  const { collections } = await account.collections()
  const discovered = await account.discovered()
  const own = collections.filter((one) => !isShared(one, discovered))
  const shared = everywhere
    ? collections.filter((one) => isShared(one, discovered) && rightsOn(one, discovered).write)
    : []
  const places = await Promise.all([
    ...own.map((one) => placeIn(account, one, { uid, around, mustAnswer: true })),
    ...shared.map((one) => placeIn(account, one, { uid, around, mustAnswer: false })),
  ])
  const href = places.find((place) => place !== undefined)
  return href === undefined ? undefined : openStored(account, href, uid)
}

/** The event of a UID in this object; undefined where that is gone by now, or another one. */
async function openStored(
  account: CalendarAccount,
  href: string,
  uid: string,
): Promise<StoredEvent | undefined> {
  let stored: DavObject
  try {
    stored = await told('object', getObject(account.dav, href, account.patience()))
  } catch (error) {
    if (error instanceof AppError && error.code === 'calendar/event-gone') return undefined
    throw error
  }
  // In a thread first: what cannot be read within bounds never reaches the event loop.
  const outcome = await account.expander.digestOne(stored.text)
  if (outcome.kind === 'too-complex' || stored.text.length > MOST_EDITED)
    throw new AppError('calendar/too-complex')
  if (eventIn(outcome)?.uid !== uid) return undefined
  const result = parse(stored.text)
  if (result.kind === 'unreadable') return undefined
  const object = [result.object, ...result.others].find((one) => one.kind === 'event' && one.uid === uid)
  return object === undefined ? undefined : { href, stored, object }
}

async function placeIn(
  account: CalendarAccount,
  collection: Collection,
  { uid, around, mustAnswer }: { uid: string; around: Span; mustAnswer: boolean },
): Promise<string | undefined> {
  const index = account.indexOf(collection)
  index.lookedAt = Date.now()
  const late = Symbol('late')
  const ended = await Promise.race([syncIndex(account, index, around), after(PATIENCE_MS).then(() => late)])
  const failed = index.error ?? (ended === late ? 'calendar/server-slow' : null)
  if (failed !== null && mustAnswer) throw new AppError(failed)
  return [...index.entries].find(([, entry]) => entry.uid === uid)?.[0]
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}
