import { ApiError } from '@staffetta/contract'
import { FilePen } from 'lucide-react'
import { api } from '../../app/api.ts'
import { tellFailure } from '../../app/errors.tsx'
import { i18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { queryClient } from '../../app/query-client.ts'
import { session } from '../../app/session.ts'
import { settingsQueries } from '../../settings/index.ts'
import { loadSafeHtml } from '../message-view/safe-html-loader.ts'
import { forgetDraft, saveNow } from './autosave.ts'
import { emptyDraft, newComposer, type Composer, type Draft } from './composer-state.ts'
import {
  addComposer,
  bringForward,
  changeComposer,
  composers,
  findComposer,
  removeComposer,
} from './composers.ts'
import { openDraft } from './draft-opening.ts'
import { dropFromJournal, holdDraft, leftBehind } from './journal.ts'
import { openComposer, type ComposerIntent } from './open.ts'

const recoveryMs = 60_000

const released = new Map<string, () => void>()

/** Opens a composer at once; what it needs from the server comes in after it. */
export async function beginComposer(intent: ComposerIntent): Promise<void> {
  const { me } = session.get()
  if (!me) return
  if (intent.kind === 'recovered') return recoverDraft(intent.draftId)
  const open = alreadyOpen(intent)
  if (open) return bringForward(open.id)
  const id = crypto.randomUUID()
  addComposer(
    newComposer(
      { ...emptyDraft(id, { name: me.displayName, address: me.address }), kind: intent.kind },
      'opening',
    ),
  )
  await fill(id, intent)
}

async function fill(id: string, intent: Exclude<ComposerIntent, { kind: 'recovered' }>): Promise<void> {
  const { me } = session.get()
  try {
    const [safe, preferences] = await Promise.all([
      loadSafeHtml(),
      queryClient.ensureQueryData(settingsQueries.preferences()).catch(() => undefined),
    ])
    const draft = await openDraft(intent, { id, me: me!, preferences, safe })
    const composer = findComposer(id)
    if (!composer) return
    show(composer, draft)
  } catch (error) {
    changeComposer(id, {
      phase: 'failed',
      problem: { kind: 'error', code: error instanceof ApiError ? error.code : 'request/failed' },
    })
  }
}

/** Drafts that a crash left behind are offered again, once a visit. */
export async function offerRecovery(): Promise<void> {
  const { t, formats } = i18n()
  for (const { draft, at } of (await leftBehind()).slice(0, 3)) {
    const subject = draft.subject.trim() || t('composer.untitled')
    notify({
      id: `recovery-${draft.id}`,
      text: `${t('composer.recovery.one')}: ${t('composer.recovery.text', { subject, date: formats.messageDate(new Date(at)) })}`,
      icon: FilePen,
      lifeMs: recoveryMs,
      action: {
        label: t('composer.recovery.open'),
        onAction: () => openComposer({ kind: 'recovered', draftId: draft.id }),
      },
    })
  }
}

async function recoverDraft(draftId: string): Promise<void> {
  const draft = (await leftBehind()).find((entry) => entry.draft.id === draftId)?.draft
  if (!draft) return
  const files = draft.files.map((file) =>
    file.state.kind === 'there' ? file : { ...file, state: { kind: 'failed' as const } },
  )
  const composer = newComposer({ ...draft, files }, 'ready')
  addComposer({ ...composer, version: 1, saveState: 'changed', loaded: 1 })
  released.set(draft.id, holdDraft(draft.id))
}

function show(composer: Composer, draft: Draft): void {
  changeComposer(composer.id, {
    phase: 'ready',
    draft: draft,
    showCc: draft.cc.length > 0,
    showBcc: draft.bcc.length > 0,
    loaded: composer.loaded + 1,
    problem: null,
  })
  released.set(composer.id, holdDraft(draft.id))
}

function alreadyOpen(intent: ComposerIntent): Composer | undefined {
  if (intent.kind === 'new' || intent.kind === 'recovered') return undefined
  return composers.get().list.find(({ draft, phase }) => {
    if (phase === 'held') return false
    return intent.kind === 'draft'
      ? draft.storedRef === intent.ref
      : draft.kind === intent.kind && draft.source?.ref === intent.ref
  })
}

export function hasContent({ draft, version }: Composer): boolean {
  return version > 0 || draft.storedRef !== null
}

/** Puts it away: saved in Drafts when anything was written. */
export async function closeComposer(id: string): Promise<void> {
  const composer = findComposer(id)
  if (!composer) return
  if (composer.phase !== 'ready' || composer.version === 0) return forget(id)
  const { t, formats } = i18n()
  changeComposer(id, { view: 'minimised' })
  if (composer.savedVersion !== composer.version && !(await saveNow(id))) {
    changeComposer(id, { view: 'docked' })
    return
  }
  const saved = findComposer(id)
  await forget(id)
  if (saved?.savedAt) notify({ text: t('composer.state.saved', { time: formats.time(saved.savedAt) }) })
}

/** Throws it away, on the server too. */
export async function discardComposer(id: string): Promise<void> {
  const composer = findComposer(id)
  if (!composer) return
  await forgetDraft(id)
  const { storedRef, files } = findComposer(id)?.draft ?? composer.draft
  await forget(id)
  if (storedRef) await api.mail.deleteDraft({ ref: storedRef }).catch(tellFailure)
  for (const { state } of files)
    if (state.kind === 'there')
      void api.mail.deleteUpload({ uploadId: state.upload.id }).catch(() => undefined)
}

async function forget(id: string): Promise<void> {
  await forgetDraft(id)
  const draftId = findComposer(id)?.draft.id ?? id
  removeComposer(id)
  released.get(id)?.()
  released.delete(id)
  await dropFromJournal(draftId)
}
