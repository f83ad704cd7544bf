import { ApiError } from '@staffetta/contract'
import { api } from '../../app/api.ts'
import { loadSafeHtml } from '../message-view/safe-html-loader.ts'
import type { Composer } from './composer-state.ts'
import { changeComposer, changeDraft, composers, findComposer } from './composers.ts'
import { keepInJournal } from './journal.ts'
import { composeMessage } from './outgoing.ts'

const journalMs = 400
const pauseMs = 2500
/** Someone who never pauses is saved all the same. */
const mostMs = 15_000
const retryMs = 10_000

interface Timers {
  journalled: number
  journal?: ReturnType<typeof setTimeout> | undefined
  save?: ReturnType<typeof setTimeout> | undefined
  since?: number | undefined
  seen: number
}

const timers = new Map<string, Timers>()
const saving = new Map<string, Promise<boolean>>()

/** Watches every composer: what changes is journalled at once and stored in Drafts at the next pause. */
export function startAutosave(): () => void {
  const flush = () => {
    for (const composer of composers.get().list)
      if (composer.phase === 'ready') void keepInJournal(composer.draft)
  }
  window.addEventListener('pagehide', flush)
  const stop = composers.subscribe(() => composers.get().list.forEach(schedule))
  return () => {
    window.removeEventListener('pagehide', flush)
    stop()
  }
}

function schedule(composer: Composer): void {
  if (composer.phase !== 'ready' || composer.version === 0) return
  const own = timers.get(composer.id) ?? { journalled: 0, seen: 0 }
  timers.set(composer.id, own)
  if (own.seen === composer.version) return
  own.seen = composer.version
  own.journal ??= setTimeout(() => {
    own.journal = undefined
    const now = findComposer(composer.id)
    if (now?.phase === 'ready') void keepInJournal(now.draft)
  }, journalMs)
  own.since ??= Date.now()
  clearTimeout(own.save)
  own.save = setTimeout(
    () => void saveNow(composer.id),
    Math.max(0, Math.min(pauseMs, own.since + mostMs - Date.now())),
  )
}

/** Stores the draft as it is now; true when the server has it. One at a time: each replaces the one before. */
export async function saveNow(id: string): Promise<boolean> {
  stopTimer(id)
  const running = saving.get(id)
  if (running) {
    await running
    const after = findComposer(id)
    if (!after || after.savedVersion === after.version) return after !== undefined
  }
  const work = save(id).finally(() => saving.delete(id))
  saving.set(id, work)
  return work
}

async function save(id: string): Promise<boolean> {
  const composer = findComposer(id)
  if (!composer || (composer.phase !== 'ready' && composer.phase !== 'sending')) return false
  const { version } = composer
  changeComposer(id, { saveState: 'saving' })
  try {
    const message = composeMessage(composer.draft, await loadSafeHtml())
    const { ref, savedAt } = await api.mail.saveDraft({
      draftId: composer.draft.id,
      replaces: composer.draft.storedRef,
      message,
    })
    const now = findComposer(id)
    if (!now) return true
    changeComposer(id, {
      draft: { ...now.draft, storedRef: ref },
      savedVersion: version,
      savedAt,
      saveState: now.version === version ? 'saved' : 'changed',
    })
    return true
  } catch (error) {
    changeComposer(id, { saveState: 'failed' })
    // What was replaced is gone (deleted elsewhere): the next save begins anew.
    if (
      error instanceof ApiError &&
      (error.code === 'mail/message-gone' || error.code === 'mail/uidvalidity-changed')
    )
      changeDraft(id, { storedRef: null })
    const own = timers.get(id)
    if (own) own.save = setTimeout(() => void saveNow(id), retryMs)
    return false
  }
}

/** Whether something is written here that the server does not have. */
export function hasUnsaved(): boolean {
  return unsaved().length > 0
}

/** Stores all that is not stored yet. */
export async function saveAll(): Promise<boolean> {
  const results = await Promise.all(unsaved().map(({ id }) => saveNow(id)))
  return results.every(Boolean)
}

function unsaved() {
  return composers
    .get()
    .list.filter(
      ({ phase, version, savedVersion }) => phase === 'ready' && version > 0 && savedVersion !== version,
    )
}

function stopTimer(id: string): void {
  const own = timers.get(id)
  if (!own) return
  clearTimeout(own.save)
  own.save = undefined
  own.since = undefined
}

/** After it is sent or thrown away nothing may store it again. Waits for a save that is under way. */
export async function forgetDraft(id: string): Promise<void> {
  stopTimer(id)
  clearTimeout(timers.get(id)?.journal)
  timers.delete(id)
  await saving.get(id)
}
