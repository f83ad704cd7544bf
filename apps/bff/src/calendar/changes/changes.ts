import { randomUUID } from 'node:crypto'
import type { CalendarId, Done, EventChange, EventFields, EventRef, Scope } from '@staffetta/contract'
import { getObject, memberHref } from '@staffetta/dav'
import {
  applyChange,
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
import { changeOf, eventFieldNames, fieldsOf } from '../events/fields.ts'
import { reserve, withResources } from '../resources/booking.ts'
import { checkEditable, isOwn, openEvent, type OpenEvent } from '../events/open-event.ts'
import { eventRefOf, hrefOfCalendar } from '../account/refs.ts'
import { writableAccess } from '../calendars/access.ts'
import type { UndoStep } from '../../dav/undo-list.ts'
import { conflictsWith } from '../../dav/versions.ts'
import { deleteStored, storeNew, storeOver } from '../events/write.ts'
import { checkNotTheirs, done, meant, objectOf, refused, twice, valid } from './editing.ts'

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
    return {
      ref: eventRefOf(href),
      undo: await account.undo.keep({ steps: [known], submissions: [], told: {} }),
    }
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
