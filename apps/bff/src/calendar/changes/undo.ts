import { getObject, isDavError, moveObject, nameOf, parentOf } from '@staffetta/dav'
import { AppError } from '../../http/app-error.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import { told } from '../account/dav-errors.ts'
import { callBack } from '../scheduling/tell-people.ts'
import { reserve } from '../resources/booking.ts'
import { deleteStored, notShown, shown, storeNew, storeOver } from '../events/write.ts'
import { type Access, moverOf, writableAccess } from '../calendars/access.ts'
import type { UndoStep } from '../account/undo-list.ts'

/** Takes back what was done, step by step from the last; refused where somebody changed it since. */
export async function undo(deps: CalendarDeps, account: CalendarAccount, token: string): Promise<void> {
  const undoable = account.undo.take(token)
  if (undoable === undefined) throw new AppError('calendar/undo-too-late')
  const { before, after = [] } = undoable.told
  const { release } = await reserve(deps, account, {
    before: after,
    after: before === undefined ? [] : [before],
  })
  try {
    for (const step of undoable.steps.toReversed()) await undoStep(deps, account, step)
  } catch (error) {
    await release()
    throw error
  }
  await callBack(deps, account, undoable)
}

async function undoStep(deps: CalendarDeps, account: CalendarAccount, step: UndoStep): Promise<void> {
  // What was taken back from this person in the meantime is no longer theirs to undo.
  const there = await writableAccess(deps, account, parentOf(step.href))
  const { via } = there
  switch (step.kind) {
    case 'created': {
      const result = await deleteStored(via, step.href, step.etag)
      if (result === 'outdated') throw new AppError('calendar/conflict')
      return
    }
    case 'changed': {
      const result = await storeOver(via, step.href, step.before, step.etag).catch(goneIsConflict)
      if (result.kind === 'outdated') throw new AppError('calendar/conflict')
      return
    }
    case 'removed':
      await storeNew(via, step.href, step.before)
      return
    case 'moved':
      return moveBack(there, await writableAccess(deps, account, parentOf(step.from)), step)
  }
}

async function moveBack(
  there: Access,
  back: Access,
  { href, etag, from }: Extract<UndoStep, { kind: 'moved' }>,
): Promise<void> {
  try {
    const to = { collection: parentOf(from), name: nameOf(from) }
    const moved = await moveObject(moverOf(there, back).dav, href, to, {
      match: { etag },
      signal: there.via.patience(),
    })
    notShown(there.via, href)
    const object = await getObject(back.via.dav, moved.href ?? from, back.via.patience())
    await shown(back.via, object.href, { etag: object.etag ?? '', text: object.text })
  } catch (error) {
    if (isDavError(error, 'precondition', 'not-found')) throw new AppError('calendar/conflict')
    return told('writing', Promise.reject(error))
  }
}

function goneIsConflict(error: unknown): never {
  if (error instanceof AppError && error.code === 'calendar/event-gone')
    throw new AppError('calendar/conflict')
  throw error
}
