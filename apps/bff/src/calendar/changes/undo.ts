import { getObject, parentOf } from '@staffetta/dav'
import { withoutLost } from '@staffetta/icalendar'
import { AppError } from '../../http/app-error.ts'
import type { CalendarDeps } from '../account/calendar-deps.ts'
import type { CalendarAccount } from '../account/calendar-account.ts'
import { told } from '../account/dav-errors.ts'
import { callBack } from '../scheduling/tell-people.ts'
import { reserve } from '../resources/booking.ts'
import { deleteStored, storeNew, storeOver, writerOf } from '../events/write.ts'
import { moverOf, writableAccess } from '../calendars/access.ts'
import type { UndoStep } from '../../dav/undo-list.ts'
import { moveBack } from '../../dav/write.ts'

/** Takes back what was done, step by step from the last; refused where somebody changed it since. */
export async function undo(deps: CalendarDeps, account: CalendarAccount, token: string): Promise<void> {
  const undoable = await account.undo.take(token)
  if (undoable === undefined) throw new AppError('calendar/undo-too-late')
  const { before, after = [] } = undoable.told
  const { release } = await reserve(deps, account, {
    before: after,
    after: before === undefined ? [] : [before],
  })
  let whole = true
  try {
    for (const step of undoable.steps.toReversed()) whole = (await undoStep(deps, account, step)) && whole
  } catch (error) {
    await release()
    throw error
  }
  await callBack(deps, account, undoable)
  if (!whole) throw new AppError('calendar/undone-without-files')
}

/** False where it is as it was but for files the server has no longer. */
async function undoStep(deps: CalendarDeps, account: CalendarAccount, step: UndoStep): Promise<boolean> {
  // What was taken back from this person in the meantime is no longer theirs to undo.
  const there = await writableAccess(deps, account, parentOf(step.href))
  const { via } = there
  switch (step.kind) {
    case 'created': {
      const result = await deleteStored(via, step.href, step.etag)
      if (result === 'outdated') throw new AppError('calendar/conflict')
      return true
    }
    case 'changed': {
      const now = () => getObject(via.dav, step.href, via.patience()).then(({ text }) => text)
      return withOrWithoutFiles(step.before, now, async (text) => {
        const result = await storeOver(via, step.href, text, step.etag).catch(goneIsConflict)
        if (result.kind === 'outdated') throw new AppError('calendar/conflict')
      })
    }
    case 'removed':
      return withOrWithoutFiles(
        step.before,
        async () => '',
        async (text) => void (await storeNew(via, step.href, text)),
      )
    case 'moved': {
      const back = await writableAccess(deps, account, parentOf(step.from))
      const way = { from: writerOf(via), to: writerOf(back.via), mover: moverOf(there, back).dav }
      if ((await moveBack(way, step)) === 'outdated') throw new AppError('calendar/conflict')
      return true
    }
  }
}

/**
 * Cyrus 3.6 deletes a file with the last version that names it, as RFC 8607 §3.7 lets it, and refuses a text that names it
 * again. False where the text could only be stored without.
 */
async function withOrWithoutFiles(
  text: string,
  there: () => Promise<string>,
  store: (text: string) => Promise<void>,
): Promise<boolean> {
  try {
    await store(text)
    return true
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'calendar/attachment-gone')) throw error
    await store(withoutLost(text, await told('object', there())))
    return false
  }
}

function goneIsConflict(error: unknown): never {
  if (error instanceof AppError && error.code === 'calendar/event-gone')
    throw new AppError('calendar/conflict')
  throw error
}
