import { randomUUID } from 'node:crypto'
import type { CalendarId, Done, EventChange, EventFields, EventRef, Scope } from '@staffetta/contract'
import {
  type DavObject,
  getObject,
  isDavError,
  memberHref,
  moveObject,
  nameOf,
  parentOf,
} from '@staffetta/dav'
import {
  applyChange,
  type CalendarObject,
  type Change,
  type NewAttachment,
  newEvent,
  parse,
  removeOccurrences,
} from '@staffetta/icalendar'
import { AppError } from '../../http/app-error.ts'
import { readPreferences } from '../../settings/preferences.ts'
import { handOver, handOverNew } from '../attachments/hand-over.ts'
import { wantedAttachments } from '../attachments/wanted.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import { told } from '../account/dav-errors.ts'
import { eventsOf } from '../index/entry.ts'
import { changeOf, conflictsWith, eventFieldNames, fieldsOf } from '../events/fields.ts'
import { tellAttendees } from '../scheduling/tell-people.ts'
import { reserve, withResources } from '../resources/booking.ts'
import { checkEditable, isOwn, openEvent, type OpenEvent } from '../events/open-event.ts'
import { eventRefOf, hrefOfCalendar } from '../account/refs.ts'
import { syncIndex } from '../account/index-sync.ts'
import { type Access, moverOf, writableAccess } from '../calendars/access.ts'
import type { Told, UndoStep } from '../account/undo-list.ts'
import { deleteStored, notShown, shown, storeNew, storeOver } from '../events/write.ts'

/** What a guest may change of somebody else's meeting: what is theirs alone. */
const ownFields = new Set<keyof EventChange>(['reminders', 'colour', 'categories', 'transparent', 'class'])

interface Occasion {
  scope: Scope
  recurrenceId: string | null
}

/** The id of the intent is the UID and the name: repeated, the event meets itself. */
export async function createEvent(
  deps: CalendarDeps,
  account: CalendarAccount,
  { id, calendarId, fields }: { id: string; calendarId: CalendarId; fields: EventFields },
): Promise<Done> {
  const access = await writableAccess(deps, account, hrefOfCalendar(calendarId))
  const { via, collection } = access
  const { attachments, files } = await wantedAttachments(
    deps,
    { account, access, stored: { attachments: [] } },
    fields.attachments,
  )
  const change = valid(() => changeOf(fields, {}))
  if (fields.attendees.length > 0) change.organizer = await organizerFor(deps, account)
  else delete change.attendees
  if (change.attendees !== undefined)
    change.attendees = await withResources(deps.db, account, change.attendees)
  change.attachments = attachments
  const now = new Date().toISOString()
  const written = valid(() => newEvent(change, { uid: id, now }))
  const href = memberHref(collection.href, `${id}.ics`)
  const { texts, release } = await reserve(deps, account, { before: [], after: [written.text] })
  const [text] = texts as [string]
  try {
    const bare = await storeNew(via, href, text)
    const stored = await handOverNew(via, { ...bare, text }, { files, now })
    return await done(deps, account, {
      ref: eventRefOf(stored.href),
      steps: [{ kind: 'created', href: stored.href, etag: stored.etag }],
      told: { after: [stored.text] },
    })
  } catch (error) {
    const known = await findRepeated(via, href, id, error).catch(async (failure: unknown) => {
      await release()
      throw failure
    })
    return { ref: eventRefOf(href), undo: account.undo.keep({ steps: [known], submissions: [], told: {} }) }
  }
}

/** The same intent came before, and its event is still there; otherwise the failure stands. */
export async function findRepeated(
  account: CalendarAccount,
  href: string,
  uid: string,
  error: unknown,
): Promise<UndoStep> {
  if (!(error instanceof AppError && ['calendar/conflict', 'calendar/event-refused'].includes(error.code)))
    throw error
  const object = await getObject(account.dav, href, account.patience()).catch(() => {
    throw error
  })
  const result = parse(object.text)
  if (result.kind !== 'read' || result.object.uid !== uid) throw error
  return { kind: 'created', href, etag: object.etag ?? '*' }
}

/** Changes what is named, on what is stored now; fields somebody else changed meanwhile are a conflict, the rest is merged. */
export async function changeEvent(
  deps: CalendarDeps,
  account: CalendarAccount,
  ref: EventRef,
  { scope, recurrenceId, etag, change }: Occasion & { etag: string | null; change: EventChange },
): Promise<Done> {
  const uid = randomUUID()
  return twice(async () => {
    const event = await openEvent(deps, account, ref, recurrenceId)
    checkEditable(event)
    if (!isOwn(event) && Object.keys(change).some((name) => !ownFields.has(name as keyof EventChange)))
      throw new AppError('calendar/not-permitted')
    checkConflict(event, etag, change)
    const fileChange = await fileChangeOf(deps, account, event, change)
    const { access, data, object } = event
    const wanted =
      change.attachments === undefined
        ? undefined
        : await wantedAttachments(deps, { account, access, stored: data }, change.attachments)
    if (wanted !== undefined) fileChange.attachments = wanted.attachments
    const store = (added: NewAttachment[], version: string | undefined) =>
      storeChanged({ ...event, object: { ...object, etag: version } }, withFiles(fileChange, added))
    return handOver(access.via, { ...object, href: event.href }, { files: wanted?.files ?? [], store })
  })

  async function storeChanged(event: OpenEvent, fileChange: Change): Promise<Done | 'outdated'> {
    const edited = valid(() =>
      applyChange(objectOf(event), {
        ...meant(scope, recurrenceId),
        change: fileChange,
        now: new Date().toISOString(),
        uid,
        me: event.me,
      }),
    )
    if (edited.kind === 'refused') throw refused(edited.reason)
    if (edited.kind === 'unchanged') return done(deps, account, { ref, steps: [], told: {} })
    const before = [event.object.text]
    const written = [edited.text, ...(edited.tail === undefined ? [] : [edited.tail.text])]
    const { texts, release } = await reserve(deps, account, { before, after: written })
    const [text, tailText] = texts as [string, string?]
    const steps: UndoStep[] = []
    let changed = ref
    // The second half of a split series first: cut off in between there is too much, never too little.
    if (tailText !== undefined) {
      const href = memberHref(event.access.collection.href, `${uid}.ics`)
      const tail = await storeNew(event.access.via, href, tailText).catch(givenBack(release))
      steps.push({ kind: 'created', ...tail })
      // What was changed goes on under this name.
      changed = eventRefOf(tail.href)
    }
    const result = await storeOver(event.access.via, event.href, text, event.object.etag).catch(
      givenBack(release),
    )
    if (result.kind === 'outdated') {
      await release()
      for (const step of steps)
        if (step.kind === 'created') await deleteStored(event.access.via, step.href, step.etag)
      return 'outdated'
    }
    steps.push({ kind: 'changed', href: event.href, etag: result.etag, before: event.object.text })
    return done(deps, account, { ref: changed, steps, told: { before: event.object.text, after: texts } })
  }
}

function withFiles(change: Change, added: readonly NewAttachment[]): Change {
  return added.length === 0 ? change : { ...change, attachments: [...(change.attachments ?? []), ...added] }
}

export async function removeEvent(
  deps: CalendarDeps,
  account: CalendarAccount,
  ref: EventRef,
  { scope, recurrenceId }: Occasion,
): Promise<Done> {
  return twice(async () => {
    const event = await openEvent(deps, account, ref, recurrenceId)
    checkEditable(event)
    checkNotTheirs(event)
    const before = event.object.text
    const { me } = event
    const left = valid(() =>
      removeOccurrences(objectOf(event), {
        ...meant(scope, recurrenceId),
        now: new Date().toISOString(),
        me,
      }),
    )
    if (left.kind === 'refused') throw refused(left.reason)
    if (left.kind === 'deleted') {
      if ((await deleteStored(event.access.via, event.href, event.object.etag)) === 'outdated')
        return 'outdated'
      await reserve(deps, account, { before: [before], after: [] }).catch(stillBooked)
      const steps: UndoStep[] = [{ kind: 'removed', href: event.href, before }]
      return done(deps, account, { ref: null, steps, told: { before } })
    }
    const result = await storeOver(event.access.via, event.href, left.text, event.object.etag)
    if (result.kind === 'outdated') return 'outdated'
    await reserve(deps, account, { before: [before], after: [left.text] }).catch(stillBooked)
    const steps: UndoStep[] = [{ kind: 'changed', href: event.href, etag: result.etag, before }]
    const one = scope === 'this' && recurrenceId !== null ? { occurrence: recurrenceId } : {}
    return done(deps, account, { ref, steps, told: { before, after: [left.text], ...one } })
  })
}

/** Nobody calls off a meeting for a colleague, or takes it out of their calendar: those who are asked would not be told. */
function checkNotTheirs(event: OpenEvent): void {
  if (event.access.lent !== null && !isOwn(event)) throw new AppError('calendar/not-permitted')
}

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
  { href: from, object, uid, access }: { href: string; object: DavObject; uid: string; access: Access },
  target: Access,
): Promise<Extract<UndoStep, { kind: 'moved' }> | undefined> {
  const { text, etag } = object
  const { dav } = moverOf(access, target)
  const folder = target.collection.href
  const options = () => ({ match: { etag: etag ?? '*' }, signal: access.via.patience() })
  const moved = await told(
    'event',
    moveObject(dav, from, { collection: folder, name: nameOf(from) }, options()).catch(
      async (error: unknown) => {
        // The name is taken over there by something else: another name does as well.
        if (!isDavError(error, 'precondition', 'conflict')) throw error
        return moveObject(dav, from, { collection: folder, name: `${randomUUID()}.ics` }, options())
      },
    ),
  )
  notShown(access.via, from)
  const href = moved.href ?? (await findByUid(target, uid))
  if (href === undefined) return undefined
  await shown(target.via, href, { etag: moved.etag ?? '', text })
  return { kind: 'moved', href, etag: moved.etag ?? '*', from }
}

/** Where a server that names things itself has put it. */
async function findByUid({ via, collection }: Access, uid: string): Promise<string | undefined> {
  const index = via.indexOf(collection)
  const now = Date.now()
  await syncIndex(via, index, { from: now, to: now + 1 })
  return [...index.entries].find(([, entry]) => entry.uid === uid)?.[0]
}

/** Once more on what is stored by now, when somebody was quicker; then it is theirs to look at. */
export async function twice(work: () => Promise<Done | 'outdated'>): Promise<Done> {
  const first = await work()
  if (first !== 'outdated') return first
  const second = await work()
  if (second !== 'outdated') return second
  throw new AppError('calendar/conflict')
}

async function done(
  deps: CalendarDeps,
  account: CalendarAccount,
  { ref, steps, told: said }: { ref: EventRef | null; steps: UndoStep[]; told: Told },
): Promise<Done> {
  const submissions = await tellAttendees(deps, account, said)
  return { ref, undo: account.undo.keep({ steps, submissions, told: said }) }
}

function checkConflict(event: OpenEvent, etag: string | null, change: EventChange): void {
  if (etag === null) return
  const now = { etag: event.object.etag ?? '', fields: fieldsOf(event.data, event), change }
  const fields = conflictsWith(etag, now, eventFieldNames)
  if (fields.length > 0) throw new AppError('calendar/conflict', { fields })
}

async function fileChangeOf(
  deps: CalendarDeps,
  account: CalendarAccount,
  event: OpenEvent,
  change: EventChange,
): Promise<Change> {
  const wanted = valid(() => changeOf(change, { data: event.data, start: event.start }))
  if (change.attendees !== undefined && isOwn(event)) {
    if (change.attendees.length === 0) wanted.organizer = null
    else if (event.data.organizer === undefined) wanted.organizer = await organizerFor(deps, account)
  }
  if (wanted.attendees !== undefined)
    wanted.attendees = await withResources(deps.db, account, wanted.attendees)
  return wanted
}

async function organizerFor(
  { db }: CalendarDeps,
  { account }: CalendarAccount,
): Promise<{ address: string; name: string }> {
  const { displayName } = await readPreferences(db, account)
  return { address: account.address, name: displayName }
}

/** The event was not stored: what was booked for it is given back. */
function givenBack(release: () => Promise<void>): (error: unknown) => Promise<never> {
  return async (error) => {
    await release()
    throw error
  }
}

/** The event is gone already; a room that could not be given back stays on the board, where one can. */
function stillBooked(error: unknown): void {
  if (!(error instanceof AppError)) throw error
}

/** The object of the event for editing. It was read in a thread before, within bounds. */
export function objectOf({ object, digest }: OpenEvent): CalendarObject {
  const result = parse(object.text)
  if (result.kind === 'unreadable') throw new AppError('calendar/event-unreadable')
  const found = [result.object, ...result.others].find(
    ({ kind, uid }) => kind === 'event' && uid === digest.uid,
  )
  if (found === undefined) throw new AppError('calendar/event-unreadable')
  return found
}

function meant(scope: Scope, recurrenceId: string | null): { scope: Scope; occurrence?: string } {
  return { scope, ...(recurrenceId !== null && { occurrence: recurrenceId }) }
}

/** What makes no sense of a request (an end before its start) is the request's fault. */
export function valid<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError)
      throw new AppError('request/invalid', { field: error.message }, { cause: error })
    throw error
  }
}

export function refused(reason: string): AppError {
  if (reason === 'too-complex') return new AppError('calendar/too-complex')
  if (reason === 'no-such-occurrence') return new AppError('calendar/event-gone')
  if (reason === 'needs-occurrence') return new AppError('request/invalid', { field: 'recurrenceId' })
  return new AppError('calendar/not-permitted')
}
