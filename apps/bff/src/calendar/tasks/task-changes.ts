import type {
  ChangedTask,
  Done,
  EventRef,
  ScopedTask,
  TaskChange,
  TaskFields,
  TaskName,
  TasksDone,
} from '@staffetta/contract'
import { memberHref } from '@staffetta/dav'
import {
  applyChange,
  type CalendarObject,
  type Change,
  completeTask,
  type EditResult,
  newTask,
  removeOccurrences,
} from '@staffetta/icalendar'
import { AppError } from '../../http/app-error.ts'
import { readPreferences } from '../../settings/preferences.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import { findRepeated } from '../changes/changes.ts'
import { refused, valid } from '../changes/editing.ts'
import { moveStored } from '../changes/move-event.ts'
import { conflictsWith } from '../../dav/versions.ts'
import { eventRefOf, hrefOfCalendar } from '../account/refs.ts'
import { writableAccess } from '../calendars/access.ts'
import type { UndoStep } from '../../dav/undo-list.ts'
import { deleteStored, storeNew, storeOver } from '../events/write.ts'
import { editable, openTask, type OpenTask } from './open-task.ts'
import { asTask } from './task-errors.ts'
import { taskChangeOf, taskFieldNames, taskFieldsOf } from './task-fields.ts'

/** So many at the same time: a server is not asked for two hundred things at once. */
const AT_ONCE = 4

type Steps = UndoStep[] | 'outdated'

/** The id of the intent is the UID and the name: repeated, the task meets itself. */
export async function createTask(
  deps: CalendarDeps,
  account: CalendarAccount,
  { id, calendarId, fields }: { id: string; calendarId: string; fields: TaskFields },
): Promise<Done> {
  return asTask(async () => {
    const { via, collection } = await writableAccess(deps, account, hrefOfCalendar(calendarId))
    const now = new Date().toISOString()
    const change = valid(() => taskChangeOf(fields, { now }))
    if (change.organizer === null) delete change.organizer
    await withOrganizer(deps, account, change)
    const { text } = valid(() => newTask(change, { uid: id, now }))
    const href = memberHref(collection.href, `${id}.ics`)
    try {
      const stored = await storeNew(via, href, text)
      return done(account, eventRefOf(stored.href), [{ kind: 'created', ...stored }])
    } catch (error) {
      return done(account, eventRefOf(href), [await findRepeated(via, href, id, error)])
    }
  })
}

/** Changes what is named; fields somebody else changed meanwhile are a conflict, the rest is merged. */
export async function changeTask(
  deps: CalendarDeps,
  account: CalendarAccount,
  ref: EventRef,
  { etag, ...wanted }: Omit<ChangedTask, 'ref'> & { etag: string },
): Promise<Done> {
  const steps = await change(deps, account, { ref, ...wanted }, etag)
  return done(account, ref, steps)
}

export function changeTasks(
  deps: CalendarDeps,
  account: CalendarAccount,
  tasks: ChangedTask[],
): Promise<TasksDone> {
  return each(account, tasks, (task) => change(deps, account, task, null))
}

export function completeTasks(
  deps: CalendarDeps,
  account: CalendarAccount,
  { tasks, done: isDone }: { tasks: TaskName[]; done: boolean },
): Promise<TasksDone> {
  return each(account, tasks, (task) =>
    edit(deps, account, task, (object, _, { now, me }) =>
      completeTask(object, { done: isDone, now, me, ...occurrence(task) }),
    ),
  )
}

export function removeTasks(
  deps: CalendarDeps,
  account: CalendarAccount,
  tasks: ScopedTask[],
): Promise<TasksDone> {
  return each(account, tasks, (task) =>
    twice(async () => {
      const open = await openTask(deps, account, task.ref, task.recurrenceId)
      const now = new Date().toISOString()
      const left = removeOccurrences(editable(open), {
        scope: task.scope,
        ...occurrence(task),
        now,
        me: await account.me(),
      })
      if (left.kind === 'refused') throw refused(left.reason)
      if (left.kind === 'changed') return replaced(open, left.text)
      const deleted = await deleteStored(open.access.via, open.href, open.stored.etag)
      return deleted === 'outdated'
        ? 'outdated'
        : [{ kind: 'removed', href: open.href, before: open.stored.text }]
    }),
  )
}

export async function moveTasks(
  deps: CalendarDeps,
  account: CalendarAccount,
  { refs, calendarId }: { refs: EventRef[]; calendarId: string },
): Promise<TasksDone> {
  const target = await writableAccess(deps, account, hrefOfCalendar(calendarId))
  const named = refs.map((ref) => ({ ref, recurrenceId: null }))
  return each(account, named, async ({ ref }) => {
    const open = await openTask(deps, account, ref, null)
    editable(open)
    const { href, stored, digest, access } = open
    if (access.collection.href === target.collection.href) return []
    const step = await moveStored({ href, object: stored, uid: digest.uid, access }, target)
    return step === undefined ? [] : [step]
  })
}

function change(
  deps: CalendarDeps,
  account: CalendarAccount,
  { ref, recurrenceId, scope, change: wanted }: ChangedTask,
  etag: string | null,
): Promise<UndoStep[]> {
  const task = { ref, recurrenceId }
  return edit(deps, account, task, async (object, open, { now, me }) => {
    checkConflict(open, etag, wanted)
    const { data, times } = open
    const fileChange = valid(() => taskChangeOf(wanted, { data, now, ...times }))
    if (data.organizer !== undefined) delete fileChange.organizer
    else await withOrganizer(deps, account, fileChange)
    return valid(() =>
      applyChange(object, { scope, ...occurrence(task), change: fileChange, now, uid: object.uid, me }),
    )
  })
}

function checkConflict({ stored, data, times }: OpenTask, etag: string | null, wanted: TaskChange): void {
  if (etag === null) return
  const now = { etag: stored.etag ?? '', fields: taskFieldsOf(data, times), change: wanted }
  const fields = conflictsWith(etag, now, taskFieldNames)
  if (fields.length > 0) throw new AppError('calendar/task-changed', { fields })
}

/** Attendees need an organizer (RFC 5545 §3.8.4.1 asks it of whatever is scheduled): it is who gave the task away. */
async function withOrganizer(
  { db }: CalendarDeps,
  { account }: CalendarAccount,
  wanted: Change,
): Promise<void> {
  if (wanted.attendees === undefined || wanted.attendees.length === 0) return
  const { displayName } = await readPreferences(db, account)
  wanted.organizer = { address: account.address, name: displayName }
}

type Edit = (
  object: CalendarObject,
  open: OpenTask,
  at: { now: string; me: string[] },
) => EditResult | Promise<EditResult>

function edit(
  deps: CalendarDeps,
  account: CalendarAccount,
  { ref, recurrenceId }: TaskName,
  work: Edit,
): Promise<UndoStep[]> {
  return twice(async () => {
    const open = await openTask(deps, account, ref, recurrenceId)
    const at = { now: new Date().toISOString(), me: await account.me() }
    const edited = await work(editable(open), open, at)
    if (edited.kind === 'refused') throw refused(edited.reason)
    return edited.kind === 'unchanged' ? [] : replaced(open, edited.text)
  })
}

async function replaced({ href, stored, access }: OpenTask, text: string): Promise<Steps> {
  const result = await storeOver(access.via, href, text, stored.etag)
  if (result.kind === 'outdated') return 'outdated'
  return [{ kind: 'changed', href, etag: result.etag, before: stored.text }]
}

/** Once more on what is stored by now, when somebody was quicker; then it is theirs to look at. */
function twice(work: () => Promise<Steps>): Promise<UndoStep[]> {
  return asTask(async () => {
    const first = await work()
    const steps = first === 'outdated' ? await work() : first
    if (steps === 'outdated') throw new AppError('calendar/conflict')
    return steps
  })
}

/** The same for each of them. What fails is told and stops nobody; where all fail, the first failure is the answer. */
async function each<Item extends TaskName>(
  account: CalendarAccount,
  items: readonly Item[],
  work: (item: Item) => Promise<UndoStep[]>,
): Promise<TasksDone> {
  const failed: TasksDone['failed'] = []
  const steps: UndoStep[] = []
  let first: unknown
  // Occurrences of one object one after the other: each is a new version of it.
  const byRef = new Map<EventRef, Item[]>()
  for (const item of items) byRef.set(item.ref, [...(byRef.get(item.ref) ?? []), item])
  const objects = [...byRef.values()]
  const next = async (): Promise<void> => {
    for (let group = objects.shift(); group !== undefined; group = objects.shift())
      for (const item of group)
        try {
          steps.push(...(await work(item)))
        } catch (error) {
          if (!(error instanceof AppError)) throw error
          first ??= error
          failed.push({ ref: item.ref, code: error.code })
        }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next))
  if (failed.length === items.length) throw first
  return { undo: await account.undo.keep({ steps, submissions: [], told: {} }), failed }
}

async function done(account: CalendarAccount, ref: EventRef, steps: UndoStep[]): Promise<Done> {
  return { ref, undo: await account.undo.keep({ steps, submissions: [], told: {} }) }
}

function occurrence({ recurrenceId }: TaskName): { occurrence?: string } {
  return recurrenceId === null ? {} : { occurrence: recurrenceId }
}
