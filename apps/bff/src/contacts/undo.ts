import { parentOf } from '@staffetta/dav'
import type { UndoStep } from '../dav/undo-list.ts'
import { deleteStored, moveBack, storeNew, storeOver } from '../dav/write.ts'
import { AppError } from '../http/app-error.ts'
import { moverOf, writableAccess } from './access.ts'
import type { ContactsAccount } from './contacts-account.ts'
import type { ContactsDeps } from './contacts-deps.ts'
import { writing, type Writing } from './write.ts'

/** Takes back what was done, step by step from the last; refused where somebody changed it since. */
export async function undo(deps: ContactsDeps, account: ContactsAccount, token: string): Promise<void> {
  const undoable = await account.undo.take(token)
  if (undoable === undefined) throw new AppError('contacts/undo-too-late')
  await writing((own) => undoSteps(deps, account, own, undoable.steps))
}

export async function undoSteps(
  deps: ContactsDeps,
  account: ContactsAccount,
  own: Writing,
  steps: readonly UndoStep[],
): Promise<void> {
  for (const step of steps.toReversed())
    if ((await undoStep(deps, account, own, step)) === 'outdated') throw new AppError('contacts/conflict')
}

async function undoStep(
  deps: ContactsDeps,
  account: ContactsAccount,
  own: Writing,
  step: UndoStep,
): Promise<'done' | 'outdated'> {
  // What was taken back from this person in the meantime is no longer theirs to undo.
  const accessAt = (href: string) => writableAccess(deps, account, parentOf(href))
  const access = await accessAt(step.href)
  const there = own.at(access.via)
  switch (step.kind) {
    case 'created':
      return isOutdated(await deleteStored(there, step.href, step.etag))
    case 'changed':
      return isOutdated(
        (await storeOver(there, step.href, step.before, step.etag).catch(goneIsOutdated)).kind,
      )
    case 'removed':
      await storeNew(there, step.href, step.before)
      return 'done'
    case 'moved': {
      const back = await accessAt(step.from)
      const way = { from: there, to: own.at(back.via), mover: moverOf(access, back).dav }
      return isOutdated(await moveBack(way, step))
    }
  }
}

function isOutdated(outcome: string): 'done' | 'outdated' {
  return outcome === 'outdated' ? 'outdated' : 'done'
}

function goneIsOutdated(error: unknown): { kind: 'outdated' } {
  if (error instanceof AppError && error.code === 'contacts/card-gone') return { kind: 'outdated' }
  throw error
}
