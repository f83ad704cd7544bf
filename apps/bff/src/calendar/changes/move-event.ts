import type { CalendarId, Done, EventRef } from '@staffetta/contract'
import { type DavObject, parentOf } from '@staffetta/dav'
import { AppError } from '../../http/app-error.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import { syncIndex } from '../account/index-sync.ts'
import { eventRefOf, hrefOfCalendar } from '../account/refs.ts'
import type { UndoStep } from '../../dav/undo-list.ts'
import { moveStored as move } from '../../dav/write.ts'
import { type Access, moverOf, writableAccess } from '../calendars/access.ts'
import { checkEditable, openEvent, type OpenEvent } from '../events/open-event.ts'
import { writerOf } from '../events/write.ts'
import { eventsOf } from '../index/entry.ts'
import { checkNotTheirs, done } from './editing.ts'

/** The whole object, untouched, into another calendar: by MOVE, or stored there before it is deleted here. */
export async function moveEvent(
  deps: CalendarDeps,
  account: CalendarAccount,
  ref: EventRef,
  calendarId: CalendarId,
): Promise<Done> {
  const target = await writableAccess(deps, account, hrefOfCalendar(calendarId))
  const event = await openEvent(deps, account, ref, null)
  checkEditable(event)
  checkNotTheirs(event)
  if (event.access.collection.href === target.collection.href)
    return done(deps, account, { ref, steps: [], told: {} })
  if (keepsFiles(event) && !isSameHome(event.access, target)) throw new AppError('calendar/attachments-stay')
  const step = await moveStored({ ...event, uid: event.digest.uid }, target)
  return step === undefined
    ? done(deps, account, { ref: null, steps: [], told: {} })
    : done(deps, account, { ref: eventRefOf(step.href), steps: [step], told: {} })
}

/** The server keeps the files of an event with the calendars of one person: another one could not open them. */
function isSameHome(from: Access, to: Access): boolean {
  return (
    from.collection.owner === to.collection.owner &&
    parentOf(from.collection.href) === parentOf(to.collection.href)
  )
}

function keepsFiles({ digest }: OpenEvent): boolean {
  const { master, overrides } = eventsOf(digest.description)
  return [...(master === undefined ? [] : [master]), ...overrides].some(({ attachments }) =>
    attachments.some(({ managedId }) => managedId !== undefined),
  )
}

/** Moves an object into another calendar; undefined where a server that names things itself does not say where it is now. */
export async function moveStored(
  { href, object, uid, access }: { href: string; object: DavObject; uid: string; access: Access },
  target: Access,
): Promise<Extract<UndoStep, { kind: 'moved' }> | undefined> {
  const way = { from: writerOf(access.via), to: writerOf(target.via), mover: moverOf(access, target).dav }
  const { text, etag } = object
  return move(way, { href, text, etag }, target.collection.href, () => findByUid(target, uid))
}

/** Where a server that names things itself has put it. */
async function findByUid({ via, collection }: Access, uid: string): Promise<string | undefined> {
  const index = via.indexOf(collection)
  const now = Date.now()
  await syncIndex(via, index, { from: now, to: now + 1 })
  return [...index.entries].find(([, entry]) => entry.uid === uid)?.[0]
}
